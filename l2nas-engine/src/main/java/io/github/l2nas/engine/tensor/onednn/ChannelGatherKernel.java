package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Puts channels of one or more inputs together to one output; each channel is taken at most once. */
final class ChannelGatherKernel implements LayerKernel {

    private final Shard shard;
    private final int batch;
    private final List<Shape> inputs;
    private final Shape output;
    private final List<ChannelGather> forward = new ArrayList<>();
    private final List<ChannelGather> backward = new ArrayList<>();

    /** @param channels for each input and channel of the output the input's channel, or {@link ChannelGather#NOTHING} */
    ChannelGatherKernel(Shard shard, int batch, List<Shape> inputs, Shape output, List<int[]> channels) {
        this.shard = shard;
        this.batch = batch;
        this.inputs = inputs;
        this.output = output;
        for (int i = 0; i < channels.size(); i++) {
            Shape input = inputs.get(i);
            forward.add(new ChannelGather(shard, batch, input, output, channels.get(i), i > 0));
            int[] inverse = ChannelGather.inverse(channels.get(i), input.channels());
            backward.add(new ChannelGather(shard, batch, output, input, inverse, false));
        }
    }

    /** Some of the channels. */
    static ChannelGatherKernel slice(Shard shard, int batch, Shape input, Shape output, int first) {
        return new ChannelGatherKernel(
                shard, batch, List.of(input), output, List.of(ChannelGather.range(first, output.channels())));
    }

    /** Channel shuffle. */
    static ChannelGatherKernel shuffle(Shard shard, int batch, Shape shape, int groups) {
        int[] channels = new int[shape.channels()];
        for (int channel = 0; channel < channels.length; channel++) {
            channels[channel] = channel % groups * (channels.length / groups) + channel / groups;
        }
        return new ChannelGatherKernel(shard, batch, List.of(shape), shape, List.of(channels));
    }

    /** Inputs side by side. */
    static ChannelGatherKernel concat(Shard shard, int batch, List<Shape> inputs, Shape output) {
        List<int[]> channels = new ArrayList<>();
        int first = 0;
        for (Shape input : inputs) {
            int[] places = ChannelGather.range(first, input.channels());
            channels.add(ChannelGather.inverse(places, output.channels()));
            first += input.channels();
        }
        return new ChannelGatherKernel(shard, batch, inputs, output, channels);
    }

    @Override
    public Forward forward(List<Tensor> tensors, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor result = shard.activations(batch, output);
        for (int i = 0; i < forward.size(); i++) {
            forward.get(i).run(((OneDnnTensor) tensors.get(i)).memory(), result.memory());
        }
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < backward.size(); i++) {
            OneDnnTensor gradient = shard.activations(batch, inputs.get(i));
            backward.get(i).run(((OneDnnTensor) pass.gradient()).memory(), gradient.memory());
            gradients.add(gradient);
        }
        return new Gradients(gradients, List.of());
    }
}
