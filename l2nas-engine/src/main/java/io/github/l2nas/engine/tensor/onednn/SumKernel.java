package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** Sum of activations of one shape; its gradient is that of each of them. */
final class SumKernel implements LayerKernel {

    private final Shard shard;
    private final int batch;
    private final Shape shape;
    private final Primitive forward;

    SumKernel(Shard shard, int count, int batch, Shape shape) {
        this.shard = shard;
        this.batch = batch;
        this.shape = shape;
        forward = shard.primitives().sum(count, Layout.activations(batch, shape));
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor output = shard.activations(batch, shape);
        NativeMemory[] memory = new NativeMemory[inputs.size() + 1];
        for (int i = 0; i < inputs.size(); i++) {
            memory[i] = ((OneDnnTensor) inputs.get(i)).memory();
        }
        memory[inputs.size()] = output.memory();
        forward.execute(memory);
        return new Forward(output, List.of());
    }

    /** Never called: whoever walks the graph hands the sum's gradient to each input as it is. */
    @Override
    public Gradients backward(Backward pass) {
        throw new IllegalStateException("the gradient of a sum is the gradient of each input");
    }
}
