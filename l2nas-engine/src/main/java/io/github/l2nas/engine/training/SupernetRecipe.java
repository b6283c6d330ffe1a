package io.github.l2nas.engine.training;

import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.engine.dataset.Augmentation;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.LearningRate;
import io.github.l2nas.engine.network.Sgd;

/**
 * How a supernet is trained (paper, section on the DARTS space: single-path uniform sampling).
 *
 * @param channels C, channels of the first stage; at least 1
 * @param cells number of cells, in each stage for NAS-Bench-201, in all for DARTS; at least 1
 * @param epochs passes over the training half
 * @param batchSize images in a mini-batch; each trains one random path
 * @param learningRate at the beginning
 * @param minLearningRate at the end of the cosine
 * @param momentum in [0, 1)
 * @param nesterov whether momentum looks ahead
 * @param weightDecay not negative
 * @param clipNorm largest norm of all gradients together; 0 for no clipping
 * @param cropPadding border of the random crop in pixels; 0 for none
 * @param flip whether images are mirrored at random
 * @param cutout side of the square that is cut out, in pixels; 0 for none
 * @param replicas copies of the supernet that train at the same time, each on its share of the mini-batches; of each weight
 *     the mean of those that have moved it is taken after each round; 1 is plain training
 * @param roundSteps mini-batches of each replica in a round
 * @param validationPaths random architectures that are scored after each epoch; the best score of all is Acc_env
 * @param validationImages images of the validation half that score them; 0 for all
 */
public record SupernetRecipe(
        int channels,
        int cells,
        int epochs,
        int batchSize,
        double learningRate,
        double minLearningRate,
        double momentum,
        boolean nesterov,
        double weightDecay,
        double clipNorm,
        int cropPadding,
        boolean flip,
        int cutout,
        int replicas,
        int roundSteps,
        int validationPaths,
        int validationImages) {

    /** Sizes of the benchmark; learning rate and decay as for DARTS; without Cutout, as the benchmark trains. */
    public static final SupernetRecipe DEFAULT =
            new SupernetRecipe(16, 5, 100, 64, 0.025, 1e-3, 0.9, true, 5e-4, 5, 4, true, 0, 1, 8, 8, 1000);

    public SupernetRecipe {
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
        Schedule.require(momentum >= 0 && momentum < 1, "momentum", "in [0, 1)", momentum);
        Schedule.require(weightDecay >= 0, "weightDecay", "at least 0", weightDecay);
        Schedule.require(clipNorm >= 0, "clipNorm", "at least 0", clipNorm);
        Schedule.require(cropPadding >= 0, "cropPadding", "at least 0", cropPadding);
        Schedule.require(cutout >= 0, "cutout", "at least 0", cutout);
        Schedule.require(replicas >= 1, "replicas", "at least 1", replicas);
        Schedule.require(roundSteps >= 1, "roundSteps", "at least 1", roundSteps);
        Schedule.require(validationPaths >= 1, "validationPaths", "at least 1", validationPaths);
        Schedule.require(validationImages >= 0, "validationImages", "at least 0", validationImages);
    }

    /**
     * The recipe for a space.
     *
     * @param space whose recipe differs from the usual one as it says
     * @return the recipe
     */
    public static SupernetRecipe of(NetworkSpace space) {
        return Settings.override("settings", "recipe", DEFAULT, space.supernetRecipe());
    }

    /**
     * How replicas share the training.
     *
     * @return the rounds
     */
    public ReplicaRounds rounds() {
        return new ReplicaRounds(replicas, roundSteps);
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
                new LearningRate(learningRate, minLearningRate, 0, epochs),
                new Sgd.Settings(momentum, nesterov, weightDecay, clipNorm == 0 ? Double.POSITIVE_INFINITY : clipNorm),
                CrossEntropy.PLAIN,
                0,
                new Augmentation(cropPadding, flip, cutout));
    }
}
