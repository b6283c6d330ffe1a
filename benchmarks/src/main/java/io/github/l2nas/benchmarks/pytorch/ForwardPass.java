package io.github.l2nas.benchmarks.pytorch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * One walk over a graph, layer by layer. An activation is let go after its last reader, so that only what autograd saves
 * for the backward pass stays, as with the variables of a Python module's {@code forward}.
 */
final class ForwardPass {

    private final LayerGraph graph;
    private final Operations operations;
    private final PtNDManager pass;
    private final int batch;

    /** Output of each node; null for zeros, which sums leave out, and for nodes that are not needed. */
    private final PtNDArray[] outputs;

    private final int[] readers;

    /** Readers still to come; a node may pass its input on, so they are counted by tensor. */
    private final IdentityHashMap<PtNDArray, Integer> pending = new IdentityHashMap<>();

    /**
     * Prepares a pass.
     *
     * @param graph the network
     * @param operations what runs its layers
     * @param pass owner of activations
     * @param batch number of images
     * @param auxiliary whether the auxiliary head takes part
     */
    ForwardPass(LayerGraph graph, Operations operations, PtNDManager pass, int batch, boolean auxiliary) {
        this.graph = graph;
        this.operations = operations;
        this.pass = pass;
        this.batch = batch;
        outputs = new PtNDArray[graph.nodes().size()];
        readers = readers(graph, auxiliary);
    }

    /**
     * Runs the graph.
     *
     * @param images N x C x H x W
     */
    void run(PtNDArray images) {
        for (int index = 0; index < outputs.length; index++) {
            LayerGraph.Node node = graph.nodes().get(index);
            if (readers[index] == 0) {
                continue;
            }
            outputs[index] = node.layer() instanceof Layer.Input ? images : output(node);
            if (outputs[index] != null) {
                pending.merge(outputs[index], readers[index], Integer::sum);
            }
            node.inputs().forEach(this::release);
        }
    }

    PtNDArray output(int node) {
        return activation(node);
    }

    private PtNDArray output(LayerGraph.Node node) {
        if (node.layer() instanceof Layer.Zeros) {
            return null;
        }
        if (!(node.layer() instanceof Layer.Add)) {
            return operations.apply(
                    node, node.inputs().stream().map(this::activation).toList());
        }
        List<PtNDArray> summands = new ArrayList<>();
        node.inputs().stream()
                .map(input -> outputs[input])
                .filter(Objects::nonNull)
                .forEach(summands::add);
        return summands.isEmpty() ? null : operations.apply(node, summands);
    }

    private PtNDArray activation(int node) {
        if (outputs[node] == null) {
            io.github.l2nas.api.graph.Shape shape = graph.nodes().get(node).shape();
            outputs[node] = (PtNDArray)
                    pass.zeros(new Shape(batch, shape.channels(), shape.height(), shape.width()), DataType.FLOAT32);
            pending.put(outputs[node], readers[node]);
        }
        return outputs[node];
    }

    private void release(int node) {
        PtNDArray tensor = outputs[node];
        readers[node]--;
        if (tensor != null && pending.merge(tensor, -1, Integer::sum) == 0) {
            pending.remove(tensor);
            tensor.close();
        }
    }

    /** How often each node's output is read, by other nodes or as a result; 0 where nothing needed depends on it. */
    private static int[] readers(LayerGraph graph, boolean auxiliary) {
        int[] readers = new int[graph.nodes().size()];
        readers[graph.output()] = 1;
        if (auxiliary && graph.auxiliaryOutput().isPresent()) {
            readers[graph.auxiliaryOutput().getAsInt()]++;
        }
        for (int index = readers.length - 1; index >= 0; index--) {
            if (readers[index] > 0) {
                graph.nodes().get(index).inputs().forEach(input -> readers[input]++);
            }
        }
        return readers;
    }
}
