package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Layer.Activation.Function;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A function of each number. */
abstract class ActivationKernel implements Kernel {

    private static final double THRESHOLD = 0;
    private static final double SHIFT = 3;
    private static final double WIDTH = 6;

    private final Nd4jDevice device;
    private final int batch;
    private final Shape shape;

    private ActivationKernel(Nd4jDevice device, int batch, Shape shape) {
        this.device = device;
        this.batch = batch;
        this.shape = shape;
    }

    static Kernel of(Nd4jDevice device, Function function, int batch, Shape shape) {
        return switch (function) {
            case RELU -> new Relu(device, batch, shape);
            case H_SIGMOID -> new HardSigmoid(device, batch, shape);
            case H_SWISH -> new HardSwish(device, batch, shape);
        };
    }

    /** Writes the function's values. */
    abstract void apply(INDArray input, INDArray output);

    /** Writes the gradient times the function's derivative where backward reads it. */
    abstract void propagate(INDArray read, INDArray gradient, INDArray result);

    Nd4jTensor create() {
        return device.activations(batch, shape);
    }

    void release(Nd4jTensor tensor) {
        device.release(tensor);
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor output = create();
        apply(array(inputs.get(0)), output.array());
        return new Forward(output, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        Tensor read = savedForBackward() == Saved.OUTPUT
                ? pass.output()
                : pass.inputs().get(0);
        Nd4jTensor result = create();
        propagate(array(read), array(pass.gradient()), result.array());
        return new Gradients(List.of(result), List.of());
    }

    /** max(x, 0). */
    private static final class Relu extends ActivationKernel {
        Relu(Nd4jDevice device, int batch, Shape shape) {
            super(device, batch, shape);
        }

        @Override
        public Saved savedForBackward() {
            return Saved.OUTPUT;
        }

        @Override
        void apply(INDArray input, INDArray output) {
            Operations.run("relu", List.of(input), output, THRESHOLD);
        }

        @Override
        void propagate(INDArray read, INDArray gradient, INDArray result) {
            Operations.run("relu_bp", List.of(read, gradient), result, THRESHOLD);
        }
    }

    /** relu6(x + 3) / 6. */
    private static final class HardSigmoid extends ActivationKernel {
        HardSigmoid(Nd4jDevice device, int batch, Shape shape) {
            super(device, batch, shape);
        }

        @Override
        public Saved savedForBackward() {
            return Saved.INPUTS;
        }

        @Override
        void apply(INDArray input, INDArray output) {
            output.assign(input).addi(SHIFT);
            Operations.run("relu6", List.of(output), output, THRESHOLD);
            output.divi(WIDTH);
        }

        @Override
        void propagate(INDArray read, INDArray gradient, INDArray result) {
            Nd4jTensor shifted = create();
            shifted.array().assign(read).addi(SHIFT);
            Operations.run("relu6_bp", List.of(shifted.array(), gradient), result, THRESHOLD);
            result.divi(WIDTH);
            release(shifted);
        }
    }

    /** x relu6(x + 3) / 6. */
    private static final class HardSwish extends ActivationKernel {
        HardSwish(Nd4jDevice device, int batch, Shape shape) {
            super(device, batch, shape);
        }

        @Override
        public Saved savedForBackward() {
            return Saved.INPUTS;
        }

        @Override
        void apply(INDArray input, INDArray output) {
            output.assign(input).addi(SHIFT);
            Operations.run("relu6", List.of(output), output, THRESHOLD);
            output.muli(input).divi(WIDTH);
        }

        /** dy (relu6(x + 3) + x relu6'(x + 3)) / 6. */
        @Override
        void propagate(INDArray read, INDArray gradient, INDArray result) {
            Nd4jTensor shifted = create();
            Nd4jTensor rising = create();
            shifted.array().assign(read).addi(SHIFT);
            Operations.run("relu6_bp", List.of(shifted.array(), gradient), rising.array(), THRESHOLD);
            rising.array().muli(read);
            Operations.run("relu6", List.of(shifted.array()), result, THRESHOLD);
            result.muli(gradient).addi(rising.array()).divi(WIDTH);
            release(rising);
            release(shifted);
        }
    }
}
