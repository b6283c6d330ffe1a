package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.dataset.Split;
import java.util.Arrays;

/** Which images of the validation half score paths. */
public final class ValidationImages {

    private ValidationImages() {}

    /**
     * Whole batches of a fixed part of the validation half. A last batch that would be smaller is left out: statistics
     * of a few images would score its paths worse.
     *
     * @param train the training part of the data set
     * @param normalisation of the images
     * @param seed of the split and of the part
     * @param images how many; 0 for all
     * @param batchSize images in a batch; fewer where there are not as many
     * @return the batches
     */
    public static Batches batches(SampleSet train, Normalisation normalisation, long seed, int images, int batchSize) {
        int[] used = indices(train, seed, images, batchSize);
        return Batches.inOrder(train, used, Math.min(batchSize, used.length), normalisation);
    }

    /** Labels of the images of {@link #batches}. */
    static int[] labels(SampleSet train, long seed, int images, int batchSize) {
        return Arrays.stream(indices(train, seed, images, batchSize))
                .map(index -> train.labels()[index])
                .toArray();
    }

    private static int[] indices(SampleSet train, long seed, int images, int batchSize) {
        int[] validation = Split.halves(train, seed).validation().clone();
        new RandomStream(seed, "supernet.validation").shuffle(validation);
        int wanted = images == 0 ? validation.length : Math.min(images, validation.length);
        int size = Math.min(batchSize, wanted);
        return Arrays.copyOf(validation, wanted / size * size);
    }
}
