package io.github.l2nas.engine.ofa;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.GradientReader;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.Noise;
import io.github.l2nas.engine.network.Parameter;
import io.github.l2nas.engine.network.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradients of a supernet's weights, from those of a sub-network's: in the place of the leading entries and, behind the
 * matrices that transform kernels, those of the stored kernel and of the matrices.
 */
final class SupernetGradients {

    private final LayerGraph path;
    private final Parameters supernet;
    private final Map<String, float[]> gradients = new HashMap<>();

    /** @param path a sub-network as views of the supernet's weights */
    SupernetGradients(LayerGraph path, Parameters supernet) {
        this.path = path;
        this.supernet = supernet;
    }

    /** Computes them. */
    void train(Executor executor, Network network, float[] images, int[] labels) {
        executor.train(network.graph(), network.parameters(), images, labels, CrossEntropy.PLAIN, Noise.NONE);
        for (Weight weight : path.weights().values()) {
            float[] gradient = GradientReader.of(network.parameters().get(weight.name()));
            if (weight.view() instanceof Weight.View.Centre centre) {
                takeBack(weight, centre.matrices(), gradient);
            } else {
                gradients.put(weight.name(), placed(gradient, weight.shape(), shape(weight.name())));
            }
        }
    }

    float[] of(String tensor) {
        return gradients.get(tensor);
    }

    private List<Integer> shape(String name) {
        return supernet.get(name).shape();
    }

    /** The numbers in the place of the leading entries of a larger tensor of zeros. */
    private static float[] placed(float[] part, List<Integer> partSizes, List<Integer> sizes) {
        float[] whole = new float[sizes.stream().reduce(1, Math::multiplyExact)];
        for (int i = 0; i < part.length; i++) {
            int rest = i;
            int place = 0;
            int stride = 1;
            for (int d = sizes.size() - 1; d >= 0; d--) {
                place += rest % partSizes.get(d) * stride;
                rest /= partSizes.get(d);
                stride *= sizes.get(d);
            }
            whole[place] = part[i];
        }
        return whole;
    }

    /** new = matrix old for each channel: the matrix's gradient is that of new times old, old's the matrix's transpose. */
    private void takeBack(Weight weight, List<String> matrices, float[] gradient) {
        Parameter stored = supernet.get(weight.name());
        int channels = weight.shape().get(0);
        int side = stored.shape().get(2);
        double[][] kernels = new double[matrices.size() + 1][];
        int[] sides = new int[matrices.size() + 1];
        kernels[0] = leading(stored.values(), channels * side * side);
        sides[0] = side;
        for (int step = 0; step < matrices.size(); step++) {
            float[] matrix = supernet.get(matrices.get(step)).values();
            sides[step + 1] = (int) Math.round(Math.sqrt(Math.sqrt(matrix.length)));
            kernels[step + 1] =
                    product(matrix, centres(kernels[step], sides[step], sides[step + 1]), sides[step + 1], false);
        }
        double[] back = leading(gradient, gradient.length);
        for (int step = matrices.size() - 1; step >= 0; step--) {
            int smaller = sides[step + 1];
            double[] old = centres(kernels[step], sides[step], smaller);
            gradients.put(matrices.get(step), outer(back, old, smaller * smaller));
            back = inCentres(
                    product(supernet.get(matrices.get(step)).values(), back, smaller, true), smaller, sides[step]);
        }
        float[] ofKernel = new float[stored.values().length];
        for (int i = 0; i < back.length; i++) {
            ofKernel[i] = (float) back[i];
        }
        gradients.put(weight.name(), ofKernel);
    }

    private static double[] leading(float[] values, int count) {
        double[] leading = new double[count];
        for (int i = 0; i < count; i++) {
            leading[i] = values[i];
        }
        return leading;
    }

    private static int place(int i, int side, int smaller) {
        int area = smaller * smaller;
        int margin = (side - smaller) / 2;
        return i / area * side * side + (i % area / smaller + margin) * side + i % smaller + margin;
    }

    private static double[] centres(double[] kernels, int side, int smaller) {
        double[] centres = new double[kernels.length / (side * side) * smaller * smaller];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = kernels[place(i, side, smaller)];
        }
        return centres;
    }

    private static double[] inCentres(double[] centres, int smaller, int side) {
        double[] kernels = new double[centres.length / (smaller * smaller) * side * side];
        for (int i = 0; i < centres.length; i++) {
            kernels[place(i, side, smaller)] = centres[i];
        }
        return kernels;
    }

    private static double[] product(float[] matrix, double[] kernels, int side, boolean transposed) {
        int area = side * side;
        double[] product = new double[kernels.length];
        for (int i = 0; i < product.length; i++) {
            for (int k = 0; k < area; k++) {
                float factor = transposed ? matrix[k * area + i % area] : matrix[i % area * area + k];
                product[i] += factor * kernels[i / area * area + k];
            }
        }
        return product;
    }

    private static float[] outer(double[] left, double[] right, int area) {
        float[] sums = new float[area * area];
        for (int row = 0; row < area; row++) {
            for (int column = 0; column < area; column++) {
                double sum = 0;
                for (int kernel = 0; kernel < left.length; kernel += area) {
                    sum += left[kernel + row] * right[kernel + column];
                }
                sums[row * area + column] = (float) sum;
            }
        }
        return sums;
    }
}
