package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;

/**
 * A network in evaluation mode as operators of ONNX: one or more for each node; of a classifier also normalisation of the input
 * and a softmax.
 */
final class OnnxGraph {

    private static final String INPUT = "input";
    private static final String LOGITS = "logits";
    private static final String PROBABILITIES = "probabilities";
    private static final String LAST = "output";

    private final LayerGraph graph;
    private final Function<Weight, float[]> state;

    /** Preprocessing and classes; empty for layers alone. */
    private final Optional<ModelDescription> description;

    private final GraphProto.Builder onnx = GraphProto.newBuilder().setName("classifier");

    /** For each node the tensor that has its values. */
    private final String[] tensors;

    /** Nodes whose tensor is N x C; that of all others is N x C x H x W. */
    private final boolean[] vectors;

    private final Set<String> initializers = new HashSet<>();
    private final Set<String> conversions = new HashSet<>();

    private OnnxGraph(LayerGraph graph, Function<Weight, float[]> state, Optional<ModelDescription> description) {
        this.graph = graph;
        this.state = state;
        this.description = description;
        tensors = new String[graph.nodes().size()];
        vectors = new boolean[tensors.length];
    }

    static GraphProto of(TrainedClassifier classifier) {
        return new OnnxGraph(classifier.graph(), classifier::values, Optional.of(classifier.description())).all();
    }

    /** Layers alone, from the input of their first to the output of their last. */
    static GraphProto ofLayers(LayerGraph graph, Function<Weight, float[]> state) {
        return new OnnxGraph(graph, state, Optional.empty()).all();
    }

    private GraphProto all() {
        for (int index = 0; index < tensors.length; index++) {
            add(index);
        }
        return description.isPresent() ? finish() : last();
    }

    private void add(int index) {
        LayerGraph.Node node = graph.nodes().get(index);
        Layer layer = node.layer();
        String name = VertexNames.of(graph, index);
        tensors[index] = name;
        vectors[index] = givesVector(node);
        if (layer instanceof Layer.Input input) {
            tensors[index] = input(input.shape());
        } else if (layer instanceof Layer.Linear linear) {
            linear(name, linear, vector(node.inputs().get(0)));
        } else {
            List<String> inputs = node.inputs().stream()
                    .map(input -> vectors[index] ? tensors[input] : map(input))
                    .toList();
            Shape in = graph.nodes().get(node.inputs().get(0)).shape();
            add(name, node, in, inputs);
        }
    }

    private boolean givesVector(LayerGraph.Node node) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Input) {
            return isOfRows();
        }
        return layer instanceof Layer.Linear
                || (InferenceGraph.keepsKind(layer) && node.inputs().stream().allMatch(input -> vectors[input]));
    }

    private boolean isOfRows() {
        return description.isPresent() && !description.get().features().isEmpty();
    }

    private void add(String name, LayerGraph.Node node, Shape in, List<String> inputs) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Convolution convolution) {
            convolution(name, convolution, inputs.get(0));
        } else if (layer instanceof Layer.BatchNorm norm) {
            batchNorm(name, norm, in.channels(), inputs.get(0));
        } else if (layer instanceof Layer.Activation activation) {
            activation(name, activation.function(), inputs);
        } else if (layer instanceof Layer.Pool pool) {
            pool(name, pool, inputs);
        } else if (layer instanceof Layer.GlobalAveragePool) {
            operator("GlobalAveragePool", name, inputs);
        } else if (layer instanceof Layer.Zeros) {
            operator("Mul", name, List.of(inputs.get(0), scalar("zero", 0)));
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
    private String input(Shape shape) {
        boolean rows = isOfRows();
        long[] sizes =
                rows ? new long[] {shape.channels()} : new long[] {shape.channels(), shape.height(), shape.width()};
        onnx.addInput(OnnxTensors.declared(INPUT, sizes));
        if (description.isEmpty()) {
            return INPUT;
        }
        long[] each = rows ? new long[] {1, shape.channels()} : new long[] {1, shape.channels(), 1, 1};
        String mean = initializer("input.mean", each, description.get().mean());
        String deviation =
                initializer("input.deviation", each, description.get().deviation());
        operator("Sub", "input-centred", List.of(INPUT, mean));
        return operator("Div", "input-normalised", List.of("input-centred", deviation));
    }

    private void linear(String name, Layer.Linear layer, String input) {
        operator(
                "Gemm",
                name,
                List.of(input, weight(layer.weight()), weight(layer.bias())),
                OnnxTensors.attribute("transB", 1));
    }

    private void convolution(String name, Layer.Convolution layer, String input) {
        List<String> inputs = new ArrayList<>(List.of(input, weight(layer.weight())));
        layer.bias().ifPresent(bias -> inputs.add(weight(bias)));
        int kernel = layer.weight().shape().get(2);
        operator(
                "Conv",
                name,
                inputs,
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
        return initializer(name, new long[] {channels}, values);
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
                        integers(name + ".starts", starts),
                        integers(name + ".ends", ends),
                        integers(name + ".axes", axes)));
    }

    private void shuffle(String name, int groups, Shape shape, String input) {
        long[] grouped = {0, groups, shape.channels() / groups, shape.height(), shape.width()};
        String split = reshaped(name + "-grouped", input, grouped);
        String swapped =
                operator("Transpose", name + "-swapped", List.of(split), OnnxTensors.attribute("perm", 0, 2, 1, 3, 4));
        reshaped(name, swapped, new long[] {0, shape.channels(), shape.height(), shape.width()});
    }

    /** The tensor of a node as N x C x H x W. */
    private String map(int index) {
        if (!vectors[index]) {
            return tensors[index];
        }
        String name = tensors[index] + "-map";
        return conversions.add(name)
                ? reshaped(name, tensors[index], new long[] {
                    0, graph.nodes().get(index).shape().channels(), 1, 1
                })
                : name;
    }

    /** The tensor of a node as N x (C H W). */
    private String vector(int index) {
        if (vectors[index]) {
            return tensors[index];
        }
        String name = tensors[index] + "-vector";
        return conversions.add(name) ? operator("Flatten", name, List.of(tensors[index])) : name;
    }

    /** A tensor in another shape, 0 for the size that stays. */
    private String reshaped(String name, String input, long[] shape) {
        return operator("Reshape", name, List.of(input, integers(name + ".shape", shape)));
    }

    private GraphProto finish() {
        String logits = operator("Identity", LOGITS, List.of(vector(graph.output())));
        operator("Softmax", PROBABILITIES, List.of(logits), OnnxTensors.attribute("axis", 1));
        long classes = graph.nodes().get(graph.output()).shape().size();
        onnx.addOutput(OnnxTensors.declared(LOGITS, classes));
        onnx.addOutput(OnnxTensors.declared(PROBABILITIES, classes));
        return onnx.build();
    }

    private GraphProto last() {
        operator("Identity", LAST, List.of(tensors[graph.output()]));
        Shape shape = graph.nodes().get(graph.output()).shape();
        onnx.addOutput(
                vectors[graph.output()]
                        ? OnnxTensors.declared(LAST, shape.channels())
                        : OnnxTensors.declared(LAST, shape.channels(), shape.height(), shape.width()));
        return onnx.build();
    }

    private String operator(String type, String output, List<String> inputs, AttributeProto... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).setName(output);
        node.addAllInput(inputs).addOutput(output).addAllAttribute(List.of(attributes));
        onnx.addNode(node);
        return output;
    }

    private String weight(Weight weight) {
        long[] shape = weight.shape().stream().mapToLong(Integer::longValue).toArray();
        return initializer(weight.name(), shape, state.apply(weight));
    }

    private String scalar(String name, float value) {
        return initializer(name, new long[0], new float[] {value});
    }

    private String initializer(String name, long[] shape, float[] values) {
        if (initializers.add(name)) {
            onnx.addInitializer(OnnxTensors.floats(name, shape, values));
        }
        return name;
    }

    private String integers(String name, long[] values) {
        if (initializers.add(name)) {
            onnx.addInitializer(OnnxTensors.integers(name, LongStream.of(values)));
        }
        return name;
    }
}
