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
     * How the backend cuts a batch, where it takes sums part by part.
     *
     * @return the rule; empty where it takes sums in an order of its own
     */
    default Optional<String> shards() {
        return Optional.empty();
    }

    /**
     * Whether results depend on the number of threads.
     *
     * @return no where batches are cut into shards, whose number depends on the batch alone
     */
    default boolean dependsOnThreads() {
        return shards().isEmpty();
    }

    /**
     * Begins to use the backend.
     *
     * @param threads number of threads, at least 1
     * @return a device of its own
     */
    Device open(int threads);

    /**
     * Begins to use the backend for single images: threads share the work of each layer.
     *
     * @param threads number of threads, at least 1; results may depend on it
     * @return a device of its own
     */
    default Device openForSingleImages(int threads) {
        return open(threads);
    }
}
