package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.KernelKey;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * oneDNN on the CPU, with each batch cut into shards. What is called here only gives commands to the shards' threads; who reads
 * a tensor waits for them.
 */
final class OneDnnDevice implements Device {

    private final IntFunction<Cut> cutting;
    private final ShardThreads threads;
    private final List<Shard> shards = new ArrayList<>();
    private final MemoryPool parameters = new MemoryPool();
    private final Map<KernelKey, Kernel> kernels = new HashMap<>();
    private final Map<Integer, Cut> cuts = new HashMap<>();

    /** Counts how often the shards' threads have been waited for. */
    private long round;

    private OneDnnDevice(int threads, IntFunction<Cut> cutting) {
        OneDnn.load();
        this.cutting = cutting;
        this.threads = new ShardThreads(threads);
    }

    /** Threads that share the shards of a batch. */
    static OneDnnDevice ofShards(int threads) {
        OpenMp.requireThreads(1);
        return new OneDnnDevice(threads, Cut::of);
    }

    /** Threads that share each layer of a batch that is not cut. */
    static OneDnnDevice ofWholeBatches(int threads) {
        OpenMp.requireThreads(threads);
        return new OneDnnDevice(1, Cut::whole);
    }

    /** How a batch is cut. */
    Cut cut(int batch) {
        return cuts.computeIfAbsent(batch, cutting::apply);
    }

    Shard shard(int number) {
        return shards.get(number);
    }

    /** Gives the shards of a batch something to do. */
    void run(int count, ShardThreads.Work work) {
        cut(count, work, null);
    }

    /** The same, and when all have done it, something to do before they go on. */
    void meet(int count, ShardThreads.Work work, Runnable meeting) {
        cut(count, work, meeting);
    }

    private void cut(int count, ShardThreads.Work work, Runnable meeting) {
        threads.cut(count);
        while (shards.size() < count) {
            shards.add(new Shard());
        }
        if (meeting == null) {
            threads.run(work);
        } else {
            threads.meet(work, meeting);
        }
    }

    private void await() {
        threads.await();
        round++;
    }

    @Override
    public ShardedTensor activations(int batch, Shape shape) {
        Cut cut = cut(batch);
        ShardedTensor tensor = images(batch, shape);
        run(cut.shards(), shard -> tensor.set(shard, shard(shard).activations(cut.images(shard), shape)));
        return tensor;
    }

    /** Activations that a command will make. */
    ShardedTensor images(int batch, Shape shape) {
        List<Integer> sizes = List.of(batch, shape.channels(), shape.height(), shape.width());
        return new ShardedTensor(ShardedTensor.Parts.IMAGES, sizes, cut(batch).shards());
    }

    @Override
    public Tensor parameter(List<Integer> sizes) {
        return new SharedParameter(OneDnnTensor.parameter(parameters, sizes));
    }

    /** What each shard has of some tensors, for the next command. */
    IntFunction<List<Tensor>> parts(List<Tensor> given) {
        List<Tensor> tensors = List.copyOf(given); // the command runs later
        for (Tensor tensor : tensors) {
            if (tensor instanceof SharedParameter parameter) {
                parameter.used(round);
            }
        }
        return shard -> {
            List<Tensor> parts = new ArrayList<>(tensors.size());
            for (Tensor tensor : tensors) {
                if (tensor instanceof SharedParameter parameter) {
                    parts.add(parameter.tensor());
                } else {
                    parts.addAll(((ShardedTensor) tensor).all(shard));
                }
            }
            return parts;
        };
    }

    @Override
    public void write(Tensor tensor, float[] values) {
        requireCount(tensor, values);
        if (tensor instanceof SharedParameter parameter) {
            unused(parameter).write(values, 0, values.length);
            return;
        }
        ShardedTensor target = (ShardedTensor) tensor;
        Cut cut = cut(target.sizes().get(0));
        int size = values.length / target.sizes().get(0);
        run(cut.shards(), shard -> shard(shard).write(target.get(shard), values, cut.first(shard) * size));
    }

    private OneDnnTensor unused(SharedParameter parameter) {
        if (parameter.isUsed(round)) {
            await();
        }
        return parameter.tensor();
    }

    @Override
    public void read(Tensor tensor, float[] values) {
        requireCount(tensor, values);
        await();
        if (tensor instanceof SharedParameter parameter) {
            parameter.tensor().memory().read(values, 0, values.length);
            return;
        }
        ShardedTensor source = (ShardedTensor) tensor;
        switch (source.parts()) {
            case IMAGES -> {
                Cut cut = cut(source.sizes().get(0));
                int size = values.length / source.sizes().get(0);
                for (int shard = 0; shard < source.shards(); shard++) {
                    shard(shard).read(source.get(shard), values, cut.first(shard) * size);
                }
            }
            case SUMMANDS -> sum(source, values);
            case COPIES -> shard(0).read(source.get(0), values, 0);
            case OPAQUE -> throw new IllegalArgumentException("nobody but its kernel reads this tensor");
        }
    }

    /** In double precision, in the order of the shards. */
    private void sum(ShardedTensor source, float[] values) {
        double[] sums = new double[values.length];
        for (int shard = 0; shard < source.shards(); shard++) {
            shard(shard).read(source.get(shard), values, 0);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[i];
            }
        }
        for (int i = 0; i < sums.length; i++) {
            values[i] = (float) sums[i];
        }
    }

    private static void requireCount(Tensor tensor, float[] values) {
        if (tensor.count() != values.length) {
            throw new IllegalArgumentException(
                    "a tensor of " + tensor.sizes() + " holds not " + values.length + " numbers");
        }
    }

    @Override
    public void release(Tensor tensor) {
        if (tensor instanceof SharedParameter parameter) {
            unused(parameter).release();
            return;
        }
        ShardedTensor released = (ShardedTensor) tensor;
        run(released.shards(), shard -> released.all(shard).forEach(shard(shard)::release));
    }

    @Override
    public Kernel kernel(Layer layer, int batch, List<Shape> inputs, Shape output) {
        return kernels.computeIfAbsent(
                new KernelKey(layer, batch, inputs, output),
                key -> layer instanceof Layer.BatchNorm norm
                        ? new ShardedBatchNorm(this, norm, batch, output)
                        : new ShardedKernel(this, layer, batch, inputs, output));
    }

    @Override
    public Tensor scaleImages(Tensor activations, float[] factors) {
        ShardedTensor input = (ShardedTensor) activations;
        Cut cut = cut(factors.length);
        ShardedTensor output = new ShardedTensor(input.parts(), input.sizes(), input.shards());
        run(
                cut.shards(),
                shard -> output.set(shard, shard(shard).scaleImages(input.get(shard), factors, cut.first(shard))));
        return output;
    }

    @Override
    public Tensor multiply(Tensor activations, Tensor factors) {
        ShardedTensor input = (ShardedTensor) activations;
        ShardedTensor other = (ShardedTensor) factors;
        ShardedTensor output = new ShardedTensor(input.parts(), input.sizes(), input.shards());
        run(input.shards(), shard -> output.set(shard, shard(shard).multiply(input.get(shard), other.get(shard))));
        return output;
    }

    /** Memory of all tensors, in use or kept for the next ones. */
    long allocatedBytes() {
        await();
        return parameters.allocatedBytes()
                + shards.stream().mapToLong(Shard::allocatedBytes).sum();
    }

    /** How many primitives there are. */
    int primitives() {
        await();
        return shards.stream().mapToInt(shard -> shard.primitives().count()).sum();
    }

    @Override
    public void close() {
        threads.close();
        kernels.clear();
        shards.forEach(Shard::close);
        shards.clear();
        parameters.close();
    }
}
