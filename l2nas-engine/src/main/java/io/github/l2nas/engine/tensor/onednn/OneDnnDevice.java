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
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * oneDNN on the CPU, with each batch cut into shards. What is called here only gives commands to the shards' threads; who reads
 * a tensor waits for them.
 */
final class OneDnnDevice implements Device {

    private final BiFunction<Integer, Shape, Cut> cutting;
    private final ShardThreads threads;
    private final List<Shard> shards = new ArrayList<>();
    private final MemoryPool parameters = new MemoryPool();
    private final Scratch scratch = new Scratch();

    /** By the number of shards. */
    private final Map<Integer, Map<KernelKey, Kernel>> kernels = new HashMap<>();

    private Cut cut = Cut.whole(1);

    /** Counts how often the shards' threads have been waited for. */
    private long round;

    private OneDnnDevice(int threads, BiFunction<Integer, Shape, Cut> cutting) {
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
        return new OneDnnDevice(1, (batch, image) -> Cut.whole(batch));
    }

    @Override
    public void begin(int batch, Shape image) {
        cut = cutting.apply(batch, image);
    }

    /** How the batch is cut. */
    private Cut cut(int batch) {
        if (batch != cut.batch()) {
            throw new IllegalStateException("a batch of " + batch + " has not begun");
        }
        return cut;
    }

    Shard shard(int number) {
        return shards.get(number);
    }

    /** Gives the shards of a batch something to do. */
    void run(int count, ShardThreads.Work work) {
        prepare(count);
        threads.run(work);
    }

    /** The same, and when all have done it, something to do while they go on. */
    void run(int count, ShardThreads.Work work, Runnable last) {
        prepare(count);
        threads.run(work, last);
    }

    /** The same, and when all have done it, something to do before they go on. */
    void meet(int count, ShardThreads.Work work, Runnable meeting) {
        prepare(count);
        threads.meet(work, meeting);
    }

    private void prepare(int count) {
        threads.cut(count);
        while (shards.size() < count) {
            shards.add(new Shard(scratch));
        }
    }

    private void await() {
        threads.await();
        round++;
    }

    @Override
    public ShardedTensor activations(int batch, Shape shape) {
        ShardedTensor tensor = images(cut(batch), shape);
        Cut given = tensor.cut();
        run(given.shards(), shard -> tensor.set(shard, shard(shard).activations(given.images(shard), shape)));
        return tensor;
    }

    /** Activations that a command will make. */
    ShardedTensor images(Cut given, Shape shape) {
        List<Integer> sizes = List.of(given.batch(), shape.channels(), shape.height(), shape.width());
        return new ShardedTensor(ShardedTensor.Parts.IMAGES, sizes, given);
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
        Cut given = target.cut();
        int size = values.length / given.batch();
        run(given.shards(), shard -> shard(shard).write(target.get(shard), values, given.first(shard) * size));
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
                int size = values.length / source.cut().batch();
                for (int shard = 0; shard < source.cut().shards(); shard++) {
                    shard(shard).read(source.get(shard), values, source.cut().first(shard) * size);
                }
            }
            case SUMMANDS -> System.arraycopy(source.total(), 0, values, 0, values.length);
            case COPIES -> shard(0).read(source.get(0), values, 0);
            case OPAQUE -> throw new IllegalArgumentException("nobody but its kernel reads this tensor");
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
        run(released.cut().shards(), shard -> released.all(shard).forEach(shard(shard)::release));
    }

    @Override
    public Kernel kernel(Layer layer, int batch, List<Shape> inputs, Shape output) {
        Cut given = cut(batch);
        return kernels.computeIfAbsent(given.shards(), shards -> new HashMap<>())
                .computeIfAbsent(
                        new KernelKey(layer, batch, inputs, output),
                        key -> layer instanceof Layer.BatchNorm norm
                                ? new ShardedBatchNorm(this, norm, given, output)
                                : new ShardedKernel(this, layer, given, inputs, output));
    }

    @Override
    public Tensor scaleImages(Tensor activations, float[] factors) {
        ShardedTensor input = (ShardedTensor) activations;
        Cut given = input.cut();
        ShardedTensor output = new ShardedTensor(input.parts(), input.sizes(), given);
        run(
                given.shards(),
                shard -> output.set(shard, shard(shard).scaleImages(input.get(shard), factors, given.first(shard))));
        return output;
    }

    @Override
    public Tensor multiply(Tensor activations, Tensor factors) {
        ShardedTensor input = (ShardedTensor) activations;
        ShardedTensor other = (ShardedTensor) factors;
        ShardedTensor output = new ShardedTensor(input.parts(), input.sizes(), input.cut());
        run(
                input.cut().shards(),
                shard -> output.set(shard, shard(shard).multiply(input.get(shard), other.get(shard))));
        return output;
    }

    /** Memory of all tensors and of primitives at work. */
    long usedBytes() {
        await();
        return parameters.usedBytes()
                + scratch.bytes()
                + shards.stream().mapToLong(Shard::usedBytes).sum();
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
        scratch.close();
    }
}
