package io.github.l2nas.api.extension;

/**
 * Something that a search can be composed of. It is found in one of two ways, and both serve a user's classes as they serve
 * the built-in ones: by its {@link #name()}, where its jar registers it with {@link java.util.ServiceLoader}, or by the name
 * of its class.
 */
public interface Extension {

    /**
     * The name users give in a POM, for example {@code nas-bench-201}.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();
}
