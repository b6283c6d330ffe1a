package io.github.l2nas.engine.network;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of arrays that began alike, over those that have changed: a path of a supernet moves few of its weights, and copies that
 * have not seen a weight know nothing of it. Summed in double, in the order of the arrays.
 */
final class Mean {

    private Mean() {}

    /**
     * @param before what all began with
     * @param arrays of the same length
     * @return a new array; {@code before} where none has changed
     */
    static float[] ofChanged(float[] before, List<float[]> arrays) {
        List<float[]> changed =
                arrays.stream().filter(array -> !Arrays.equals(array, before)).toList();
        if (changed.isEmpty()) {
            return before;
        }
        float[] mean = new float[before.length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] array : changed) {
                sum += array[i];
            }
            mean[i] = (float) (sum / changed.size());
        }
        return mean;
    }
}
