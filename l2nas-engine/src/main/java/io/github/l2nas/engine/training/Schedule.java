package io.github.l2nas.engine.training;

import io.github.l2nas.engine.dataset.Augmentation;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.LearningRate;
import io.github.l2nas.engine.network.Sgd;

/**
 * What a training loop needs of a recipe.
 *
 * @param epochs passes over the training images
 * @param batchSize images in a mini-batch
 * @param learningRate by time in epochs
 * @param sgd how to descend
 * @param loss what is minimised
 * @param dropPath probability of drop path at the end; it rises linearly from 0
 * @param augmentation how images are changed
 */
public record Schedule(
        int epochs,
        int batchSize,
        LearningRate learningRate,
        Sgd.Settings sgd,
        CrossEntropy loss,
        double dropPath,
        Augmentation augmentation) {

    static void require(boolean condition, String name, String range, Object value) {
        if (!condition) {
            throw new IllegalArgumentException(name + " must be " + range + ", got " + value);
        }
    }
}
