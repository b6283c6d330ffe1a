package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.graph.Shape;
import java.util.Arrays;

/** Made-up images. */
final class Pictures {

    private Pictures() {}

    /** Labels go round the classes; no two pixels next to each other are equal. */
    static ImageSet numbered(Shape shape, int count, int classes) {
        byte[] pixels = new byte[count * (int) shape.size()];
        int[] labels = new int[count];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (1 + i * 31 % 251);
        }
        for (int i = 0; i < count; i++) {
            labels[i] = i % classes;
        }
        return new ImageSet(shape, pixels, labels);
    }

    /** Normalises black to 0 and 255 to 255, so that values are pixels. */
    static Normalisation asIs(int channels) {
        float[] mean = new float[channels];
        float[] deviation = new float[channels];
        Arrays.fill(deviation, 1 / 255f);
        return new Normalisation(mean, deviation);
    }
}
