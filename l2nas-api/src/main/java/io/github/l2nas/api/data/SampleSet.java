package io.github.l2nas.api.data;

import io.github.l2nas.api.graph.Shape;
import java.nio.ByteBuffer;

/** Labelled samples of one shape: images or rows. */
public sealed interface SampleSet permits ImageSet, FeatureSet {

    /**
     * What one sample is for a network.
     *
     * @return C, H and W
     */
    Shape shape();

    /**
     * The class of each sample.
     *
     * @return from 0; not copied and not to be changed
     */
    int[] labels();

    /**
     * Number of samples.
     *
     * @return N
     */
    default int count() {
        return labels().length;
    }

    /**
     * Some of the samples.
     *
     * @param indices which, in which order
     * @return a copy of them
     */
    SampleSet select(int[] indices);

    /**
     * The bytes of one sample, without its label.
     *
     * @param index 0 to N - 1
     * @return the same bytes for samples with the same values
     */
    ByteBuffer content(int index);
}
