package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Activations side by side along the channels. */
final class ConcatKernel implements LayerKernel {

    private final Shard shard;
    private final int batch;
    private final List<Shape> inputs;
    private final Shape output;
    private final Primitive forward;
    private final List<SliceKernel> parts = new ArrayList<>();

    ConcatKernel(Shard shard, int batch, List<Shape> inputs, Shape output) {
        this.shard = shard;
        this.batch = batch;
        this.inputs = inputs;
        this.output = output;
        forward = shard.primitives()
                .concat(
                        inputs.stream()
                                .map(shape -> Layout.activations(batch, shape))
                                .toList(),
                        Layout.activations(batch, output));
    }

    @Override
    public Forward forward(List<Tensor> tensors, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor result = shard.activations(batch, output);
        NativeMemory[] memory = new NativeMemory[tensors.size() + 1];
        for (int i = 0; i < tensors.size(); i++) {
            memory[i] = ((OneDnnTensor) tensors.get(i)).memory();
        }
        memory[tensors.size()] = result.memory();
        forward.execute(memory);
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        if (parts.isEmpty()) {
            int channel = 0;
            for (Shape shape : inputs) {
                parts.add(new SliceKernel(shard, batch, output, shape, channel, 0));
                channel += shape.channels();
            }
        }
        List<Tensor> gradients = new ArrayList<>();
        for (SliceKernel part : parts) {
            gradients.add(part.take(pass.gradient()));
        }
        return new Gradients(gradients, List.of());
    }
}
