package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Some of the channels, or the map without its first rows and columns. */
final class SliceKernel implements Kernel {

    private final Nd4jDevice device;
    private final int batch;
    private final Shape input;
    private final Shape output;
    private final int firstChannel;
    private final int margin;

    SliceKernel(Nd4jDevice device, int batch, Shape input, Shape output, int firstChannel, int margin) {
        this.device = device;
        this.batch = batch;
        this.input = input;
        this.output = output;
        this.firstChannel = firstChannel;
        this.margin = margin;
    }

    /** A view of channels from the first one on, of the rows and columns after the margin. */
    static INDArray slice(INDArray whole, int firstChannel, Shape shape, int margin) {
        return whole.get(
                NDArrayIndex.all(),
                NDArrayIndex.interval(firstChannel, firstChannel + shape.channels()),
                NDArrayIndex.interval(margin, margin + shape.height()),
                NDArrayIndex.interval(margin, margin + shape.width()));
    }

    @Override
    public Saved savedForBackward() {
        return Saved.NOTHING;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        Nd4jTensor result = device.activations(batch, output);
        result.array().assign(slice(array(inputs.get(0)), firstChannel, output, margin));
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        Nd4jTensor gradient = device.activations(batch, input);
        gradient.array().assign(0);
        slice(gradient.array(), firstChannel, output, margin).assign(array(pass.gradient()));
        return new Gradients(List.of(gradient), List.of());
    }
}
