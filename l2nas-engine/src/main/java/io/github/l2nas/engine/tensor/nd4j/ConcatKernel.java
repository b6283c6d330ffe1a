package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Inputs one after the other along the channels. */
final class ConcatKernel implements Kernel {

    private static final int CHANNELS = 1;

    private final Nd4jDevice device;
    private final int batch;
    private final List<Shape> inputs;
    private final Shape output;

    ConcatKernel(Nd4jDevice device, int batch, List<Shape> inputs, Shape output) {
        this.device = device;
        this.batch = batch;
        this.inputs = inputs;
        this.output = output;
    }

    @Override
    public Saved savedForBackward() {
        return Saved.NOTHING;
    }

    @Override
    public Forward forward(List<Tensor> tensors, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor result = device.activations(batch, output);
        Operations.run(
                "concat", tensors.stream().map(tensor -> array(tensor)).toList(), List.of(result.array()), CHANNELS);
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        List<Tensor> gradients = new ArrayList<>();
        int from = 0;
        for (Shape input : inputs) {
            Nd4jTensor gradient = device.activations(batch, input);
            gradient.array().assign(SliceKernel.slice(array(pass.gradient()), from, input, 0));
            gradients.add(gradient);
            from += input.channels();
        }
        return new Gradients(gradients, List.of());
    }
}
