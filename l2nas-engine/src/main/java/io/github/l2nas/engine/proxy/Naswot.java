package io.github.l2nas.engine.proxy;

import io.github.l2nas.engine.dataset.Batch;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * {@code naswot} (Mellor et al. 2021): each image of a mini-batch has a binary code, which tells for each unit with a ReLU
 * whether its input is above 0. The kernel of two images is the number of units in which their codes agree, and the proxy
 * is the natural logarithm of the determinant of the kernel matrix. H-swish, which is 0 at 0 and positive above it, counts as
 * ReLU does.
 */
final class Naswot {

    private Naswot() {}

    /**
     * The proxy.
     *
     * @param network with images
     * @return negative infinity where two images have the same code
     */
    static double of(UntrainedNetwork network) {
        Batch batch = network.images().orElseThrow();
        long[][] kernel = new long[batch.count()][batch.count()];
        network.executor()
                .get()
                .activations(
                        network.graph(),
                        network.parameters(),
                        batch.images(),
                        outputs -> addAgreements(outputs, batch.count(), kernel));
        return logDeterminant(kernel);
    }

    /**
     * Counts in how many units of a layer images agree.
     *
     * @param outputs of the layer, image by image
     * @param images how many
     * @param kernel images x images, to which the counts are added
     */
    static void addAgreements(float[] outputs, int images, long[][] kernel) {
        int units = outputs.length / images;
        long[][] codes = new long[images][(units + Long.SIZE - 1) / Long.SIZE];
        for (int image = 0; image < images; image++) {
            for (int unit = 0; unit < units; unit++) {
                if (outputs[image * units + unit] > 0) {
                    codes[image][unit / Long.SIZE] |= 1L << unit;
                }
            }
        }
        for (int i = 0; i < images; i++) {
            for (int j = 0; j <= i; j++) {
                int agreements = units;
                for (int word = 0; word < codes[i].length; word++) {
                    agreements -= Long.bitCount(codes[i][word] ^ codes[j][word]);
                }
                kernel[i][j] += agreements;
                kernel[j][i] = kernel[i][j];
            }
        }
    }

    /**
     * The logarithm of a determinant, which itself may be too large for a number.
     *
     * @param kernel symmetric and positive semidefinite
     * @return ln det; negative infinity for a singular matrix
     */
    static double logDeterminant(long[][] kernel) {
        RealMatrix matrix = new Array2DRowRealMatrix(kernel.length, kernel.length);
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel.length; j++) {
                matrix.setEntry(i, j, (double) kernel[i][j]);
            }
        }
        RealMatrix upper = new LUDecomposition(matrix).getU();
        if (upper == null) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            sum += StrictMath.log(Math.abs(upper.getEntry(i, i)));
        }
        return sum;
    }
}
