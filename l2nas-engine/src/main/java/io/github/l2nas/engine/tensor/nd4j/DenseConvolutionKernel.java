package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution that joins all channels: libnd4j's own, which oneDNN or cuDNN runs where ND4J was built with it. */
final class DenseConvolutionKernel implements Kernel {

    private static final int EXPLICIT_PADDING = 0;
    private static final int CHANNELS_FIRST = 0;
    private static final int OUT_IN_HEIGHT_WIDTH = 1;
    private static final int NOT_DILATED = 1;

    private final Nd4jDevice device;
    private final Layer.Convolution layer;
    private final int batch;
    private final Shape input;
    private final Shape output;
    private final int[] arguments;

    DenseConvolutionKernel(Nd4jDevice device, Layer.Convolution layer, int batch, Shape input, Shape output) {
        this.device = device;
        this.layer = layer;
        this.batch = batch;
        this.input = input;
        this.output = output;
        List<Integer> weight = layer.weight().shape();
        arguments = new int[] {
            weight.get(2),
            weight.get(3),
            layer.stride(),
            layer.stride(),
            layer.padding(),
            layer.padding(),
            NOT_DILATED,
            NOT_DILATED,
            EXPLICIT_PADDING,
            CHANNELS_FIRST,
            OUT_IN_HEIGHT_WIDTH
        };
    }

    @Override
    public Saved savedForBackward() {
        return Saved.INPUTS;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor result = device.activations(batch, output);
        Operations.run("conv2d", arrays(inputs, parameters), List.of(result.array()), arguments);
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        Nd4jTensor inputGradient = device.activations(batch, input);
        List<Tensor> parameterGradients = new ArrayList<>();
        layer.weights().forEach(weight -> parameterGradients.add(device.parameter(weight.shape())));
        List<INDArray> inputs = new ArrayList<>(arrays(pass.inputs(), pass.parameters()));
        inputs.add(array(pass.gradient()));
        Operations.run("conv2d_bp", inputs, arrays(List.of(inputGradient), parameterGradients), arguments);
        if (pass.inputGradients()) {
            return new Gradients(List.of(inputGradient), parameterGradients);
        }
        device.release(inputGradient);
        return new Gradients(List.of(), parameterGradients);
    }

    private static List<INDArray> arrays(List<Tensor> first, List<Tensor> second) {
        return Stream.concat(first.stream(), second.stream())
                .map(tensor -> array(tensor))
                .toList();
    }
}
