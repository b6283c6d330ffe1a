package io.github.l2nas.engine.agent;

/** The multi-layer perceptron in double precision, written down as plainly as possible, to compare with. */
final class ReferenceMlp {

    private final int[] widths;
    private final boolean sigmoid;
    final double[] parameters;

    ReferenceMlp(Mlp network, int inputs, int hiddenUnits, int outputs, boolean sigmoid) {
        widths = new int[] {inputs, hiddenUnits, hiddenUnits, hiddenUnits, outputs};
        this.sigmoid = sigmoid;
        parameters = new double[network.parameters().length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = network.parameters()[i];
        }
    }

    double[] forward(double[] input) {
        double[] x = input;
        int at = 0;
        for (int layer = 0; layer < 4; layer++) {
            int out = widths[layer + 1];
            double[] y = new double[out];
            for (int j = 0; j < out; j++) {
                y[j] = parameters[at + x.length * out + j];
                for (int i = 0; i < x.length; i++) {
                    y[j] += x[i] * parameters[at + i * out + j];
                }
                if (layer < 3) {
                    y[j] = Math.max(0, y[j]);
                } else if (sigmoid) {
                    y[j] = 1 / (1 + Math.exp(-y[j]));
                }
            }
            at += (x.length + 1) * out;
            x = y;
        }
        return x;
    }

    static double[] doubles(float[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            copy[i] = values[i];
        }
        return copy;
    }
}
