package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.graph.Layer.Activation.Function;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A function of each number and its derivative. */
record ActivationDefinition(Function function) implements LayerDefinition {

    @Override
    public double[] output(List<double[]> operands) {
        return Arrays.stream(operands.get(0)).map(this::value).toArray();
    }

    @Override
    public List<double[]> gradients(List<double[]> operands, double[] gradient) {
        double[] input = operands.get(0);
        return List.of(IntStream.range(0, input.length)
                .mapToDouble(i -> gradient[i] * derivative(input[i]))
                .toArray());
    }

    private double value(double x) {
        return switch (function) {
            case RELU -> Math.max(x, 0);
            case H_SIGMOID -> relu6(x + 3) / 6;
            case H_SWISH -> x * relu6(x + 3) / 6;
        };
    }

    private double derivative(double x) {
        double rising = x > -3 && x < 3 ? 1 : 0;
        return switch (function) {
            case RELU -> x > 0 ? 1 : 0;
            case H_SIGMOID -> rising / 6;
            case H_SWISH -> (relu6(x + 3) + x * rising) / 6;
        };
    }

    private static double relu6(double x) {
        return Math.min(Math.max(x, 0), 6);
    }
}
