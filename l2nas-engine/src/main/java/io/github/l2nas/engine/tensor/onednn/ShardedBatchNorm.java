package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Batch normalisation: the shards meet to join their sums, in the order of the shards and in double precision. */
final class ShardedBatchNorm implements Kernel {

    private final OneDnnDevice device;
    private final Layer.BatchNorm layer;
    private final Cut cut;
    private final Shape shape;
    private final PerShard<BatchNormKernel> kernels;

    ShardedBatchNorm(OneDnnDevice device, Layer.BatchNorm layer, Cut cut, Shape shape) {
        this.device = device;
        this.layer = layer;
        this.shape = shape;
        this.cut = cut;
        kernels =
                new PerShard<>(cut, shard -> new BatchNormKernel(device.shard(shard), layer, cut.images(shard), shape));
    }

    @Override
    public Saved savedForBackward() {
        return Kernels.savedForBackward(layer);
    }

    @Override
    public Forward forward(List<Tensor> given, List<Tensor> parameters, Statistics statistics, boolean training) {
        if (statistics == Statistics.BATCH) {
            return forward(given, parameters, null);
        }
        ShardedTensor result = device.images(cut, shape);
        IntFunction<List<Tensor>> inputs = device.parts(given);
        IntFunction<List<Tensor>> parameterParts = device.parts(parameters);
        device.run(
                cut.shards(),
                shard ->
                        result.set(shard, kernels.of(shard).forward(inputs.apply(shard), parameterParts.apply(shard))));
        return new Forward(result, List.of());
    }

    @Override
    public boolean addsToOthers(Statistics statistics) {
        return statistics == Statistics.BATCH && Layout.isBlocked(shape);
    }

    @Override
    public Forward forwardOnto(Tensor other, List<Tensor> inputs, List<Tensor> parameters) {
        return addsToOthers(Statistics.BATCH)
                ? forward(inputs, parameters, (ShardedTensor) other)
                : Kernel.super.forwardOnto(other, inputs, parameters);
    }

    private Forward forward(List<Tensor> given, List<Tensor> parameters, ShardedTensor other) {
        ShardedTensor result = device.images(cut, shape);
        IntFunction<List<Tensor>> inputs = device.parts(given);
        IntFunction<List<Tensor>> parameterParts = device.parts(parameters);
        Moments[] moments = new Moments[cut.shards()];
        Moments[] joined = new Moments[1];
        device.meet(
                cut.shards(),
                shard -> moments[shard] =
                        kernels.of(shard).begin(inputs.apply(shard).get(0)),
                () -> joined[0] = Moments.join(List.of(moments)));
        ShardedTensor mean = statistic();
        ShardedTensor variance = statistic();
        device.run(cut.shards(), shard -> {
            Forward forward = kernels.of(shard)
                    .finish(
                            inputs.apply(shard).get(0),
                            parameterParts.apply(shard),
                            joined[0],
                            other == null ? null : other.get(shard));
            result.set(shard, forward.output());
            mean.set(shard, forward.saved().get(0));
            variance.set(shard, forward.saved().get(1));
        });
        return new Forward(result, List.of(mean, variance));
    }

    private ShardedTensor statistic() {
        return new ShardedTensor(ShardedTensor.Parts.COPIES, List.of(shape.channels()), cut);
    }

    @Override
    public Gradients backward(Backward pass) {
        ShardedBackward parts = new ShardedBackward(device, pass);
        BatchNormKernel.BegunBackward[] begun = new BatchNormKernel.BegunBackward[cut.shards()];
        double[][] means = new double[1][];
        device.meet(
                cut.shards(),
                shard -> begun[shard] = kernels.of(shard).beginBackward(parts.of(shard)),
                () -> means[0] = means(begun));
        ShardedTensor inputGradient = device.images(cut, shape);
        List<ShardedTensor> parameterGradients = ShardedKernel.summands(layer, cut);
        device.run(
                cut.shards(),
                shard -> {
                    Gradients gradients = kernels.of(shard).finishBackward(parts.of(shard), begun[shard], means[0]);
                    inputGradient.set(shard, gradients.inputs().get(0));
                    ShardedKernel.set(parameterGradients, shard, gradients.parameters());
                },
                () -> parameterGradients.forEach(ShardedTensor::addUp));
        return new Gradients(List.of(inputGradient), List.copyOf(parameterGradients));
    }

    /** The sums of all shards by the number of points of a channel. */
    private double[] means(BatchNormKernel.BegunBackward[] begun) {
        double[] sums = new double[begun[0].sums().length];
        for (BatchNormKernel.BegunBackward part : begun) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part.sums()[i];
            }
        }
        double points = (double) cut.batch() * shape.height() * shape.width();
        return Arrays.stream(sums).map(sum -> sum / points).toArray();
    }
}
