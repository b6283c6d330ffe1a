package io.github.l2nas.engine.dataset;

import java.util.List;
import java.util.Objects;

/**
 * A data set for classification.
 *
 * @param format the format it was read from, one of {@link DatasetReader#FORMATS}
 * @param classes names of the classes by label; their numbers where the source has no names
 * @param train images to train with; every class has some
 * @param test images to test with; none where the source has no test part and none was split off
 */
public record Dataset(String format, List<String> classes, ImageSet train, ImageSet test) {
    public Dataset {
        Objects.requireNonNull(format, "format");
        classes = List.copyOf(classes);
        if (!train.shape().equals(test.shape())) {
            throw new IllegalArgumentException(
                    "training images are " + train.shape() + ", test images " + test.shape());
        }
    }
}
