package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** Each map times a number of its own. */
final class ChannelScaleKernel implements Kernel {

    private final Nd4jDevice device;
    private final int batch;
    private final Shape shape;

    ChannelScaleKernel(Nd4jDevice device, int batch, Shape shape) {
        this.device = device;
        this.batch = batch;
        this.shape = shape;
    }

    @Override
    public Saved savedForBackward() {
        return Saved.INPUTS;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        return new Forward(scaled(inputs.get(0), inputs.get(1)), List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        Tensor map = pass.inputs().get(0);
        Tensor gate = pass.inputs().get(1);
        return new Gradients(List.of(scaled(pass.gradient(), gate), gateGradient(pass.gradient(), map)), List.of());
    }

    private Tensor scaled(Tensor activations, Tensor gate) {
        Nd4jTensor result = device.activations(batch, shape);
        Operations.multiply(array(activations), array(gate), result.array());
        return result;
    }

    private Tensor gateGradient(Tensor gradient, Tensor map) {
        Nd4jTensor products = device.activations(batch, shape);
        array(gradient).muli(array(map), products.array());
        Nd4jTensor result = device.activations(batch, new Shape(shape.channels(), 1, 1));
        Operations.sumMaps(products.array(), result.array().reshape('c', batch, shape.channels()));
        device.release(products);
        return result;
    }
}
