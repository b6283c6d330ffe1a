package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Batch normalisation: the shards meet to join their sums, in the order of the shards and in double precision. */
final class ShardedBatchNorm implements Kernel {

    private final OneDnnDevice device;
    private final Layer.BatchNorm layer;
    private final Cut cut;
    private final Shape shape;
    private final BatchNormKernel[] kernels;

    ShardedBatchNorm(OneDnnDevice device, Layer.BatchNorm layer, Cut cut, Shape shape) {
        this.device = device;
        this.layer = layer;
        this.shape = shape;
        this.cut = cut;
        kernels = new BatchNormKernel[cut.shards()];
    }

    private BatchNormKernel kernel(int shard) {
        if (kernels[shard] == null) {
            kernels[shard] = new BatchNormKernel(device.shard(shard), layer, cut.images(shard), shape);
        }
        return kernels[shard];
    }

    @Override
    public Saved savedForBackward() {
        return Kernels.savedForBackward(layer);
    }

    @Override
    public Forward forward(List<Tensor> given, List<Tensor> parameters, Statistics statistics, boolean training) {
        IntFunction<List<Tensor>> inputs = device.parts(given);
        IntFunction<List<Tensor>> parameterParts = device.parts(parameters);
        ShardedTensor result = device.images(cut, shape);
        if (statistics == Statistics.RUNNING) {
            device.run(
                    cut.shards(),
                    shard -> result.set(
                            shard,
                            kernel(shard)
                                    .forward(inputs.apply(shard), parameterParts.apply(shard))
                                    .output()));
            return new Forward(result, List.of());
        }
        BatchNormKernel.Begun[] begun = new BatchNormKernel.Begun[cut.shards()];
        Moments[] joined = new Moments[1];
        device.meet(
                cut.shards(),
                shard -> begun[shard] = kernel(shard).begin(inputs.apply(shard).get(0)),
                () -> joined[0] = Moments.join(
                        Stream.of(begun).map(BatchNormKernel.Begun::moments).toList()));
        ShardedTensor mean = statistic();
        ShardedTensor variance = statistic();
        device.run(cut.shards(), shard -> {
            Forward forward = kernel(shard)
                    .finish(inputs.apply(shard).get(0), parameterParts.apply(shard), begun[shard], joined[0]);
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
        double[][] means = new double[2][];
        device.meet(cut.shards(), shard -> begun[shard] = kernel(shard).beginBackward(parts.of(shard)), () -> {
            means[0] = mean(begun, BatchNormKernel.BegunBackward::scale);
            means[1] = mean(begun, BatchNormKernel.BegunBackward::shift);
        });
        ShardedTensor inputGradient = device.images(cut, shape);
        List<ShardedTensor> parameterGradients = ShardedKernel.summands(layer, cut);
        device.run(cut.shards(), shard -> {
            Gradients gradients = kernel(shard).finishBackward(parts.of(shard), begun[shard], means[0], means[1]);
            inputGradient.set(shard, gradients.inputs().get(0));
            ShardedKernel.set(parameterGradients, shard, gradients.parameters());
        });
        return new Gradients(List.of(inputGradient), List.copyOf(parameterGradients));
    }

    /** The sums of all shards by the number of points of a channel. */
    private double[] mean(
            BatchNormKernel.BegunBackward[] begun, Function<BatchNormKernel.BegunBackward, float[]> sums) {
        double[] mean = new double[sums.apply(begun[0]).length];
        for (BatchNormKernel.BegunBackward part : begun) {
            float[] ofShard = sums.apply(part);
            for (int c = 0; c < mean.length; c++) {
                mean[c] += ofShard[c];
            }
        }
        double points = (double) cut.batch() * shape.height() * shape.width();
        return Arrays.stream(mean).map(sum -> sum / points).toArray();
    }
}
