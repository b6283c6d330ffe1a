package io.github.l2nas.engine.export;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;

/** Operators and known tensors of a graph in ONNX, in the order in which they are asked for. */
final class OnnxNodes {

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("classifier");
    private final Set<String> names = new HashSet<>();

    /** Adds an operator of one output, which has the operator's name. */
    String operator(String type, String output, List<String> inputs, AttributeProto... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).setName(output);
        node.addAllInput(inputs).addOutput(output).addAllAttribute(List.of(attributes));
        graph.addNode(node);
        return output;
    }

    /** Adds an operator where there is none of that name yet. */
    String once(String type, String output, List<String> inputs, AttributeProto... attributes) {
        return names.add(output) ? operator(type, output, inputs, attributes) : output;
    }

    /** Adds an operator without a name, where none has that output yet: small networks have many of them. */
    String unnamed(String type, String output, List<String> inputs, AttributeProto... attributes) {
        if (names.add(output)) {
            graph.addNode(NodeProto.newBuilder()
                    .setOpType(type)
                    .addAllInput(inputs)
                    .addOutput(output)
                    .addAllAttribute(List.of(attributes)));
        }
        return output;
    }

    /** Adds numbers, row by row, where there are none of that name yet. */
    String floats(String name, long[] shape, float... values) {
        return known(name, () -> OnnxTensors.floats(name, shape, values));
    }

    /** Adds a vector of integers where there is none of that name yet. */
    String integers(String name, long... values) {
        return known(name, () -> OnnxTensors.integers(name, LongStream.of(values)));
    }

    /** Adds a tensor where there is none of that name yet. */
    String known(String name, Supplier<TensorProto> tensor) {
        if (names.add(name)) {
            graph.addInitializer(tensor.get());
        }
        return name;
    }

    /** A tensor in another shape, 0 for a size that stays. */
    String reshaped(String name, String input, long... shape) {
        return once("Reshape", name, List.of(input, integers(name + ".shape", shape)));
    }

    /** Declares an input of N samples. */
    void input(String name, long... sizes) {
        graph.addInput(OnnxTensors.declared(name, sizes));
    }

    /** Declares an output of N samples. */
    void output(String name, long... sizes) {
        graph.addOutput(OnnxTensors.declared(name, sizes));
    }

    GraphProto build() {
        return graph.build();
    }
}
