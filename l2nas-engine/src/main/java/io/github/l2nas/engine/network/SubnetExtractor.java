package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a sub-network out of a supernet: what its layers see of larger tensors ({@link Weight.View}) becomes weights of its
 * own, and the running statistics of its channels with them. The result needs the supernet no longer.
 */
public final class SubnetExtractor {

    private final Parameters supernet;
    private final Parameters inherited = new Parameters(0);

    private SubnetExtractor(Parameters supernet) {
        this.supernet = supernet;
    }

    /**
     * A sub-network with the weights it inherits.
     *
     * @param path the sub-network; its weights name the supernet's
     * @param supernet weights and running statistics
     * @return a network with weights of the same names and of the path's shapes
     * @throws IllegalArgumentException where the supernet lacks a tensor or has it smaller than the path uses
     */
    public static Network of(LayerGraph path, Parameters supernet) {
        SubnetExtractor inheritance = new SubnetExtractor(supernet);
        List<LayerGraph.Node> nodes = new ArrayList<>();
        for (LayerGraph.Node node : path.nodes()) {
            nodes.add(new LayerGraph.Node(inheritance.layer(node), node.inputs(), node.shape()));
        }
        return new Network(new LayerGraph(nodes, path.output(), path.auxiliaryOutput()), inheritance.inherited);
    }

    private Layer layer(LayerGraph.Node node) {
        if (node.layer() instanceof Layer.BatchNorm norm) {
            List<Integer> channels = List.of(node.shape().channels());
            for (String statistic : List.of(Parameters.RUNNING_MEAN, Parameters.RUNNING_VARIANCE)) {
                inherit(new Weight(norm.name() + statistic, channels, new Weight.View.Leading()));
            }
        }
        return node.layer().withWeights(this::inherit);
    }

    private Weight inherit(Weight weight) {
        inherited.put(weight.name(), weight.shape(), values(weight));
        return new Weight(weight.name(), weight.shape(), new Weight.View.Whole());
    }

    private float[] values(Weight weight) {
        Parameter stored = supernet.get(weight.name());
        if (weight.view() instanceof Weight.View.Centre centre) {
            return kernels(weight, stored, centre.matrices());
        }
        if (weight.view() instanceof Weight.View.Whole && !stored.shape().equals(weight.shape())) {
            throw misfit(stored, weight.shape());
        }
        return leading(stored, weight.shape());
    }

    /** The leading entries along every dimension. */
    private static float[] leading(Parameter stored, List<Integer> sizes) {
        requireAtLeast(stored, sizes);
        int dimensions = sizes.size();
        int row = sizes.get(dimensions - 1);
        int rows = sizes.stream().limit(dimensions - 1L).reduce(1, Math::multiplyExact);
        float[] values = new float[rows * row];
        for (int index = 0; index < rows; index++) {
            int rest = index;
            int from = 0;
            int stride = stored.shape().get(dimensions - 1);
            for (int d = dimensions - 2; d >= 0; d--) {
                from += rest % sizes.get(d) * stride;
                rest /= sizes.get(d);
                stride *= stored.shape().get(d);
            }
            System.arraycopy(stored.values(), from, values, index * row, row);
        }
        return values;
    }

    /** Centres of the stored kernels, cut and multiplied by one matrix after the other. */
    private float[] kernels(Weight weight, Parameter stored, List<String> matrices) {
        int channels = weight.shape().get(0);
        int side = stored.shape().get(stored.shape().size() - 1);
        float[] kernels = leading(stored, List.of(channels, weight.shape().get(1), side, side));
        for (String name : matrices) {
            Parameter matrix = supernet.get(name);
            int area = matrix.shape().get(0);
            int smaller = (int) Math.round(Math.sqrt(area));
            if (smaller > side || !matrix.shape().equals(List.of(smaller * smaller, smaller * smaller))) {
                throw new IllegalArgumentException(
                        name + " has shape " + matrix.shape() + ", which transforms no kernel of " + side);
            }
            kernels = transformed(centres(kernels, side, smaller), matrix.values(), area);
            side = smaller;
        }
        if (side != weight.shape().get(2)) {
            throw misfit(stored, weight.shape());
        }
        return kernels;
    }

    private static float[] centres(float[] kernels, int side, int smaller) {
        int margin = (side - smaller) / 2;
        float[] centres = new float[kernels.length / (side * side) * smaller * smaller];
        for (int row = 0; row < centres.length / smaller; row++) {
            int from = (row / smaller * side + margin + row % smaller) * side + margin;
            System.arraycopy(kernels, from, centres, row * smaller, smaller);
        }
        return centres;
    }

    /** new[j] = sum over k of matrix[j][k] x old[k], for each kernel. */
    private static float[] transformed(float[] kernels, float[] matrix, int area) {
        float[] transformed = new float[kernels.length];
        for (int kernel = 0; kernel < kernels.length; kernel += area) {
            for (int j = 0; j < area; j++) {
                double sum = 0;
                for (int k = 0; k < area; k++) {
                    sum += (double) matrix[j * area + k] * kernels[kernel + k];
                }
                transformed[kernel + j] = (float) sum;
            }
        }
        return transformed;
    }

    private static void requireAtLeast(Parameter stored, List<Integer> sizes) {
        boolean fits = stored.shape().size() == sizes.size();
        for (int d = 0; fits && d < sizes.size(); d++) {
            fits = stored.shape().get(d) >= sizes.get(d);
        }
        if (!fits) {
            throw misfit(stored, sizes);
        }
    }

    private static IllegalArgumentException misfit(Parameter stored, List<Integer> sizes) {
        return new IllegalArgumentException(
                stored.name() + " has shape " + stored.shape() + ", the sub-network uses " + sizes + " of it");
    }
}
