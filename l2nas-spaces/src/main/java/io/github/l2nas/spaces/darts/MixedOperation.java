package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import java.util.List;

/**
 * An edge of the PC-DARTS supernet with one of its operations chosen (Xu et al. 2020, "PC-DARTS: Partial Channel
 * Connections for Memory-Efficient Architecture Search"; {@code MixedOp} of its {@code model_search.py}). The first quarter
 * of the channels goes through the operation, the others pass by, halved by max pooling where the operation has stride 2;
 * a channel shuffle mixes them for the next edge. Batch normalisations have no gamma and beta; one follows each pooling.
 */
public final class MixedOperation {

    /** K: one channel of so many goes through the operation. */
    public static final int PARTS = 4;

    private final GraphBuilder graph;
    private final CellOperations operations;

    /**
     * Mixed operations of a graph.
     *
     * @param graph where they are added
     */
    public MixedOperation(GraphBuilder graph) {
        this.graph = graph;
        operations = new CellOperations(graph, false);
    }

    /**
     * Adds an edge.
     *
     * @param prefix what weight names start with, for example {@code cells.0._ops.13.}; then comes {@code _ops.O}, O the
     *     operation's index in the original's list, which begins with {@code none}
     * @param operation the chosen one, with weight 1
     * @param stride 1 or 2; with 2 the sides of the input are even
     * @param input the node it reads; its channels are a multiple of {@value #PARTS}
     * @return the node of its output, with the channels of the input
     */
    public int add(String prefix, Operation operation, int stride, int input) {
        int channels = graph.shape(input).channels();
        int through = channels / PARTS;
        int output =
                chosen(prefix + "_ops." + (operation.ordinal() + 1), operation, stride, graph.slice(0, through, input));
        int others = graph.slice(through, channels, input);
        if (stride > 1) {
            others = graph.pool(Layer.Pool.Kind.MAX, stride, stride, 0, others);
        }
        return graph.shuffle(PARTS, graph.concat(List.of(output, others)));
    }

    private int chosen(String name, Operation operation, int stride, int input) {
        return switch (operation) {
            case MAX_POOL_3X3 -> operations.norm(name + ".1", graph.pool(Layer.Pool.Kind.MAX, 3, stride, 1, input));
            case AVERAGE_POOL_3X3 ->
                operations.norm(name + ".1", graph.pool(Layer.Pool.Kind.AVERAGE, 3, stride, 1, input));
            case SKIP_CONNECT ->
                stride == 1
                        ? input
                        : operations.factorizedReduce(name, graph.shape(input).channels(), input);
            case SEPARABLE_3X3 -> operations.separable(name, 3, stride, input);
            case SEPARABLE_5X5 -> operations.separable(name, 5, stride, input);
            case DILATED_3X3 -> operations.dilated(name, 3, stride, input);
            case DILATED_5X5 -> operations.dilated(name, 5, stride, input);
        };
    }
}
