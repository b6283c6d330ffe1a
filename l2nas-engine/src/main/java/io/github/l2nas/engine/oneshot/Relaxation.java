package io.github.l2nas.engine.oneshot;

import java.util.List;
import java.util.function.UnaryOperator;

/** How architecture weights become a network in which each operation has a factor. */
interface Relaxation {

    /**
     * One such network.
     *
     * @param operations by row the columns that take part
     * @param factors of all operations, row by row; 0 for one that takes no part
     * @param gradient turns the loss's gradient by the factors into that by the architecture weights
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Draw(List<List<Integer>> operations, double[] factors, UnaryOperator<double[]> gradient) {}

    /**
     * Makes one.
     *
     * @param weights as they are now
     * @param epoch from 0
     * @param stream name of the stream of what is drawn
     * @return the network's operations and factors
     */
    Draw of(ArchitectureWeights weights, int epoch, String stream);
}
