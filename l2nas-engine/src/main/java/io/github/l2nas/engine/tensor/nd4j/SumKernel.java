package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** The sum of any number of inputs; its gradient is that of each of them. */
final class SumKernel implements Kernel {

    private final Nd4jDevice device;
    private final int batch;
    private final Shape shape;

    SumKernel(Nd4jDevice device, int batch, Shape shape) {
        this.device = device;
        this.batch = batch;
        this.shape = shape;
    }

    @Override
    public Saved savedForBackward() {
        return Saved.NOTHING;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor sum = device.activations(batch, shape);
        sum.array().assign(array(inputs.get(0)));
        inputs.stream().skip(1).forEach(input -> sum.array().addi(array(input)));
        return new Forward(sum, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        throw new IllegalStateException("the gradient of a sum is the gradient of each input");
    }
}
