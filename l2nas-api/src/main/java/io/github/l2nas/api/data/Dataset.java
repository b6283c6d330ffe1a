package io.github.l2nas.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A data set for classification.
 *
 * @param format name of the format it was read in
 * @param classes names of the classes by label; their numbers where the source has no names
 * @param train samples to train with; every class has some
 * @param test samples to test with, of the same shape; none where the source has no test part. A format leaves it to the
 *     engine then to split some off
 */
public record Dataset(String format, List<String> classes, SampleSet train, SampleSet test) {
    public Dataset {
        Objects.requireNonNull(format, "format");
        classes = List.copyOf(classes);
        if (!train.shape().equals(test.shape())) {
            throw new IllegalArgumentException(
                    "training samples are " + train.shape() + ", test samples " + test.shape());
        }
    }

    /**
     * A data set whose source has no test part.
     *
     * @param format name of the format
     * @param classes names of the classes by label
     * @param all the samples
     * @return a data set without test samples
     */
    public static Dataset undivided(String format, List<String> classes, SampleSet all) {
        return new Dataset(format, classes, all, all.select(new int[0]));
    }
}
