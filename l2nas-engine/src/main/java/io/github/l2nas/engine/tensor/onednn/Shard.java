package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/** What a shard's images are computed with: a CPU engine of oneDNN, primitives and memory. Used by one thread at a time. */
final class Shard implements AutoCloseable {

    private final dnnl_engine engine = new dnnl_engine();
    private final dnnl_stream stream = new dnnl_stream();
    private final MemoryPool pool = new MemoryPool();
    private final Primitives primitives;
    private final Map<Shape, ImageScaling> scalings = new HashMap<>();
    private final Map<List<Integer>, Primitive> products = new HashMap<>();

    /** @param scratch that threads work in */
    Shard(Scratch scratch) {
        check(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0));
        check(dnnl.dnnl_stream_create(stream, engine, dnnl.dnnl_stream_default_flags));
        primitives = new Primitives(engine, stream, scratch);
    }

    Primitives primitives() {
        return primitives;
    }

    /** Activations of undefined content. */
    OneDnnTensor activations(int images, Shape shape) {
        return OneDnnTensor.activations(
                pool,
                List.of(images, shape.channels(), shape.height(), shape.width()),
                Layout.bytes(images, shape),
                !Layout.isPlain(shape));
    }

    /** A gradient or a statistic, of undefined content. */
    OneDnnTensor parameter(List<Integer> sizes) {
        return OneDnnTensor.parameter(pool, sizes);
    }

    /** Scratch memory. */
    NativeMemory acquire(long bytes) {
        return pool.acquire(bytes);
    }

    void release(NativeMemory memory) {
        pool.release(memory);
    }

    void release(Tensor tensor) {
        ((OneDnnTensor) tensor).release();
    }

    /** Memory of all tensors. */
    long usedBytes() {
        return pool.usedBytes();
    }

    /** Replaces the content by as many numbers as there are, row-major, from an offset on. */
    void write(OneDnnTensor tensor, float[] values, int offset) {
        int count = tensor.count();
        if (!tensor.isBlocked()) {
            tensor.write(values, offset, count);
            return;
        }
        NativeMemory staging = pool.acquire((long) count * Float.BYTES);
        staging.write(values, offset, count);
        primitives.unblocking(tensor.sizes()).fromPlain().execute(staging, tensor.memory());
        pool.release(staging);
    }

    /** Copies the content, row-major, to where an offset says. */
    void read(OneDnnTensor tensor, float[] values, int offset) {
        int count = tensor.count();
        if (!tensor.isBlocked()) {
            tensor.memory().read(values, offset, count);
            return;
        }
        NativeMemory staging = pool.acquire((long) count * Float.BYTES);
        primitives.unblocking(tensor.sizes()).toPlain().execute(tensor.memory(), staging);
        staging.read(values, offset, count);
        pool.release(staging);
    }

    /** The parameter in the form a primitive wants. */
    NativeMemory in(WeightLayout form, Tensor parameter) {
        return ((OneDnnTensor) parameter).in(form);
    }

    /** Constants in the form a primitive wants, for as long as the shard is open. */
    NativeMemory formed(WeightLayout form, float[] values) {
        NativeMemory plain = pool.acquire((long) values.length * Float.BYTES);
        plain.write(values, 0, values.length);
        if (form.plain()) {
            return plain;
        }
        NativeMemory formed = pool.acquire(Layout.bytes(form.descriptor()));
        form.fromPlain().execute(plain, formed);
        pool.release(plain);
        return formed;
    }

    /** Multiplies each image by a number, the first one by that at an offset. */
    OneDnnTensor scaleImages(OneDnnTensor activations, float[] factors, int offset) {
        List<Integer> sizes = activations.sizes();
        Shape shape = shape(sizes);
        OneDnnTensor output = activations(sizes.get(0), shape);
        scalings.computeIfAbsent(shape, key -> new ImageScaling(this, shape))
                .scale(
                        activations.memory(),
                        output.memory(),
                        Arrays.copyOfRange(factors, offset, offset + sizes.get(0)));
        return output;
    }

    /** Multiplies number by number. */
    OneDnnTensor multiply(OneDnnTensor activations, OneDnnTensor factors) {
        List<Integer> sizes = activations.sizes();
        OneDnnTensor output = activations(sizes.get(0), shape(sizes));
        products.computeIfAbsent(sizes, this::product).execute(activations.memory(), factors.memory(), output.memory());
        return output;
    }

    private Primitive product(List<Integer> sizes) {
        dnnl_memory_desc_t map = Layout.activations(sizes.get(0), shape(sizes));
        return new Elementwise(this, map).product();
    }

    private static Shape shape(List<Integer> sizes) {
        return new Shape(sizes.get(1), sizes.get(2), sizes.get(3));
    }

    @Override
    public void close() {
        products.clear();
        scalings.values().forEach(ImageScaling::close);
        scalings.clear();
        primitives.close();
        pool.close();
        check(dnnl.dnnl_stream_destroy(stream));
        check(dnnl.dnnl_engine_destroy(engine));
    }
}
