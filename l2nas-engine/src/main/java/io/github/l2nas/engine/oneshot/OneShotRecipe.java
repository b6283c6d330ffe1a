package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.engine.training.SharedSettings;
import io.github.l2nas.engine.training.SupernetRecipe;

/** The part of a one-shot strategy's settings that trains the supernet; what they don't tell is as in {@code train-supernet}. */
final class OneShotRecipe {

    private OneShotRecipe() {}

    /**
     * The recipe.
     *
     * @param settings of a one-shot strategy
     * @return with those of its settings that a recipe has
     */
    static SupernetRecipe of(Record settings) {
        return Settings.override(SupernetRecipe.DEFAULT, SharedSettings.of(settings, SupernetRecipe.class));
    }

    /**
     * Insists on settings that a supernet can be trained with.
     *
     * @throws IllegalArgumentException for a value out of range
     */
    static void requireTraining(
            int channels,
            int cells,
            int epochs,
            int batchSize,
            double learningRate,
            double minLearningRate,
            double weightDecay,
            int cropPadding,
            boolean flip,
            int cutout,
            int validationImages) {
        SupernetRecipe usual = SupernetRecipe.DEFAULT;
        new SupernetRecipe(
                channels,
                cells,
                epochs,
                batchSize,
                learningRate,
                minLearningRate,
                usual.momentum(),
                usual.nesterov(),
                weightDecay,
                usual.clipNorm(),
                cropPadding,
                flip,
                cutout,
                usual.replicas(),
                usual.roundSteps(),
                usual.validationPaths(),
                validationImages);
    }

    static void requireAlphas(double learningRate, double weightDecay) {
        requirePositive("architectureLearningRate", learningRate);
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException("architectureWeightDecay must be at least 0, got " + weightDecay);
        }
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + " must be above 0, got " + value);
        }
    }
}
