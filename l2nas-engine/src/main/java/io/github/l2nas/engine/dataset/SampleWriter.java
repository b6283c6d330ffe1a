package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.FeatureSet;
import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.random.RandomStream;

/** Normalises the samples of a set on their way into a batch. Safe for several threads. */
interface SampleWriter {

    /**
     * Writes one sample.
     *
     * @param sample its index in the set
     * @param batch where it goes to
     * @param to its first value there
     * @param random decides how it is changed; not used, and may be null, where nothing is to change
     */
    void write(int sample, float[] batch, int to, RandomStream random);

    /**
     * What writes samples of a set.
     *
     * @param set images or rows
     * @param normalisation with a mean and a deviation for each channel
     * @param augmentation how images are changed; rows have neither borders nor sides, and stay as they are
     * @return the writer
     */
    static SampleWriter of(SampleSet set, Normalisation normalisation, Augmentation augmentation) {
        return set instanceof ImageSet images
                ? new Augmenter(images, normalisation, augmentation)
                : new RowWriter((FeatureSet) set, normalisation);
    }
}
