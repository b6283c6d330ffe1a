package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fully connected layer: products of matrices with a row for each image. */
final class LinearKernel implements Kernel {

    private static final int NOT_TRANSPOSED = 0;
    private static final int TRANSPOSED = 1;

    private final Nd4jDevice device;
    private final int batch;
    private final Shape input;
    private final int in;
    private final int out;

    LinearKernel(Nd4jDevice device, Layer.Linear layer, int batch, Shape input) {
        this.device = device;
        this.batch = batch;
        this.input = input;
        out = layer.weight().shape().get(0);
        in = layer.weight().shape().get(1);
    }

    @Override
    public Saved savedForBackward() {
        return Saved.INPUTS;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor result = device.activations(batch, new Shape(out, 1, 1));
        INDArray logits = rows(result, out);
        multiply(rows(inputs.get(0), in), NOT_TRANSPOSED, array(parameters.get(0)), TRANSPOSED, logits);
        Operations.add(logits, array(parameters.get(1)).reshape('c', 1, out), logits);
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        INDArray gradient = rows(pass.gradient(), out);
        Nd4jTensor weight = device.parameter(List.of(out, in));
        multiply(gradient, TRANSPOSED, rows(pass.inputs().get(0), in), NOT_TRANSPOSED, weight.array());
        Nd4jTensor bias = device.parameter(List.of(out));
        Operations.run("reduce_sum", List.of(gradient), List.of(bias.array()), 0);
        List<Tensor> inputs = pass.inputGradients() ? List.of(inputGradient(pass)) : List.of();
        return new Gradients(inputs, List.of(weight, bias));
    }

    private Tensor inputGradient(Backward pass) {
        Nd4jTensor result = device.activations(batch, input);
        multiply(
                rows(pass.gradient(), out),
                NOT_TRANSPOSED,
                array(pass.parameters().get(0)),
                NOT_TRANSPOSED,
                rows(result, in));
        return result;
    }

    private static void multiply(INDArray left, int leftForm, INDArray right, int rightForm, INDArray product) {
        Operations.run("matmul", List.of(left, right), List.of(product), leftForm, rightForm);
    }

    private INDArray rows(Tensor tensor, int width) {
        return array(tensor).reshape('c', batch, width);
    }
}
