package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/**
 * Sum of activations of one shape, one after the other: oneDNN's sum of several is slower. Its gradient is that of each of them.
 */
final class SumKernel implements LayerKernel {

    private final Shard shard;
    private final int batch;
    private final Shape shape;
    private final Primitive forward;

    SumKernel(Shard shard, int batch, Shape shape) {
        this.shard = shard;
        this.batch = batch;
        this.shape = shape;
        forward = new Elementwise(shard, Layout.activations(batch, shape)).sum();
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor output = shard.activations(batch, shape);
        add(inputs, output.memory());
        return new Forward(output, List.of());
    }

    private void add(List<Tensor> inputs, NativeMemory output) {
        NativeMemory sum = memory(inputs.get(0));
        for (Tensor summand : inputs.subList(1, inputs.size())) {
            forward.execute(sum, memory(summand), output);
            sum = output;
        }
    }

    @Override
    public void forwardOver(int spare, List<Tensor> inputs) {
        add(inputs, memory(inputs.get(spare)));
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }

    /** Never called: whoever walks the graph hands the sum's gradient to each input as it is. */
    @Override
    public Gradients backward(Backward pass) {
        throw new IllegalStateException("the gradient of a sum is the gradient of each input");
    }
}
