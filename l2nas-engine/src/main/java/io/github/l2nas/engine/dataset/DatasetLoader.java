package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;

/** Reads the data set that a job names. */
public final class DatasetLoader {

    private static final int TEST_PERCENT = 20;

    private DatasetLoader() {}

    /**
     * Reads and checks a data set.
     *
     * @param input as declared
     * @return the images
     * @throws JobException where files are missing or damaged, or a setting is out of range
     */
    public static Dataset of(DatasetInput input) {
        DatasetSettings settings;
        try {
            settings = new DatasetSettings(
                    input.format(),
                    input.classes(),
                    input.imageSize(),
                    input.testPercent() == null ? TEST_PERCENT : input.testPercent());
        } catch (IllegalArgumentException e) {
            throw new JobException("dataset", e.getMessage());
        }
        ContentDigest.requireUnchanged(input.files(), "dataset");
        return DatasetReader.read(input.files(), settings);
    }
}
