package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the numbers of a graph in ONNX are. */
interface OnnxPrecision {

    /**
     * What a convolution or a linear layer reads.
     *
     * @param input the node that it reads
     * @param tensor that node's values, in the shape in which they are read
     * @param weight out first
     * @param bias of out numbers
     * @return names of the tensors
     */
    List<String> operands(int input, String tensor, Weight weight, Optional<Weight> bias);

    /**
     * What others read of a node's values.
     *
     * @param node whose values
     * @param tensor the values as its operator gives them, or in another shape
     * @return the name of a tensor
     */
    String values(int node, String tensor);

    /**
     * Floats.
     *
     * @param state the numbers of a weight
     * @param onnx where they are added
     */
    record Floats(Function<Weight, float[]> state, OnnxNodes onnx) implements OnnxPrecision {

        @Override
        public List<String> operands(int input, String tensor, Weight weight, Optional<Weight> bias) {
            List<String> operands = new ArrayList<>(List.of(tensor, floats(weight)));
            bias.ifPresent(each -> operands.add(floats(each)));
            return operands;
        }

        private String floats(Weight weight) {
            return onnx.floats(weight.name(), OnnxTensors.sizes(weight), state.apply(weight));
        }

        @Override
        public String values(int node, String tensor) {
            return tensor;
        }
    }
}
