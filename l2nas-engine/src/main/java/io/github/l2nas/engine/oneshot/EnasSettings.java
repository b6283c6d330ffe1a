package io.github.l2nas.engine.oneshot;

import io.github.l2nas.engine.strategy.Reinforce;

/**
 * Settings of strategy {@code enas}.
 *
 * @param channels C, channels of the supernet's first stage; at least 1. A space that builds its networks whole has none
 * @param cells number of its cells, in each stage for NAS-Bench-201; at least 1
 * @param epochs passes over the training half
 * @param batchSize images in a mini-batch
 * @param learningRate of the supernet's weights at the beginning
 * @param minLearningRate at the end of the cosine
 * @param weightDecay of the supernet's weights
 * @param cropPadding border of the random crop in pixels; 0 for none
 * @param flip whether images are mirrored at random
 * @param cutout side of the square that is cut out, in pixels; 0 for none
 * @param validationImages images of the validation half that tell the accuracy of a choice; 0 for all
 * @param policyLearningRate of the policy's Adam, above 0 and at most 10
 * @param baselineDecay of the moving average of rewards, 0 (the last reward) to below 1
 * @param policySteps rewards that the policy learns from after each epoch, at least 1
 * @param samples architectures that the policy draws in the end; the best of them on the validation images is the answer, at least 1
 */
public record EnasSettings(
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
        int validationImages,
        double policyLearningRate,
        double baselineDecay,
        int policySteps,
        int samples) {

    /** The settings about which nothing is said: epochs, steps and samples as the authors of NAS-Bench-201 ran it. */
    public static final EnasSettings DEFAULT =
            new EnasSettings(16, 5, 250, 64, 0.025, 1e-3, 5e-4, 4, true, 0, 1000, 0.05, 0.9, 50, 100);

    /**
     * @throws IllegalArgumentException for a value out of range
     */
    public EnasSettings {
        OneShotRecipe.requireTraining(
                channels,
                cells,
                epochs,
                batchSize,
                learningRate,
                minLearningRate,
                weightDecay,
                cropPadding,
                flip,
                cutout,
                validationImages);
        policy(policyLearningRate, baselineDecay);
        OneShotRecipe.requirePositive("policySteps", policySteps);
        OneShotRecipe.requirePositive("samples", samples);
    }

    /** Settings of the policy. */
    Reinforce.Configuration policy() {
        return policy(policyLearningRate, baselineDecay);
    }

    private static Reinforce.Configuration policy(double learningRate, double decay) {
        OneShotRecipe.requirePositive("policyLearningRate", learningRate);
        return new Reinforce.Configuration(learningRate, decay);
    }
}
