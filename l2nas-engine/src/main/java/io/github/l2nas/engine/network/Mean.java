package io.github.l2nas.engine.network;

import java.util.List;

/** The mean of arrays, element by element: summed in double, in the order of the arrays. */
final class Mean {

    private Mean() {}

    /**
     * @param arrays at least one, of one length
     * @return a new array; of a single array its own numbers
     */
    static float[] of(List<float[]> arrays) {
        float[] mean = new float[arrays.get(0).length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] array : arrays) {
                sum += array[i];
            }
            mean[i] = (float) (sum / arrays.size());
        }
        return mean;
    }
}
