package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** Each map's mean. */
final class GlobalAverageKernel implements Kernel {

    private final Nd4jDevice device;
    private final int batch;
    private final Shape input;

    GlobalAverageKernel(Nd4jDevice device, int batch, Shape input) {
        this.device = device;
        this.batch = batch;
        this.input = input;
    }

    @Override
    public Saved savedForBackward() {
        return Saved.NOTHING;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor output = device.activations(batch, new Shape(input.channels(), 1, 1));
        Operations.sumMaps(array(inputs.get(0)), output.array().reshape('c', batch, input.channels()));
        output.array().divi(points());
        return new Forward(output, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        Nd4jTensor gradient = device.activations(batch, input);
        gradient.array().assign(0);
        Operations.add(gradient.array(), array(pass.gradient()), gradient.array());
        gradient.array().divi(points());
        return new Gradients(List.of(gradient), List.of());
    }

    private int points() {
        return input.height() * input.width();
    }
}
