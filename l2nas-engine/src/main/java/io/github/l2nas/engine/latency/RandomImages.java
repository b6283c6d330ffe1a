package io.github.l2nas.engine.latency;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;

/** Something to answer. */
final class RandomImages {

    private static final int SEED = 1;

    private RandomImages() {}

    /**
     * Noise.
     *
     * @param shape of one image
     * @param count of images
     * @return N x C x H x W, uniform in [-1, 1), always the same
     */
    static float[] of(Shape shape, int count) {
        RandomStream random = new RandomStream(SEED, "latency.images");
        float[] images = new float[Math.toIntExact(shape.size() * count)];
        for (int i = 0; i < images.length; i++) {
            images[i] = 2 * random.nextFloat() - 1;
        }
        return images;
    }
}
