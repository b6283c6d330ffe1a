package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.settings.Settings;

/**
 * Settings of evaluator {@code supernet}.
 *
 * @param validationImages how many of the validation images are used, a fixed part; null for all
 * @param batchSize images in a batch from which batch normalisation takes its statistics; null for 250, for published supernets
 *     100
 * @param calibrationImages for published supernets, on how many training images batch normalisation is calibrated for each
 *     sub-network; 0 for not at all; null for 2000, where the data set has training images
 */
public record SupernetSettings(Integer validationImages, Integer batchSize, Integer calibrationImages) {

    /** The settings of a part that says nothing. */
    public static final SupernetSettings DEFAULT = new SupernetSettings(null, null, null);

    /**
     * The supernet with its images.
     *
     * @param part names the file and the settings
     * @param dataset as declared; null where it is missing
     * @param compute what networks run on
     * @return the input
     * @throws JobException where something is missing
     */
    public static SupernetInput input(Part part, DatasetInput dataset, Compute compute) {
        SupernetSettings settings = Settings.override("evaluator.settings", "evaluator", DEFAULT, part.settings());
        return settings.input(
                part.input("supernet")
                        .orElseThrow(() -> new JobException(
                                "evaluator.inputs.supernet",
                                "it is missing: give a supernet.zip of train-supernet, a published supernet or its"
                                        + " Maven coordinates")),
                dataset,
                compute);
    }

    /**
     * The supernet with its images.
     *
     * @param file the supernet
     * @param dataset as declared; null where it is missing
     * @param compute what networks run on
     * @return the input
     * @throws JobException where the data set is missing
     */
    public SupernetInput input(InputFile file, DatasetInput dataset, Compute compute) {
        if (dataset == null) {
            throw new JobException("dataset", "a supernet needs the images that it is tested on");
        }
        return new SupernetInput(file, dataset, validationImages, batchSize, calibrationImages, compute);
    }
}
