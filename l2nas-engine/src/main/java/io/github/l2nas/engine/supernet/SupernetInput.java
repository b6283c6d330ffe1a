package io.github.l2nas.engine.supernet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.InputFile;
import java.util.Objects;

/**
 * A supernet that scores architectures.
 *
 * @param file {@code supernet.zip} of {@code train-supernet}, or for {@code ofa-mbv3} the checkpoint of a Once-for-All
 *     supernet
 * @param dataset the images it was trained on, whose validation half scores; for {@code ofa-mbv3} any photographs
 * @param validationImages how many of the validation images are used, a fixed part; null for all
 * @param batchSize images in a batch from which batch normalisation takes its statistics; null for 250, for {@code
 *     ofa-mbv3} 100
 * @param calibrationImages for {@code ofa-mbv3}, on how many training images batch normalisation is calibrated for each
 *     sub-network; 0 for not at all; null for 2000, where the data set has training images
 * @param compute what the network runs on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SupernetInput(
        InputFile file,
        DatasetInput dataset,
        Integer validationImages,
        Integer batchSize,
        Integer calibrationImages,
        Compute compute) {
    public SupernetInput {
        Objects.requireNonNull(file, "file");
        compute = compute == null ? new Compute(null, null) : compute;
    }
}
