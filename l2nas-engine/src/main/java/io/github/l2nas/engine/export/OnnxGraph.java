package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;

/**
 * A network in evaluation mode as operators of ONNX: one or more for each node; of a classifier also normalisation of the input
 * and a softmax.
 */
final class OnnxGraph {

    private static final String INPUT = "input";
    private static final String NORMALISED = "input-normalised";
    private static final String LOGITS = "logits";
    private static final String PROBABILITIES = "probabilities";
    private static final String LAST = "output";

    private final LayerGraph graph;
    private final Function<Weight, float[]> state;

    /** Preprocessing and classes; empty for layers alone. */
    private final Optional<ModelDescription> description;

    private final OnnxNodes onnx = new OnnxNodes();
    private final OnnxPrecision precision;

    /** For each node the tensor that has its values. */
    private final String[] tensors;

    /** Nodes whose tensor is N x C; that of all others is N x C x H x W. */
    private final boolean[] vectors;

    private OnnxGraph(
            LayerGraph graph,
            Function<Weight, float[]> state,
            Optional<ModelDescription> description,
            Function<OnnxNodes, OnnxPrecision> precision) {
        this.graph = graph;
        this.state = state;
        this.description = description;
        this.precision = precision.apply(onnx);
        tensors = new String[graph.nodes().size()];
        vectors = new boolean[tensors.length];
    }

    /**
     * Writes a network.
     *
     * @param classifier the network
     * @param precision what its numbers are, given where to add operators
     * @param observed nodes whose values are outputs, too, under the names of {@link #tensor}
     */
    static GraphProto of(
            TrainedClassifier classifier, Function<OnnxNodes, OnnxPrecision> precision, List<Integer> observed) {
        OnnxGraph graph =
                new OnnxGraph(classifier.graph(), classifier::values, Optional.of(classifier.description()), precision);
        graph.addAll();
        graph.finish();
        observed.forEach(graph::observe);
        return graph.onnx.build();
    }

    /** Layers alone, from the input of their first to the output of their last. */
    static GraphProto ofLayers(LayerGraph layers, Function<Weight, float[]> state) {
        OnnxGraph graph = new OnnxGraph(layers, state, Optional.empty(), onnx -> new OnnxPrecision.Floats(state, onnx));
        graph.addAll();
        int last = layers.output();
        graph.operator("Identity", LAST, List.of(graph.tensors[last]));
        graph.onnx.output(LAST, graph.sizes(last));
        return graph.onnx.build();
    }

    private void addAll() {
        for (int index = 0; index < tensors.length; index++) {
            add(index);
        }
    }

    /** The name of a node's values. */
    static String tensor(LayerGraph graph, int index) {
        return graph.nodes().get(index).layer() instanceof Layer.Input ? NORMALISED : VertexNames.of(graph, index);
    }

    private void observe(int index) {
        onnx.output(tensor(graph, index), sizes(index));
    }

    private long[] sizes(int index) {
        Shape shape = graph.nodes().get(index).shape();
        return vectors[index]
                ? new long[] {shape.size()}
                : new long[] {shape.channels(), shape.height(), shape.width()};
    }

    private boolean isOfRows() {
        return description.map(known -> !known.features().isEmpty()).orElse(false);
    }

    private void add(int index) {
        LayerGraph.Node node = graph.nodes().get(index);
        Layer layer = node.layer();
        String name = description.isEmpty() && layer instanceof Layer.Input ? INPUT : tensor(graph, index);
        vectors[index] = givesVector(node);
        if (layer instanceof Layer.Input input) {
            input(input.shape());
        } else if (layer instanceof Layer.Linear linear) {
            int input = node.inputs().get(0);
            List<String> operands =
                    precision.operands(input, vector(input), linear.weight(), Optional.of(linear.bias()));
            operator("Gemm", name, operands, OnnxTensors.attribute("transB", 1));
        } else {
            List<String> inputs = node.inputs().stream()
                    .map(input -> vectors[index] ? tensors[input] : map(input))
                    .toList();
            Shape in = graph.nodes().get(node.inputs().get(0)).shape();
            add(name, node, in, inputs);
        }
        tensors[index] = precision.values(index, name);
    }

    private boolean givesVector(LayerGraph.Node node) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Input) {
            return isOfRows();
        }
        return layer instanceof Layer.Linear
                || (InferenceGraph.keepsKind(layer) && node.inputs().stream().allMatch(input -> vectors[input]));
    }

    private void add(String name, LayerGraph.Node node, Shape in, List<String> inputs) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Convolution convolution) {
            convolution(name, convolution, node.inputs().get(0), inputs.get(0));
        } else if (layer instanceof Layer.BatchNorm norm) {
            batchNorm(name, norm, in.channels(), inputs.get(0));
        } else if (layer instanceof Layer.Activation activation) {
            activation(name, activation.function(), inputs);
        } else if (layer instanceof Layer.Pool pool) {
            pool(name, pool, inputs);
        } else if (layer instanceof Layer.GlobalAveragePool) {
            operator("GlobalAveragePool", name, inputs);
        } else if (layer instanceof Layer.Zeros) {
            operator("Mul", name, List.of(inputs.get(0), onnx.floats("zero", new long[0], 0)));
        } else if (layer instanceof Layer.Add) {
            operator(inputs.size() == 2 ? "Add" : "Sum", name, inputs);
        } else if (layer instanceof Layer.Concat) {
            operator("Concat", name, inputs, OnnxTensors.attribute("axis", 1));
        } else if (layer instanceof Layer.Slice slice) {
            slice(name, inputs.get(0), new long[] {slice.from()}, new long[] {slice.to()}, new long[] {1});
        } else if (layer instanceof Layer.Crop) {
            long[] ends = {in.height(), in.width()};
            slice(name, inputs.get(0), new long[] {1, 1}, ends, new long[] {2, 3});
        } else if (layer instanceof Layer.Shuffle shuffle) {
            shuffle(name, shuffle.groups(), in, inputs.get(0));
        } else if (layer instanceof Layer.ChannelScale) {
            operator("Mul", name, inputs);
        } else {
            throw new IllegalArgumentException("the export has no ONNX operator for " + layer);
        }
    }

    /** Declares the input and, of a classifier, normalises it. */
    private void input(Shape shape) {
        boolean rows = isOfRows();
        long[] sizes =
                rows ? new long[] {shape.channels()} : new long[] {shape.channels(), shape.height(), shape.width()};
        onnx.input(INPUT, sizes);
        if (description.isEmpty()) {
            return;
        }
        long[] each = rows ? new long[] {1, shape.channels()} : new long[] {1, shape.channels(), 1, 1};
        String mean = onnx.floats("input.mean", each, description.get().mean());
        String deviation =
                onnx.floats("input.deviation", each, description.get().deviation());
        operator("Sub", "input-centred", List.of(INPUT, mean));
        operator("Div", NORMALISED, List.of("input-centred", deviation));
    }

    private void convolution(String name, Layer.Convolution layer, int input, String map) {
        int kernel = layer.weight().shape().get(2);
        operator(
                "Conv",
                name,
                precision.operands(input, map, layer.weight(), layer.bias()),
                OnnxTensors.attribute("kernel_shape", kernel, kernel),
                OnnxTensors.attribute("strides", layer.stride(), layer.stride()),
                OnnxTensors.attribute("pads", layer.padding(), layer.padding(), layer.padding(), layer.padding()),
                OnnxTensors.attribute("dilations", layer.dilation(), layer.dilation()),
                OnnxTensors.attribute("group", layer.groups()));
    }

    private void batchNorm(String name, Layer.BatchNorm layer, int channels, String input) {
        operator(
                "BatchNormalization",
                name,
                List.of(
                        input,
                        orAll(layer.scale(), layer.name() + ".weight", channels, 1),
                        orAll(layer.shift(), layer.name() + ".bias", channels, 0),
                        weight(TrainedClassifier.runningMean(layer, channels)),
                        weight(TrainedClassifier.runningVariance(layer, channels))),
                OnnxTensors.attribute("epsilon", (float) Layer.BatchNorm.EPSILON));
    }

    private String orAll(Optional<Weight> weight, String name, int channels, float value) {
        if (weight.isPresent()) {
            return weight(weight.get());
        }
        float[] values = new float[channels];
        Arrays.fill(values, value);
        return onnx.floats(name, new long[] {channels}, values);
    }

    private void activation(String name, Layer.Activation.Function function, List<String> inputs) {
        switch (function) {
            case RELU -> operator("Relu", name, inputs);
            case H_SWISH -> operator("HardSwish", name, inputs);
            case H_SIGMOID ->
                operator(
                        "HardSigmoid",
                        name,
                        inputs,
                        OnnxTensors.attribute("alpha", 1 / 6f),
                        OnnxTensors.attribute("beta", 0.5f));
        }
    }

    private void pool(String name, Layer.Pool pool, List<String> inputs) {
        operator(
                pool.kind() == Layer.Pool.Kind.MAX ? "MaxPool" : "AveragePool",
                name,
                inputs,
                OnnxTensors.attribute("kernel_shape", pool.kernel(), pool.kernel()),
                OnnxTensors.attribute("strides", pool.stride(), pool.stride()),
                OnnxTensors.attribute("pads", pool.padding(), pool.padding(), pool.padding(), pool.padding()));
    }

    private void slice(String name, String input, long[] starts, long[] ends, long[] axes) {
        operator(
                "Slice",
                name,
                List.of(
                        input,
                        onnx.integers(name + ".starts", starts),
                        onnx.integers(name + ".ends", ends),
                        onnx.integers(name + ".axes", axes)));
    }

    private void shuffle(String name, int groups, Shape shape, String input) {
        long[] grouped = {0, groups, shape.channels() / groups, shape.height(), shape.width()};
        String split = onnx.reshaped(name + "-grouped", input, grouped);
        String swapped =
                operator("Transpose", name + "-swapped", List.of(split), OnnxTensors.attribute("perm", 0, 2, 1, 3, 4));
        onnx.reshaped(name, swapped, new long[] {0, shape.channels(), shape.height(), shape.width()});
    }

    /** The tensor of a node as N x C x H x W. */
    private String map(int index) {
        String tensor = tensors[index];
        if (!vectors[index]) {
            return tensor;
        }
        long channels = graph.nodes().get(index).shape().channels();
        return precision.values(index, onnx.reshaped(tensor + "-map", tensor, 0, channels, 1, 1));
    }

    /** The tensor of a node as N x (C H W). */
    private String vector(int index) {
        String tensor = tensors[index];
        return vectors[index]
                ? tensor
                : precision.values(index, onnx.once("Flatten", tensor + "-vector", List.of(tensor)));
    }

    private void finish() {
        String logits = operator("Identity", LOGITS, List.of(vector(graph.output())));
        operator("Softmax", PROBABILITIES, List.of(logits), OnnxTensors.attribute("axis", 1));
        long classes = graph.nodes().get(graph.output()).shape().size();
        onnx.output(LOGITS, classes);
        onnx.output(PROBABILITIES, classes);
    }

    private String operator(String type, String output, List<String> inputs, AttributeProto... attributes) {
        return onnx.operator(type, output, inputs, attributes);
    }

    private String weight(Weight weight) {
        return onnx.floats(weight.name(), OnnxTensors.sizes(weight), state.apply(weight));
    }
}
