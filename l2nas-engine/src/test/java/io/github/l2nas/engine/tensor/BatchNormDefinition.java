package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** Batch normalisation (Ioffe and Szegedy 2015, Algorithm 1) with the statistics of the batch, eps 1e-5. */
record BatchNormDefinition(Layer.BatchNorm layer, int batch, Shape shape) implements LayerDefinition {

    private static final double EPSILON = 1e-5;

    @Override
    public double[] output(List<double[]> operands) {
        return output(operands, mean(operands.get(0)), variance(operands.get(0)));
    }

    /** The output with statistics from elsewhere. */
    double[] output(List<double[]> operands, double[] mean, double[] variance) {
        double[] input = operands.get(0);
        double[] output = new double[input.length];
        for (int i = 0; i < input.length; i++) {
            int channel = channel(i);
            output[i] = scale(operands, channel) * normalised(input[i], mean[channel], variance[channel])
                    + shift(operands, channel);
        }
        return output;
    }

    private static double normalised(double x, double mean, double variance) {
        return (x - mean) / Math.sqrt(variance + EPSILON);
    }

    private int channel(int index) {
        return index / (shape.height() * shape.width()) % shape.channels();
    }

    private double points() {
        return (double) batch * shape.height() * shape.width();
    }

    private double scale(List<double[]> operands, int channel) {
        return layer.scale().isPresent() ? operands.get(1)[channel] : 1;
    }

    private double shift(List<double[]> operands, int channel) {
        return layer.shift().isPresent() ? operands.get(layer.weights().size())[channel] : 0;
    }

    double[] mean(double[] input) {
        double[] mean = new double[shape.channels()];
        for (int i = 0; i < input.length; i++) {
            mean[channel(i)] += input[i] / points();
        }
        return mean;
    }

    /** Biased. */
    double[] variance(double[] input) {
        double[] mean = mean(input);
        double[] variance = new double[shape.channels()];
        for (int i = 0; i < input.length; i++) {
            double deviation = input[i] - mean[channel(i)];
            variance[channel(i)] += deviation * deviation / points();
        }
        return variance;
    }

    @Override
    public List<double[]> gradients(List<double[]> operands, double[] gradient) {
        double[] input = operands.get(0);
        double[] mean = mean(input);
        double[] variance = variance(input);
        double[] scale = new double[shape.channels()];
        double[] shift = new double[shape.channels()];
        for (int i = 0; i < input.length; i++) {
            int channel = channel(i);
            scale[channel] += gradient[i] * normalised(input[i], mean[channel], variance[channel]);
            shift[channel] += gradient[i];
        }
        double[] inputGradient = new double[input.length];
        for (int i = 0; i < input.length; i++) {
            int channel = channel(i);
            double along = normalised(input[i], mean[channel], variance[channel]) * scale[channel];
            inputGradient[i] = scale(operands, channel)
                    / Math.sqrt(variance[channel] + EPSILON)
                    * (gradient[i] - (shift[channel] + along) / points());
        }
        List<double[]> gradients = new ArrayList<>(List.of(inputGradient));
        layer.scale().ifPresent(weight -> gradients.add(scale));
        layer.shift().ifPresent(weight -> gradients.add(shift));
        return gradients;
    }
}
