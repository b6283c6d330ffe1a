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
     * The instructions of this processor by which the backend chooses its code; sums may be taken in another order with others.
     *
     * @return their name, for example {@code avx2}; empty where it does not depend on them
     */
    default Optional<String> instructions() {
        return Optional.empty();
    }

    /**
     * Begins to use the backend.
     *
     * @param threads number of threads, at least 1; results may depend on it
     * @return a device of its own
     */
    Device open(int threads);
}
