package io.github.l2nas.engine.export;

/**
 * Writes a dilated kernel as a larger one with zeros between its points. ND4J 1.0.0-M2.1 leaves the dilation out of what it
 * tells oneDNN about the padding of a depthwise convolution, which then fails.
 */
final class KernelDilation {

    private KernelDilation() {}

    /** The side of the window that a dilated kernel covers. */
    static int extent(int kernel, int dilation) {
        return dilation * (kernel - 1) + 1;
    }

    /**
     * Spreads kernels out.
     *
     * @param values square kernels one after the other
     * @param kernel their side
     * @param dilation distance of their points
     * @return as many kernels of side {@link #extent}
     */
    static float[] spread(float[] values, int kernel, int dilation) {
        int side = extent(kernel, dilation);
        int count = values.length / (kernel * kernel);
        float[] spread = new float[count * side * side];
        for (int index = 0; index < values.length; index++) {
            int number = index / (kernel * kernel);
            int row = index / kernel % kernel;
            int column = index % kernel;
            spread[(number * side + row * dilation) * side + column * dilation] = values[index];
        }
        return spread;
    }
}
