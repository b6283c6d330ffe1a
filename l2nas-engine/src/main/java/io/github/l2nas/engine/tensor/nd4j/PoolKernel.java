package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** Maximum or average pooling over windows. */
final class PoolKernel implements Kernel {

    private static final int NO_DILATION = 1;
    private static final int EXPLICIT_PADDING = 0;
    private static final int WITHOUT_PADDING = 0;
    private static final int CHANNELS_FIRST = 0;

    private final Nd4jDevice device;
    private final int batch;
    private final Shape input;
    private final Shape output;
    private final String operation;
    private final int[] arguments;

    PoolKernel(Nd4jDevice device, Layer.Pool layer, int batch, Shape input, Shape output) {
        this.device = device;
        this.batch = batch;
        this.input = input;
        this.output = output;
        operation = layer.kind() == Layer.Pool.Kind.MAX ? "maxpool2d" : "avgpool2d";
        arguments = new int[] {
            layer.kernel(),
            layer.kernel(),
            layer.stride(),
            layer.stride(),
            layer.padding(),
            layer.padding(),
            NO_DILATION,
            NO_DILATION,
            EXPLICIT_PADDING,
            WITHOUT_PADDING,
            CHANNELS_FIRST
        };
    }

    /** libnd4j takes the input's shape from it even where it needs no more. */
    @Override
    public Saved savedForBackward() {
        return Saved.INPUTS;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor result = device.activations(batch, output);
        Operations.run(operation, List.of(array(inputs.get(0))), List.of(result.array()), arguments);
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        Nd4jTensor gradient = device.activations(batch, input);
        Operations.run(
                operation + "_bp",
                List.of(array(pass.inputs().get(0)), array(pass.gradient())),
                List.of(gradient.array()),
                arguments);
        return new Gradients(List.of(gradient), List.of());
    }
}
