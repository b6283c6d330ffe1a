package io.github.l2nas.engine.oneshot;

/**
 * Settings of strategy {@code darts}; the usual ones are those with which the authors of NAS-Bench-201 ran it.
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
 * @param architectureLearningRate of Adam, above 0
 * @param architectureWeightDecay of the architecture weights, not negative
 */
public record DartsSettings(
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
        double architectureLearningRate,
        double architectureWeightDecay) {

    /** The settings about which nothing is said. */
    public static final DartsSettings DEFAULT =
            new DartsSettings(16, 5, 50, 64, 0.025, 1e-3, 5e-4, 4, true, 0, 1000, 3e-4, 1e-3);

    /**
     * @throws IllegalArgumentException for a value out of range
     */
    public DartsSettings {
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
        OneShotRecipe.requireAlphas(architectureLearningRate, architectureWeightDecay);
    }
}
