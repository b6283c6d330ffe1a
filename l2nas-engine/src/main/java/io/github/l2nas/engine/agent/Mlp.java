package io.github.l2nas.engine.agent;

import io.github.l2nas.api.random.RandomStream;
import java.util.Arrays;

/**
 * A multi-layer perceptron with three hidden layers of equal width and ReLU. Parameters and gradients lie in one array
 * each, for the optimiser: layer by layer the weights as [in][out], then the biases [out]. The passes work on copies in
 * rows, as {@link SparseAxpy} wants them. Buffers are allocated once, for the largest
 * mini-batch. Not safe for use by several threads.
 */
final class Mlp {

    /** What the last layer's sums pass through. */
    enum Output {
        IDENTITY,
        SIGMOID
    }

    private static final int LAYERS = 4;

    /** Smaller gradients of the sigmoid are zero: they move nothing, and subnormal numbers are slow. */
    private static final float NEGLIGIBLE = 1e-20f;

    /** Makes at least 1 of what the rectifier passes on. A comparison would be a branch that is taken at random. */
    private static final float HUGE = 0x1p126f;

    private final int[] widths;
    private final Output output;
    private final float[] parameters;
    private final float[] gradients;
    /** By layer [in][out]. */
    private final float[][][] weights = new float[LAYERS][][];

    /** By layer [out][in], current after {@link #transpose()}. */
    private final float[][][] transposed = new float[LAYERS][][];

    private final float[][] biases = new float[LAYERS][];
    private final float[][][] weightGradients = new float[LAYERS][][];
    private final float[][] biasGradients = new float[LAYERS][];
    private boolean transposedIsCurrent;
    /** What each layer reads, [layer][row][width], and at last the output. */
    private final float[][][] activations = new float[LAYERS + 1][][];
    /** Gradients by what each layer reads; the last one by the output's sums. */
    private final float[][][] deltas = new float[LAYERS + 1][][];

    private final SparseAxpy combination;
    private int rows;

    /**
     * @param inputs length of an input
     * @param hiddenUnits width of the hidden layers
     * @param outputs length of an output
     * @param output what the last layer's sums pass through
     * @param maxRows largest mini-batch
     */
    Mlp(int inputs, int hiddenUnits, int outputs, Output output, int maxRows) {
        this.output = output;
        widths = new int[] {inputs, hiddenUnits, hiddenUnits, hiddenUnits, outputs};
        parameters = new float[parameterCount(inputs, hiddenUnits, outputs)];
        gradients = new float[parameters.length];
        for (int layer = 0; layer < LAYERS; layer++) {
            int in = widths[layer];
            int out = widths[layer + 1];
            weights[layer] = new float[in][out];
            transposed[layer] = new float[out][in];
            biases[layer] = new float[out];
            weightGradients[layer] = new float[in][out];
            biasGradients[layer] = new float[out];
        }
        for (int layer = 0; layer <= LAYERS; layer++) {
            activations[layer] = layer == 0 ? null : new float[maxRows][widths[layer]];
            deltas[layer] = new float[maxRows][widths[layer]];
        }
        combination =
                new SparseAxpy(Math.max(maxRows, Arrays.stream(widths).max().orElseThrow()));
    }

    /**
     * Number of parameters of such a network.
     *
     * @param inputs length of an input
     * @param hiddenUnits width of the hidden layers
     * @param outputs length of an output
     * @return weights and biases
     */
    static int parameterCount(int inputs, int hiddenUnits, int outputs) {
        return (inputs + 1) * hiddenUnits + 2 * (hiddenUnits + 1) * hiddenUnits + (hiddenUnits + 1) * outputs;
    }

    /**
     * Draws weights and biases uniformly from +-1/sqrt(fan-in).
     *
     * @param random the stream to draw from
     */
    void initialise(RandomStream random) {
        int at = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            float bound = (float) (1 / Math.sqrt(widths[layer]));
            int end = at + (widths[layer] + 1) * widths[layer + 1];
            for (; at < end; at++) {
                parameters[at] = (2 * random.nextFloat() - 1) * bound;
            }
        }
        parametersChanged();
    }

    /**
     * The parameters themselves, not a copy; who changes them calls {@link #parametersChanged()}.
     *
     * @return layer by layer the weights [in][out], then the biases [out]
     */
    float[] parameters() {
        return parameters;
    }

    /** Takes over what was written to {@link #parameters()}. */
    void parametersChanged() {
        int at = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            int out = widths[layer + 1];
            for (float[] row : weights[layer]) {
                System.arraycopy(parameters, at, row, 0, out);
                at += out;
            }
            System.arraycopy(parameters, at, biases[layer], 0, out);
            at += out;
        }
        transposedIsCurrent = false;
    }

    /**
     * Gradients by the parameters, as the last {@link #backward} left them that was asked for them.
     *
     * @return in the order of {@link #parameters()}, overwritten by the next pass
     */
    float[] gradients() {
        return gradients;
    }

    private void collectGradients() {
        int at = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            int out = widths[layer + 1];
            for (float[] row : weightGradients[layer]) {
                System.arraycopy(row, 0, gradients, at, out);
                at += out;
            }
            System.arraycopy(biasGradients[layer], 0, gradients, at, out);
            at += out;
        }
    }

    /**
     * Computes outputs.
     *
     * @param inputs rows of inputs; read again by {@link #backward}
     * @param rows number of rows, at most the largest mini-batch
     * @return rows of outputs, overwritten by the next pass
     */
    float[][] forward(float[][] inputs, int rows) {
        this.rows = rows;
        activations[0] = inputs;
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int row = 0; row < rows; row++) {
                float[] y = activations[layer + 1][row];
                System.arraycopy(biases[layer], 0, y, 0, y.length);
                combination.of(activations[layer][row], widths[layer]).addTo(weights[layer], y);
                if (layer < LAYERS - 1) {
                    rectify(y);
                } else if (output == Output.SIGMOID) {
                    sigmoid(y);
                }
            }
        }
        return activations[LAYERS];
    }

    /**
     * Back-propagates through the last {@link #forward} pass.
     *
     * @param outputGradients gradient by each output, rows of outputs
     * @param byParameters whether {@link #gradients()} are wanted: sums over the rows
     * @param byInputs whether gradients by the inputs are wanted
     * @return gradients by the inputs, rows of inputs, overwritten by the next pass; of no meaning where not wanted
     */
    float[][] backward(float[][] outputGradients, boolean byParameters, boolean byInputs) {
        transpose();
        outputDeltas(outputGradients);
        for (int layer = LAYERS - 1; layer >= 0; layer--) {
            if (byParameters) {
                parameterGradients(layer);
            }
            if (layer > 0 || byInputs) {
                inputDeltas(layer);
            }
        }
        if (byParameters) {
            collectGradients();
        }
        return deltas[0];
    }

    private void outputDeltas(float[][] outputGradients) {
        for (int row = 0; row < rows; row++) {
            float[] delta = deltas[LAYERS][row];
            System.arraycopy(outputGradients[row], 0, delta, 0, delta.length);
            if (output == Output.SIGMOID) {
                throughSigmoid(delta, activations[LAYERS][row]);
            }
        }
    }

    private void parameterGradients(int layer) {
        float[][] delta = deltas[layer + 1];
        for (int i = 0; i < widths[layer]; i++) {
            float[] gradient = weightGradients[layer][i];
            Arrays.fill(gradient, 0);
            combination.ofColumn(activations[layer], i, rows).addTo(delta, gradient);
        }
        Arrays.fill(biasGradients[layer], 0);
        for (int row = 0; row < rows; row++) {
            add(delta[row], biasGradients[layer]);
        }
    }

    private void inputDeltas(int layer) {
        for (int row = 0; row < rows; row++) {
            float[] delta = deltas[layer][row];
            Arrays.fill(delta, 0);
            combination.of(deltas[layer + 1][row], widths[layer + 1]).addTo(transposed[layer], delta);
            if (layer > 0) {
                throughRectifier(delta, activations[layer][row]);
            }
        }
    }

    private void transpose() {
        if (transposedIsCurrent) {
            return;
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            int out = widths[layer + 1];
            float[][] columns = transposed[layer];
            int j = 0;
            for (; j + 8 <= out; j += 8) {
                takeEightColumns(
                        weights[layer],
                        j,
                        columns[j],
                        columns[j + 1],
                        columns[j + 2],
                        columns[j + 3],
                        columns[j + 4],
                        columns[j + 5],
                        columns[j + 6],
                        columns[j + 7]);
            }
            for (; j < out; j++) {
                takeColumn(weights[layer], j, columns[j]);
            }
        }
        transposedIsCurrent = true;
    }

    private static void takeEightColumns(
            float[][] matrix,
            int first,
            float[] column0,
            float[] column1,
            float[] column2,
            float[] column3,
            float[] column4,
            float[] column5,
            float[] column6,
            float[] column7) {
        for (int i = 0; i < matrix.length; i++) {
            float[] row = matrix[i];
            column0[i] = row[first];
            column1[i] = row[first + 1];
            column2[i] = row[first + 2];
            column3[i] = row[first + 3];
            column4[i] = row[first + 4];
            column5[i] = row[first + 5];
            column6[i] = row[first + 6];
            column7[i] = row[first + 7];
        }
    }

    private static void takeColumn(float[][] matrix, int column, float[] values) {
        for (int i = 0; i < matrix.length; i++) {
            values[i] = matrix[i][column];
        }
    }

    private static void add(float[] x, float[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] += x[j];
        }
    }

    private static void rectify(float[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.max(y[j], 0);
        }
    }

    private static void throughRectifier(float[] delta, float[] y) {
        for (int j = 0; j < y.length; j++) {
            delta[j] *= Math.min(y[j] * HUGE, 1);
        }
    }

    private static void sigmoid(float[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = (float) (1 / (1 + StrictMath.exp(-y[j])));
        }
    }

    private static void throughSigmoid(float[] delta, float[] y) {
        for (int j = 0; j < y.length; j++) {
            float gradient = delta[j] * (y[j] * (1 - y[j]));
            delta[j] = Math.abs(gradient) < NEGLIGIBLE ? 0 : gradient;
        }
    }
}
