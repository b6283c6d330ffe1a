package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;

/** Reads the data set that a job names. */
public final class DatasetLoader {

    private DatasetLoader() {}

    /**
     * Reads and checks a data set, after a check that it is still the declared one.
     *
     * @param input as declared
     * @return the samples
     * @throws JobException where files are missing, damaged or changed, or a setting is out of range
     */
    public static Dataset of(DatasetInput input) {
        ContentDigest.requireUnchanged(input.files(), DatasetReader.PARAMETER);
        return DatasetReader.read(input);
    }

    /** How much of every class is split off where the source has no test part. */
    static int testPercent(DatasetInput input) {
        return input.testPercent() == null ? DatasetReader.TEST_PERCENT : input.testPercent();
    }
}
