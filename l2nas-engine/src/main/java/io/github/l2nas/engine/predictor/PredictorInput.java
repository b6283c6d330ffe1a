package io.github.l2nas.engine.predictor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import java.util.Objects;

/**
 * An accuracy predictor that scores architectures of {@code ofa-mbv3}.
 *
 * @param file PyTorch checkpoint of the predictor
 * @param imageSize side of the square images in pixels, one that the predictor knows; parameters and MACs are counted for
 *     it, too; null for the one on which it predicts the largest sub-network the highest accuracy
 * @param widthMultiplier of the supernet that the predictor describes, for counting; null for 1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PredictorInput(InputFile file, Integer imageSize, Double widthMultiplier) {

    private static final double WIDEST = 4;

    public PredictorInput {
        Objects.requireNonNull(file, "file");
    }

    /**
     * Width multiplier of the supernet.
     *
     * @return as declared, or 1.0
     * @throws JobException where it is not above 0 and at most 4
     */
    public double effectiveWidthMultiplier() {
        if (widthMultiplier != null && !(widthMultiplier > 0 && widthMultiplier <= WIDEST)) {
            throw new JobException(
                    "evaluator.settings.widthMultiplier",
                    "must be above 0 and at most 4; the published supernets have 1.0 and 1.2; got " + widthMultiplier);
        }
        return widthMultiplier == null ? 1 : widthMultiplier;
    }
}
