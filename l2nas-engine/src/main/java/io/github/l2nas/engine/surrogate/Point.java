package io.github.l2nas.engine.surrogate;

/**
 * An architecture as the model sees it.
 *
 * @param choices per row the chosen column or -1
 * @param features quantiles of its structural features, each in [0, 1]; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Point(int[] choices, double[] features) {}
