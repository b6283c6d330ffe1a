package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** Some channels, or the map without its first row and column; its gradient is zero elsewhere. */
final class SliceKernel implements LayerKernel {

    private final Shard shard;
    private final int batch;
    private final Shape input;
    private final Shape output;
    private final Slice slice;

    /**
     * @param channel first channel that is taken
     * @param corner first row and column that are taken
     */
    SliceKernel(Shard shard, int batch, Shape input, Shape output, int channel, int corner) {
        this.shard = shard;
        this.batch = batch;
        this.input = input;
        this.output = output;
        slice = new Slice(shard, batch, input, output, channel, corner);
    }

    /** The region of a tensor. */
    Tensor take(Tensor whole) {
        OneDnnTensor part = shard.activations(batch, output);
        slice.take(((OneDnnTensor) whole).memory(), part.memory());
        return part;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        return new Forward(take(inputs.get(0)), List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        OneDnnTensor gradient = shard.activations(batch, input);
        gradient.memory().zero();
        slice.put(((OneDnnTensor) pass.gradient()).memory(), gradient.memory());
        return new Gradients(List.of(gradient), List.of());
    }
}
