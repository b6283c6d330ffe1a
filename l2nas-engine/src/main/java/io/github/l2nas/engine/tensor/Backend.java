package io.github.l2nas.engine.tensor;

import java.util.Optional;

/** A way to run layers, found by {@link java.util.ServiceLoader}. */
public interface Backend {

    /**
     * The name users give, for example {@code onednn}.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * How much this backend is preferred where several are available and none is asked for.
     *
     * @return the highest wins
     */
    int rank();

    /**
     * Why the backend can't be used here.
     *
     * @return the reason, empty where it can be used
     */
    Optional<String> unavailableReason();

    /**
     * Begins to use the backend.
     *
     * @param threads number of threads, at least 1; results may depend on it
     * @return a device of its own
     */
    Device open(int threads);
}
