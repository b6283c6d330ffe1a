package io.github.l2nas.api.space;

import io.github.l2nas.api.extension.Extension;
import io.github.l2nas.api.job.InputFile;
import java.util.Map;

/**
 * Makes a search space from its settings.
 *
 * <p>Register it in {@code META-INF/services/io.github.l2nas.api.space.SpaceFactory}, or name the class in the POM. A space
 * without settings and inputs needs no factory: name the class that implements {@link SearchSpace}.
 *
 * @param <S> the space's settings; a record that checks its values and throws {@link IllegalArgumentException}
 */
public interface SpaceFactory<S extends Record> extends Extension {

    /**
     * The settings of a space about which nothing is said.
     *
     * @return the defaults
     */
    S defaults();

    /**
     * Whether the defaults alone make a space.
     *
     * @return false for a factory whose space has to be declared; it is then left out where all spaces are listed
     */
    default boolean complete() {
        return true;
    }

    /**
     * Makes the space.
     *
     * @param settings in force
     * @param inputs files by their roles, as declared
     * @return a space
     * @throws io.github.l2nas.api.job.JobException where an input is missing or wrong
     */
    SearchSpace create(S settings, Map<String, InputFile> inputs);
}
