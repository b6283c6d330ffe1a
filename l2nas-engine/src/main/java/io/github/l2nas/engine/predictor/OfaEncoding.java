package io.github.l2nas.engine.predictor;

import io.github.l2nas.spaces.ofa.OfaArchitecture;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How OFA's accuracy predictors see a sub-network and the size of its images: one-hot the image size, then the kernel size of
 * each of the 20 layers, then their expansions; zeros for layers beyond a unit's depth (Cai et al. 2020, section 4.1 and
 * its code).
 *
 * @param imageSizes sizes the predictor was trained for, ascending
 */
record OfaEncoding(List<Integer> imageSizes) {

    private static final int KERNELS = OfaArchitecture.KERNEL_SIZES.size();
    private static final int EXPANSIONS = OfaArchitecture.EXPANSIONS.size();
    private static final int LAYER_INPUTS = OfaArchitecture.LAYERS * (KERNELS + EXPANSIONS);
    private static final int SMALLEST_IMAGE = 128;
    private static final int LARGEST_IMAGE = 224;

    /** Supernets are trained for sizes that are multiples of it. */
    private static final int IMAGE_STEP = 4;

    /**
     * The encoding of so many inputs: 121 for images of 224 pixels alone, 124 for 128, 160, 192 and 224, 145 for each
     * multiple of 4 from 128 to 224; between, sizes are equally far apart.
     *
     * @param inputs of the predictor's first layer
     * @return the encoding
     * @throws IllegalArgumentException where there is none of that length
     */
    static OfaEncoding ofLength(int inputs) {
        int sizes = inputs - LAYER_INPUTS;
        if (sizes == 1) {
            return new OfaEncoding(List.of(LARGEST_IMAGE));
        }
        int range = LARGEST_IMAGE - SMALLEST_IMAGE;
        if (sizes < 1 || range % (sizes - 1) != 0 || range / (sizes - 1) % IMAGE_STEP != 0) {
            throw new IllegalArgumentException("it takes " + inputs + " inputs; a predictor of ofa-mbv3 takes "
                    + LAYER_INPUTS + " for kernel sizes and expansions, and 1, 4 or 25 for image sizes");
        }
        int step = range / (sizes - 1);
        return new OfaEncoding(IntStream.range(0, sizes)
                .mapToObj(i -> SMALLEST_IMAGE + i * step)
                .toList());
    }

    /**
     * Encodes.
     *
     * @param architecture the sub-network
     * @param imageSize one of {@link #imageSizes()}
     * @return zeros and ones
     */
    double[] encode(OfaArchitecture architecture, int imageSize) {
        double[] inputs = new double[imageSizes.size() + LAYER_INPUTS];
        inputs[imageSizes.indexOf(imageSize)] = 1;
        int kernels = imageSizes.size();
        int expansions = kernels + OfaArchitecture.LAYERS * KERNELS;
        for (int layer = 0; layer < OfaArchitecture.LAYERS; layer++) {
            if (architecture.active(layer)) {
                int kernel = architecture.kernelSizes().get(layer);
                int expansion = architecture.expansions().get(layer);
                inputs[kernels + KERNELS * layer + OfaArchitecture.KERNEL_SIZES.indexOf(kernel)] = 1;
                inputs[expansions + EXPANSIONS * layer + OfaArchitecture.EXPANSIONS.indexOf(expansion)] = 1;
            }
        }
        return inputs;
    }
}
