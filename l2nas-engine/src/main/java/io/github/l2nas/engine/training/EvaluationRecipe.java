package io.github.l2nas.engine.training;

import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.engine.dataset.Augmentation;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.LearningRate;
import io.github.l2nas.engine.network.Sgd;

/**
 * How a found architecture is trained from scratch.
 *
 * @param channels C, channels of the first stage; at least 1
 * @param cells number of cells, in each stage for NAS-Bench-201, in all for DARTS; at least 1
 * @param epochs passes over the training images
 * @param batchSize images in a mini-batch
 * @param learningRate at the end of the warm-up
 * @param minLearningRate at the end of the cosine
 * @param warmUpEpochs epochs in which the rate rises
 * @param momentum in [0, 1)
 * @param nesterov whether momentum looks ahead
 * @param weightDecay not negative
 * @param clipNorm largest norm of all gradients together; 0 for no clipping
 * @param labelSmoothing in [0, 1)
 * @param auxiliaryWeight weight of the auxiliary head's loss; 0 for no such head
 * @param dropPath probability of drop path at the end of training, in [0, 1)
 * @param cropPadding border of the random crop in pixels; 0 for none
 * @param flip whether images are mirrored at random
 * @param cutout side of the square that is cut out, in pixels; 0 for none
 */
public record EvaluationRecipe(
        int channels,
        int cells,
        int epochs,
        int batchSize,
        double learningRate,
        double minLearningRate,
        double warmUpEpochs,
        double momentum,
        boolean nesterov,
        double weightDecay,
        double clipNorm,
        double labelSmoothing,
        double auxiliaryWeight,
        double dropPath,
        int cropPadding,
        boolean flip,
        int cutout) {

    /** The benchmark's 200-epoch schedule. */
    public static final EvaluationRecipe DEFAULT =
            new EvaluationRecipe(16, 5, 200, 256, 0.1, 0, 0, 0.9, true, 5e-4, 0, 0, 0, 0, 4, true, 0);

    public EvaluationRecipe {
        Schedule.require(channels >= 1, "channels", "at least 1", channels);
        Schedule.require(cells >= 1, "cells", "at least 1", cells);
        Schedule.require(epochs >= 1, "epochs", "at least 1", epochs);
        Schedule.require(batchSize >= 2, "batchSize", "at least 2", batchSize);
        Schedule.require(learningRate > 0, "learningRate", "positive", learningRate);
        Schedule.require(
                minLearningRate >= 0 && minLearningRate <= learningRate,
                "minLearningRate",
                "between 0 and learningRate",
                minLearningRate);
        Schedule.require(
                warmUpEpochs >= 0 && warmUpEpochs < epochs,
                "warmUpEpochs",
                "at least 0 and less than epochs",
                warmUpEpochs);
        Schedule.require(momentum >= 0 && momentum < 1, "momentum", "in [0, 1)", momentum);
        Schedule.require(weightDecay >= 0, "weightDecay", "at least 0", weightDecay);
        Schedule.require(clipNorm >= 0, "clipNorm", "at least 0", clipNorm);
        Schedule.require(labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing", "in [0, 1)", labelSmoothing);
        Schedule.require(auxiliaryWeight >= 0, "auxiliaryWeight", "at least 0", auxiliaryWeight);
        Schedule.require(dropPath >= 0 && dropPath < 1, "dropPath", "in [0, 1)", dropPath);
        Schedule.require(cropPadding >= 0, "cropPadding", "at least 0", cropPadding);
        Schedule.require(cutout >= 0, "cutout", "at least 0", cutout);
    }

    /**
     * The recipe for a space.
     *
     * @param space whose recipe differs from the usual one as it says
     * @return the recipe
     */
    public static EvaluationRecipe of(NetworkSpace space) {
        return Settings.override("settings", "recipe", DEFAULT, space.trainingRecipe());
    }

    /**
     * The recipe for a training loop.
     *
     * @return what the loop needs
     */
    public Schedule schedule() {
        return new Schedule(
                epochs,
                batchSize,
                new LearningRate(learningRate, minLearningRate, warmUpEpochs, epochs),
                new Sgd.Settings(momentum, nesterov, weightDecay, clipNorm == 0 ? Double.POSITIVE_INFINITY : clipNorm),
                new CrossEntropy(labelSmoothing, auxiliaryWeight),
                dropPath,
                new Augmentation(cropPadding, flip, cutout));
    }
}
