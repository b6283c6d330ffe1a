package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * Which values of a network become integers of eight bits. All do but the logits; what only a ReLU reads, which runtimes do in
 * one step with it; and sums and the like that only a batch normalisation reads, whose channels have ranges of their own. What
 * a layer only moves about or chooses from keeps the integers that it had.
 */
final class Int8Plan {

    private static final int FLOAT = -1;

    private final LayerGraph graph;
    private final List<List<Integer>> readers = new ArrayList<>();
    private final int[] ranges;

    private Int8Plan(LayerGraph graph) {
        this.graph = graph;
        graph.nodes().forEach(node -> readers.add(new ArrayList<>()));
        for (int index = 0; index < readers.size(); index++) {
            for (int input : graph.nodes().get(index).inputs()) {
                readers.get(input).add(index);
            }
        }
        ranges = new int[readers.size()];
    }

    static Int8Plan of(LayerGraph graph) {
        Int8Plan plan = new Int8Plan(graph);
        for (int index = 0; index < plan.ranges.length; index++) {
            plan.ranges[index] = plan.range(index);
        }
        return plan;
    }

    private int range(int index) {
        Layer layer = graph.nodes().get(index).layer();
        if (index == graph.output() || isReadAsFloat(index)) {
            return FLOAT;
        }
        boolean keeps = (layer instanceof Layer.Pool pool && pool.kind() == Layer.Pool.Kind.MAX)
                || layer instanceof Layer.Slice
                || layer instanceof Layer.Shuffle
                || layer instanceof Layer.Crop;
        int input = keeps ? ranges[graph.nodes().get(index).inputs().get(0)] : FLOAT;
        return input == FLOAT ? index : input;
    }

    private boolean isReadAsFloat(int index) {
        List<Integer> only = readers.get(index);
        if (only.size() != 1) {
            return false;
        }
        Layer layer = graph.nodes().get(index).layer();
        Layer reader = graph.nodes().get(only.get(0)).layer();
        return InferenceGraph.isRelu(reader)
                || (reader instanceof Layer.BatchNorm
                        && !(layer instanceof Layer.Convolution || layer instanceof Layer.Linear));
    }

    /** Whether a node's values become integers. */
    boolean isQuantized(int index) {
        return ranges[index] != FLOAT;
    }

    /** The node whose values say which range the integers of a quantized node have. */
    int rangeOf(int index) {
        return ranges[index];
    }

    /** The nodes whose values have to be seen. */
    List<Integer> observed() {
        List<Integer> observed = new ArrayList<>();
        for (int index = 0; index < ranges.length; index++) {
            if (ranges[index] == index) {
                observed.add(index);
            }
        }
        return observed;
    }
}
