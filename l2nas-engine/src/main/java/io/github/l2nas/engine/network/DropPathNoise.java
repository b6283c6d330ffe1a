package io.github.l2nas.engine.network;

import io.github.l2nas.api.random.RandomStream;

/**
 * The noise of drop path (DARTS): each image's activations on an edge are dropped with some probability, and scaled up
 * otherwise, so that their expectation stays.
 */
public final class DropPathNoise {

    private final double probability;
    private final RandomStream random;

    /**
     * @param probability of dropping, in [0, 1)
     * @param random where the draws come from
     */
    public DropPathNoise(double probability, RandomStream random) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("a drop path probability is in [0, 1), got " + probability);
        }
        this.probability = probability;
        this.random = random;
    }

    /** A factor for each image: 0 or 1 / (1 - p). */
    float[] factors(int batch) {
        float kept = (float) (1 / (1 - probability));
        float[] factors = new float[batch];
        for (int i = 0; i < batch; i++) {
            factors[i] = random.nextDouble() < probability ? 0 : kept;
        }
        return factors;
    }
}
