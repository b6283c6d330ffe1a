package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Puts channels of one or more inputs together to one output; each channel is taken at most once. */
final class ChannelGatherKernel implements Kernel {

    private final OneDnnDevice device;
    private final int batch;
    private final List<Shape> inputs;
    private final Shape output;
    private final List<ChannelGather> forward = new ArrayList<>();
    private final List<ChannelGather> backward = new ArrayList<>();

    /** @param channels for each input and channel of the output the input's channel, or {@link ChannelGather#NOTHING} */
    ChannelGatherKernel(OneDnnDevice device, int batch, List<Shape> inputs, Shape output, List<int[]> channels) {
        this.device = device;
        this.batch = batch;
        this.inputs = inputs;
        this.output = output;
        for (int i = 0; i < channels.size(); i++) {
            Shape input = inputs.get(i);
            forward.add(new ChannelGather(device, batch, input, output, channels.get(i), i > 0));
            int[] inverse = ChannelGather.inverse(channels.get(i), input.channels());
            backward.add(new ChannelGather(device, batch, output, input, inverse, false));
        }
    }

    /** Some of the channels. */
    static ChannelGatherKernel slice(OneDnnDevice device, int batch, Shape input, Shape output, int first) {
        return new ChannelGatherKernel(
                device, batch, List.of(input), output, List.of(ChannelGather.range(first, output.channels())));
    }

    /** Channel shuffle. */
    static ChannelGatherKernel shuffle(OneDnnDevice device, int batch, Shape shape, int groups) {
        int[] channels = new int[shape.channels()];
        for (int channel = 0; channel < channels.length; channel++) {
            channels[channel] = channel % groups * (channels.length / groups) + channel / groups;
        }
        return new ChannelGatherKernel(device, batch, List.of(shape), shape, List.of(channels));
    }

    /** Inputs side by side. */
    static ChannelGatherKernel concat(OneDnnDevice device, int batch, List<Shape> inputs, Shape output) {
        List<int[]> channels = new ArrayList<>();
        int first = 0;
        for (Shape input : inputs) {
            int[] places = ChannelGather.range(first, input.channels());
            channels.add(ChannelGather.inverse(places, output.channels()));
            first += input.channels();
        }
        return new ChannelGatherKernel(device, batch, inputs, output, channels);
    }

    @Override
    public Saved savedForBackward() {
        return Saved.NOTHING;
    }

    @Override
    public Forward forward(List<Tensor> tensors, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor result = device.activations(batch, output);
        for (int i = 0; i < forward.size(); i++) {
            forward.get(i).run(((OneDnnTensor) tensors.get(i)).memory(), result.memory());
        }
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < backward.size(); i++) {
            OneDnnTensor gradient = device.activations(batch, inputs.get(i));
            backward.get(i).run(((OneDnnTensor) pass.gradient()).memory(), gradient.memory());
            gradients.add(gradient);
        }
        return new Gradients(gradients, List.of());
    }
}
