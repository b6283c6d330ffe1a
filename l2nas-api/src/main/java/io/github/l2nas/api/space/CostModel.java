package io.github.l2nas.api.space;

import java.util.Optional;

/** Counts what networks of architectures cost. */
@FunctionalInterface
public interface CostModel {

    /**
     * Parameters and multiply-accumulates of an architecture's network. A search asks for many more architectures than it
     * scores, from several threads at once.
     *
     * @param architecture an architecture of the space
     * @return the cost
     */
    Cost cost(Architecture architecture);

    /**
     * Which network is counted, for people.
     *
     * @return a few words, for example {@code 16 channels, 5 cells, 10 classes, 32 x 32 images of 3 channels}
     */
    default String network() {
        return "the published network";
    }

    /**
     * The published network of the space, where this counts another one: of other classes or images.
     *
     * @return what counts it; empty where this does
     */
    default Optional<CostModel> published() {
        return Optional.empty();
    }
}
