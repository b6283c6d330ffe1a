package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution of groups of channels (a depthwise one where each channel is a group) or of a dilated kernel: the windows are
 * laid out as columns (im2col), and every group of every image is one product of matrices. libnd4j has no grouped
 * convolution, its depthwise one is slower than this on the CPU, and its dilated one fails with oneDNN in ND4J 1.0.0-M2.1
 * ("could not create a descriptor").
 */
final class ColumnConvolutionKernel implements Kernel {

    private static final int NOT_TRANSPOSED = 0;
    private static final int TRANSPOSED = 1;
    private static final int EXPLICIT_PADDING = 0;

    private final Nd4jDevice device;
    private final Layer.Convolution layer;
    private final int batch;
    private final Shape input;
    private final Shape output;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int matrices;
    private final int rows;
    private final int window;
    private final int points;

    ColumnConvolutionKernel(Nd4jDevice device, Layer.Convolution layer, int batch, Shape input, Shape output) {
        this.device = device;
        this.layer = layer;
        this.batch = batch;
        this.input = input;
        this.output = output;
        kernelHeight = layer.weight().shape().get(2);
        kernelWidth = layer.weight().shape().get(3);
        matrices = batch * layer.groups();
        rows = output.channels() / layer.groups();
        window = input.channels() / layer.groups() * kernelHeight * kernelWidth;
        points = output.height() * output.width();
    }

    @Override
    public Saved savedForBackward() {
        return Saved.INPUTS;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor result = device.activations(batch, output);
        Nd4jTensor columns = columns(inputs.get(0));
        Nd4jTensor weights = weightOfEachImage(parameters.get(0));
        Operations.run(
                "matmul",
                List.of(matrices(weights, rows, window), matrices(columns, window, points)),
                List.of(matrices(result, rows, points)),
                NOT_TRANSPOSED,
                NOT_TRANSPOSED);
        device.release(weights);
        device.release(columns);
        if (layer.bias().isPresent()) {
            INDArray bias = Operations.acrossMaps(array(parameters.get(1)));
            Operations.add(result.array(), bias, result.array());
        }
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        List<Tensor> parameterGradients = new ArrayList<>();
        parameterGradients.add(weightGradient(pass));
        if (layer.bias().isPresent()) {
            Nd4jTensor gradient = device.parameter(List.of(output.channels()));
            Operations.sumChannels(array(pass.gradient()), gradient.array());
            parameterGradients.add(gradient);
        }
        List<Tensor> inputGradients = pass.inputGradients() ? List.of(inputGradient(pass)) : List.of();
        return new Gradients(inputGradients, parameterGradients);
    }

    private Nd4jTensor weightGradient(Backward pass) {
        Nd4jTensor columns = columns(pass.inputs().get(0));
        Nd4jTensor ofEachImage = device.parameter(List.of(batch, output.channels(), window));
        Operations.run(
                "matmul",
                List.of(matrices(pass.gradient(), rows, points), matrices(columns, window, points)),
                List.of(matrices(ofEachImage, rows, window)),
                NOT_TRANSPOSED,
                TRANSPOSED);
        device.release(columns);
        Nd4jTensor gradient = device.parameter(layer.weight().shape());
        Operations.run(
                "reduce_sum",
                List.of(ofEachImage.array()),
                List.of(gradient.array().reshape('c', output.channels(), window)),
                0);
        device.release(ofEachImage);
        return gradient;
    }

    private Nd4jTensor inputGradient(Backward pass) {
        Nd4jTensor columns = emptyColumns();
        Nd4jTensor weights = weightOfEachImage(pass.parameters().get(0));
        Operations.run(
                "matmul",
                List.of(matrices(weights, rows, window), matrices(pass.gradient(), rows, points)),
                List.of(matrices(columns, window, points)),
                TRANSPOSED,
                NOT_TRANSPOSED);
        device.release(weights);
        Nd4jTensor gradient = device.activations(batch, input);
        Operations.run(
                "col2im",
                List.of(columns.array()),
                List.of(gradient.array()),
                layer.stride(),
                layer.stride(),
                layer.padding(),
                layer.padding(),
                input.height(),
                input.width(),
                layer.dilation(),
                layer.dilation(),
                EXPLICIT_PADDING);
        device.release(columns);
        return gradient;
    }

    private Nd4jTensor emptyColumns() {
        return device.parameter(
                List.of(batch, input.channels(), kernelHeight, kernelWidth, output.height(), output.width()));
    }

    private Nd4jTensor columns(Tensor activations) {
        Nd4jTensor columns = emptyColumns();
        Nd4j.exec(DynamicCustomOp.builder("im2col")
                .addInputs(array(activations))
                .addOutputs(columns.array())
                .addIntegerArguments(
                        kernelHeight,
                        kernelWidth,
                        layer.stride(),
                        layer.stride(),
                        layer.padding(),
                        layer.padding(),
                        layer.dilation(),
                        layer.dilation(),
                        EXPLICIT_PADDING)
                .addFloatingPointArguments(0.0)
                .build());
        return columns;
    }

    /** The weight once for each image, as the products of matrices need it. */
    private Nd4jTensor weightOfEachImage(Tensor weight) {
        Nd4jTensor repeated = device.parameter(List.of(batch, output.channels(), window));
        INDArray once = array(weight).reshape('c', 1, output.channels(), window);
        repeated.array().assign(0);
        Operations.add(repeated.array(), once, repeated.array());
        return repeated;
    }

    private INDArray matrices(Tensor tensor, int height, int width) {
        return array(tensor).reshape('c', matrices, height, width);
    }
}
