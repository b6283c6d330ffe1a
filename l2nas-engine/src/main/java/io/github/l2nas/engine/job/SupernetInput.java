package io.github.l2nas.engine.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A supernet that scores architectures.
 *
 * @param file {@code supernet.zip} of {@code train-supernet}
 * @param dataset the images it was trained on; its validation half scores
 * @param images how many of the validation images are used, a fixed part; null for all
 * @param batchSize images in a batch; batch normalisation takes its statistics from it; null for 250
 * @param compute what the network runs on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SupernetInput(InputFile file, DatasetInput dataset, Integer images, Integer batchSize, Compute compute) {
    public SupernetInput {
        Objects.requireNonNull(file, "file");
        compute = compute == null ? new Compute(null, null) : compute;
    }
}
