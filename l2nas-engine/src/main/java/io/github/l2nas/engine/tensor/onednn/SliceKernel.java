package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** Some channels, or the map without its first row and column; its gradient is zero elsewhere. */
final class SliceKernel implements Kernel {

    private final OneDnnDevice device;
    private final int batch;
    private final Shape input;
    private final Shape output;
    private final Slice slice;

    /**
     * @param channel first channel that is taken
     * @param corner first row and column that are taken
     */
    SliceKernel(OneDnnDevice device, int batch, Shape input, Shape output, int channel, int corner) {
        this.device = device;
        this.batch = batch;
        this.input = input;
        this.output = output;
        slice = new Slice(device, batch, input, output, channel, corner);
    }

    /** The region of a tensor. */
    Tensor take(Tensor whole) {
        OneDnnTensor part = device.activations(batch, output);
        slice.take(((OneDnnTensor) whole).memory(), part.memory());
        return part;
    }

    @Override
    public Saved savedForBackward() {
        return Saved.NOTHING;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        return new Forward(take(inputs.get(0)), List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        OneDnnTensor gradient = device.activations(batch, input);
        gradient.memory().zero();
        slice.put(((OneDnnTensor) pass.gradient()).memory(), gradient.memory());
        return new Gradients(List.of(gradient), List.of());
    }
}
