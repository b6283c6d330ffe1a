package io.github.l2nas.api.extension;

/** The settings of an extension that has none. */
public record NoSettings() {

    /** The only value there is. */
    public static final NoSettings NONE = new NoSettings();
}
