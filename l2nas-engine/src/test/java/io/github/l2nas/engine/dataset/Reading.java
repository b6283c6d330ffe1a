package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.InputFile;
import java.util.Map;

/** How a test reads a data set: what {@link DatasetInput} has beside the files. */
record Reading(String format, Integer classes, Integer imageSize, Integer testPercent, Map<String, String> settings) {

    /** Everything, as it is; a fifth of it for testing where the source has no test part. */
    static final Reading DEFAULT = new Reading(null, null, null, null);

    Reading(String format, Integer classes, Integer imageSize, Integer testPercent) {
        this(format, classes, imageSize, testPercent, Map.of());
    }

    /** Rows of numbers and categories. */
    static Reading tabular(Map<String, String> settings) {
        return new Reading("tabular", null, null, null, settings);
    }

    Dataset of(InputFile files) {
        return DatasetReader.read(new DatasetInput(files, format, classes, imageSize, testPercent, settings));
    }
}
