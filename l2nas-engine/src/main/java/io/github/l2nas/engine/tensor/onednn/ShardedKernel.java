package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Runs a layer that does to each image what it does to no other. */
final class ShardedKernel implements Kernel {

    private final OneDnnDevice device;
    private final Layer layer;
    private final Cut cut;
    private final List<Shape> inputs;
    private final Shape output;
    private final PerShard<LayerKernel> kernels;

    ShardedKernel(OneDnnDevice device, Layer layer, Cut cut, List<Shape> inputs, Shape output) {
        this.device = device;
        this.layer = layer;
        this.inputs = List.copyOf(inputs);
        this.output = output;
        this.cut = cut;
        kernels = new PerShard<>(
                cut, shard -> Kernels.create(device.shard(shard), layer, cut.images(shard), this.inputs, output));
    }

    @Override
    public Saved savedForBackward() {
        return Kernels.savedForBackward(layer);
    }

    @Override
    public Forward forward(List<Tensor> given, List<Tensor> parameters, Statistics statistics, boolean training) {
        IntFunction<List<Tensor>> inputParts = device.parts(given);
        IntFunction<List<Tensor>> parameterParts = device.parts(parameters);
        ShardedTensor result = device.images(cut, output);
        ShardedTensor saved = ShardedTensor.opaque(cut);
        device.run(cut.shards(), shard -> {
            Forward forward = kernels.of(shard)
                    .forward(inputParts.apply(shard), parameterParts.apply(shard), statistics, training);
            result.set(shard, forward.output());
            saved.set(shard, forward.saved());
        });
        return new Forward(result, training ? List.of(saved) : List.of());
    }

    @Override
    public Forward forwardOver(
            int spare, List<Tensor> given, List<Tensor> parameters, Statistics statistics, boolean training) {
        if (!Kernels.canWriteOver(layer, spare)) {
            return forward(given, parameters, statistics, training);
        }
        IntFunction<List<Tensor>> inputParts = device.parts(given);
        device.run(cut.shards(), shard -> kernels.of(shard).forwardOver(spare, inputParts.apply(shard)));
        return new Forward(given.get(spare), List.of());
    }

    /** Not of a batch that is so small that it is one shard: there each call counts. */
    @Override
    public boolean hasSeparateGradients() {
        return layer instanceof Layer.Convolution && cut.shards() > 1;
    }

    @Override
    public Gradients backward(Backward pass) {
        ShardedBackward parts = new ShardedBackward(device, pass);
        boolean optional = layer instanceof Layer.Convolution;
        List<ShardedTensor> inputGradients = new ArrayList<>();
        if (pass.gradientIsSpare() && layer instanceof Layer.Activation) {
            inputGradients.add((ShardedTensor) pass.gradient());
        } else if (!optional || pass.inputGradients()) {
            inputs.forEach(input -> inputGradients.add(device.images(cut, input)));
        }
        List<ShardedTensor> parameterGradients =
                optional && !pass.parameterGradients() ? List.of() : summands(layer, cut);
        device.run(
                cut.shards(),
                shard -> {
                    Gradients gradients = kernels.of(shard).backward(parts.of(shard));
                    set(inputGradients, shard, gradients.inputs());
                    set(parameterGradients, shard, gradients.parameters());
                },
                () -> parameterGradients.forEach(ShardedTensor::addUp));
        return new Gradients(List.copyOf(inputGradients), List.copyOf(parameterGradients));
    }

    /** The gradients of a layer's weights: each shard's images have their share. */
    static List<ShardedTensor> summands(Layer layer, Cut cut) {
        List<ShardedTensor> summands = new ArrayList<>();
        for (Weight weight : layer.weights()) {
            summands.add(new ShardedTensor(ShardedTensor.Parts.SUMMANDS, weight.shape(), cut));
        }
        return summands;
    }

    static void set(List<ShardedTensor> tensors, int shard, List<Tensor> parts) {
        if (tensors.size() != parts.size()) {
            throw new IllegalStateException("a kernel gave " + parts.size() + " gradients, not " + tensors.size());
        }
        for (int i = 0; i < parts.size(); i++) {
            tensors.get(i).set(shard, parts.get(i));
        }
    }
}
