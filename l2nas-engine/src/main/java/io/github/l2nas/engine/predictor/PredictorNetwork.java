package io.github.l2nas.engine.predictor;

import io.github.l2nas.engine.pytorch.NamedTensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A predictor's multi-layer perceptron: linear layers with ReLU between them, any number and width, one output, to which
 * a base accuracy is added. Sums are double and in a fixed order, so that results are the same bits on every machine.
 * Immutable.
 */
final class PredictorNetwork {

    private static final String BASE = "base_acc";
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    /** By layer [in][out]. */
    private final List<double[][]> weights = new ArrayList<>();

    /** By layer [out]; zeros where a layer has none. */
    private final List<double[]> biases = new ArrayList<>();

    private final double base;

    /**
     * Takes over a checkpoint's tensors.
     *
     * @param tensors layers in their order, {@code NAME.weight} of shape [out][in] with or without {@code NAME.bias} of shape
     *     [out], and {@code base_acc}, one number
     * @throws IllegalArgumentException where they are not a perceptron with one output; says what is wrong
     */
    PredictorNetwork(Map<String, NamedTensor> tensors) {
        Set<String> used = new HashSet<>();
        for (String name : tensors.keySet()) {
            if (name.endsWith(WEIGHT)) {
                String bias = name.substring(0, name.length() - WEIGHT.length()) + BIAS;
                used.addAll(List.of(name, bias));
                addLayer(name, finite(name, tensors.get(name)), bias, tensors.get(bias));
            }
        }
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("it has no layers, only " + tensors.keySet());
        }
        int outputs = biases.get(biases.size() - 1).length;
        if (outputs != 1) {
            throw new IllegalArgumentException("it has " + outputs + " outputs instead of one, an accuracy");
        }
        NamedTensor accuracy = tensors.get(BASE);
        if (accuracy == null || accuracy.values().length != 1) {
            throw new IllegalArgumentException(
                    "it has no " + BASE + " of one number, the accuracy to which predictors of OFA add theirs");
        }
        used.add(BASE);
        for (String name : tensors.keySet()) {
            if (!used.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not part of a network of linear layers with ReLU between them");
            }
        }
        base = finite(BASE, accuracy).values()[0];
    }

    private static NamedTensor finite(String name, NamedTensor tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("'" + name + "' has a value that is not finite, " + value);
            }
        }
        return tensor;
    }

    private void addLayer(String name, NamedTensor weight, String biasName, NamedTensor bias) {
        if (weight.shape().size() != 2 || weight.values().length == 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' has shape " + weight.shape() + ", which is not that of a linear layer");
        }
        int out = weight.shape().get(0);
        int in = weight.shape().get(1);
        if (!biases.isEmpty() && biases.get(biases.size() - 1).length != in) {
            throw new IllegalArgumentException("'" + name + "' takes " + in + " inputs, but the layer before it gives "
                    + biases.get(biases.size() - 1).length);
        }
        if (bias != null && !bias.shape().equals(List.of(out))) {
            throw new IllegalArgumentException(
                    "'" + biasName + "' has shape " + bias.shape() + " instead of [" + out + "]");
        }
        double[][] columns = new double[in][out];
        for (int i = 0; i < in; i++) {
            for (int j = 0; j < out; j++) {
                columns[i][j] = weight.values()[j * in + i];
            }
        }
        double[] constants = new double[out];
        for (int j = 0; bias != null && j < out; j++) {
            constants[j] = finite(biasName, bias).values()[j];
        }
        weights.add(columns);
        biases.add(constants);
    }

    /**
     * Length of an input.
     *
     * @return inputs of the first layer
     */
    int inputs() {
        return weights.get(0).length;
    }

    /**
     * The network's output.
     *
     * @param input length {@link #inputs()}
     * @return the predicted accuracy
     */
    double predict(double[] input) {
        double[] values = input;
        for (int layer = 0; layer < weights.size(); layer++) {
            double[] sums = biases.get(layer).clone();
            addProducts(values, weights.get(layer), layer > 0, sums);
            values = sums;
        }
        return values[0] + base;
    }

    /** Columns of inputs that are zero, most of the encoding's and half of what ReLU passes on, are left out. */
    private static void addProducts(double[] values, double[][] columns, boolean rectified, double[] sums) {
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (rectified ? value > 0 : value != 0) {
                double[] column = columns[i];
                for (int j = 0; j < sums.length; j++) {
                    sums[j] += value * column[j];
                }
            }
        }
    }
}
