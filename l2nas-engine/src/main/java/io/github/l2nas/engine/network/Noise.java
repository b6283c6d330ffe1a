package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.random.RandomStream;
import java.util.Optional;

/**
 * What is random in a training step.
 *
 * @param dropPath what drop path does; without it drop path is the identity
 * @param dropout where dropout's draws come from, number by number and layer by layer; without it there is no dropout
 */
public record Noise(Optional<DropPathNoise> dropPath, Optional<RandomStream> dropout) {

    /** Nothing is random, as in evaluation. */
    public static final Noise NONE = new Noise(Optional.empty(), Optional.empty());

    /** Whether a layer gives its input as it is. */
    boolean leaves(Layer layer) {
        if (layer instanceof Layer.Dropout drop) {
            return dropout.isEmpty() || drop.rate() == 0;
        }
        return layer instanceof Layer.DropPath && dropPath.isEmpty();
    }

    /** A factor for each of some numbers: 0 or 1 / (1 - rate). */
    float[] dropoutFactors(double rate, int count) {
        RandomStream random = dropout.orElseThrow();
        float kept = (float) (1 / (1 - rate));
        float[] factors = new float[count];
        for (int i = 0; i < count; i++) {
            factors[i] = random.nextDouble() < rate ? 0 : kept;
        }
        return factors;
    }
}
