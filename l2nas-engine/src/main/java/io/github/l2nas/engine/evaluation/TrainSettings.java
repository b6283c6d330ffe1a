package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.engine.supernet.Skeletons;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.SharedSettings;
import java.util.Map;

/**
 * Settings of evaluator {@code train}. What is null is as in the recipe with which {@code evaluate} trains networks of the
 * space, {@link EvaluationRecipe}; ranges are given there.
 *
 * @param epochs passes over the training part; null for 12, as in the short schedule of NAS-Bench-201
 * @param validationPercent share of the training images of every class that validate and are not trained with, 1 to 90
 * @param batchSize images in a mini-batch
 * @param learningRate at the end of the warm-up
 * @param minLearningRate at the end of the cosine
 * @param warmUpEpochs epochs in which the rate rises; null for the recipe's, shortened as its epochs are
 * @param momentum of the descent
 * @param nesterov whether momentum looks ahead
 * @param weightDecay of all weights
 * @param clipNorm largest norm of all gradients together; 0 for no clipping
 * @param labelSmoothing of the loss
 * @param auxiliaryWeight weight of the auxiliary head's loss; 0 for no such head
 * @param dropPath probability of drop path at the end of training
 * @param cropPadding border of the random crop in pixels; 0 for none
 * @param flip whether images are mirrored at random
 * @param cutout side of the square that is cut out, in pixels; 0 for none
 */
public record TrainSettings(
        Integer epochs,
        int validationPercent,
        Integer batchSize,
        Double learningRate,
        Double minLearningRate,
        Double warmUpEpochs,
        Double momentum,
        Boolean nesterov,
        Double weightDecay,
        Double clipNorm,
        Double labelSmoothing,
        Double auxiliaryWeight,
        Double dropPath,
        Integer cropPadding,
        Boolean flip,
        Integer cutout) {

    private static final int USUAL_EPOCHS = 12;
    private static final int USUAL_PERCENT = 20;
    private static final int MOST_PERCENT = 90;
    private static final String FIELD = "evaluator.settings";
    private static final String OWNER = "evaluator";

    /** The settings of a part that says nothing. */
    public static final TrainSettings DEFAULT = new TrainSettings(
            null, USUAL_PERCENT, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public TrainSettings {
        if (validationPercent < 1 || validationPercent > MOST_PERCENT) {
            throw new IllegalArgumentException(
                    "validationPercent must be at least 1 and at most " + MOST_PERCENT + ", got " + validationPercent);
        }
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
        }
    }

    /**
     * The recipe of a full evaluation.
     *
     * @param space whose recipe holds where these settings say nothing
     * @param size of the network; null for the recipe's
     * @return the recipe
     * @throws io.github.l2nas.api.job.JobException where a setting is out of range
     */
    EvaluationRecipe recipe(NetworkSpace space, NetworkSize size) {
        EvaluationRecipe usual = EvaluationRecipe.of(space);
        EvaluationRecipe sized = size == null ? usual : Skeletons.recipe(space, usual, Map.of(), size);
        EvaluationRecipe shortened = withEpochs(sized, epochs == null ? USUAL_EPOCHS : epochs);
        return Settings.override(FIELD, OWNER, shortened, SharedSettings.of(this, EvaluationRecipe.class));
    }

    private static EvaluationRecipe withEpochs(EvaluationRecipe recipe, int epochs) {
        double warmUp = recipe.warmUpEpochs() * epochs / recipe.epochs();
        return Settings.override(
                FIELD, OWNER, recipe, Map.of("epochs", String.valueOf(epochs), "warmUpEpochs", String.valueOf(warmUp)));
    }

    /**
     * These settings with nothing left open.
     *
     * @param recipe that they came to
     * @return all values in force
     */
    TrainSettings inForce(EvaluationRecipe recipe) {
        return Settings.override(FIELD, OWNER, this, SharedSettings.of(recipe, TrainSettings.class));
    }
}
