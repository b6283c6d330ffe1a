package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.spaces.darts.MixedOperation;
import io.github.l2nas.spaces.darts.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mixed operations of PC-DARTS with weights on all operations, of layers that there are. A weight is a
 * factor that is the same for all channels; the number's gradient is the sum of the channels'. Channels
 * that pass by the operations have weight 1 whatever the operations have: the edge without operation, zeros beside them, has
 * what the weights of the others leave.
 */
final class MixtureGraph {

    private static final String NOTHING = "none";

    private final Map<String, float[]> factors = new HashMap<>();

    /**
     * Adds an edge.
     *
     * @param edge what its weights' names start with
     * @param weights of {@code none} and the operations
     * @param factor of the whole edge
     * @return its output's node
     */
    int add(GraphBuilder graph, String edge, double[] weights, double factor, int stride, int input) {
        List<Integer> parts = new ArrayList<>();
        double rest = 1;
        for (Operation operation : Operation.values()) {
            double weight = weights[operation.ordinal() + 1];
            rest -= weight;
            int output = new MixedOperation(graph).add(edge, operation, stride, input);
            parts.add(scaled(graph, edge + operation.notation(), factor * weight, output));
        }
        parts.add(scaled(graph, edge + NOTHING, factor * rest, nothing(graph, stride, input)));
        return graph.sum(parts);
    }

    private static int nothing(GraphBuilder graph, int stride, int input) {
        int channels = graph.shape(input).channels();
        int through = channels / MixedOperation.PARTS;
        int zeros = graph.slice(0, through, input);
        int others = graph.slice(through, channels, input);
        if (stride > 1) {
            zeros = graph.pool(Layer.Pool.Kind.MAX, stride, stride, 0, zeros);
            others = graph.pool(Layer.Pool.Kind.MAX, stride, stride, 0, others);
        }
        return graph.shuffle(MixedOperation.PARTS, graph.concat(List.of(graph.zeros(zeros), others)));
    }

    private int scaled(GraphBuilder graph, String name, double factor, int input) {
        int channels = graph.shape(input).channels();
        float[] repeated = new float[channels];
        Arrays.fill(repeated, (float) factor);
        factors.put(name, repeated);
        return graph.factor(name, input);
    }

    /** Puts the weights beside the networks' own. */
    void write(Parameters parameters) {
        factors.forEach((name, values) -> parameters.put(name, List.of(values.length, 1, 1, 1), values));
    }

    /** The gradient of the weights of an edge that has a factor; that of {@code none} is zero. */
    double[] weightGradients(String edge, double factor, Parameters parameters) {
        double[] gradients = new double[Operation.values().length + 1];
        double nothing = gradient(edge + NOTHING, parameters);
        for (Operation operation : Operation.values()) {
            gradients[operation.ordinal() + 1] = factor * (gradient(edge + operation.notation(), parameters) - nothing);
        }
        return gradients;
    }

    /** The gradient of an edge's factor. */
    double factorGradient(String edge, double[] weights, Parameters parameters) {
        double sum = 0;
        double rest = 1;
        for (Operation operation : Operation.values()) {
            double weight = weights[operation.ordinal() + 1];
            rest -= weight;
            sum += weight * gradient(edge + operation.notation(), parameters);
        }
        return sum + rest * gradient(edge + NOTHING, parameters);
    }

    private static double gradient(String name, Parameters parameters) {
        double sum = 0;
        for (float channel : parameters.get(name).gradient()) {
            sum += channel;
        }
        return sum;
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
