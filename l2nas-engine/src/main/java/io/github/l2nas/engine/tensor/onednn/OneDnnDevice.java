package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.KernelKey;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/** A CPU engine of oneDNN with its kernels and memory. */
final class OneDnnDevice implements Device {

    private final dnnl_engine engine = new dnnl_engine();
    private final dnnl_stream stream = new dnnl_stream();
    private final MemoryPool pool = new MemoryPool();
    private final Primitives primitives;
    private final Map<KernelKey, Kernel> kernels = new HashMap<>();
    private final Map<Shape, ImageScaling> scalings = new HashMap<>();
    private final Map<List<Integer>, Primitive> products = new HashMap<>();

    OneDnnDevice(int threads) {
        OneDnn.load();
        OpenMp.requireThreads(threads);
        check(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0));
        check(dnnl.dnnl_stream_create(stream, engine, dnnl.dnnl_stream_default_flags));
        primitives = new Primitives(engine, stream);
    }

    Primitives primitives() {
        return primitives;
    }

    @Override
    public OneDnnTensor activations(int batch, Shape shape) {
        List<Integer> sizes = List.of(batch, shape.channels(), shape.height(), shape.width());
        return new OneDnnTensor(sizes, pool.acquire(Layout.bytes(batch, shape)), !Layout.isPlain(shape));
    }

    @Override
    public OneDnnTensor parameter(List<Integer> sizes) {
        long count = sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        return new OneDnnTensor(sizes, pool.acquire(count * Float.BYTES), false);
    }

    /** Scratch memory. */
    NativeMemory acquire(long bytes) {
        return pool.acquire(bytes);
    }

    /** Memory of all tensors, in use or kept for the next ones. */
    long allocatedBytes() {
        return pool.allocatedBytes();
    }

    void release(NativeMemory memory) {
        pool.release(memory);
    }

    @Override
    public void write(Tensor tensor, float[] values) {
        OneDnnTensor target = requireCount(tensor, values);
        forget(target);
        if (!target.isBlocked()) {
            target.memory().write(values, 0, values.length);
            target.memory().zero(values.length, Layout.padded(values.length) - values.length);
            return;
        }
        NativeMemory staging = pool.acquire((long) values.length * Float.BYTES);
        staging.write(values, 0, values.length);
        primitives.unblocking(target.sizes()).fromPlain().execute(staging, target.memory());
        pool.release(staging);
    }

    @Override
    public void read(Tensor tensor, float[] values) {
        OneDnnTensor source = requireCount(tensor, values);
        if (!source.isBlocked()) {
            source.memory().read(values, 0, values.length);
            return;
        }
        NativeMemory staging = pool.acquire((long) values.length * Float.BYTES);
        primitives.unblocking(source.sizes()).toPlain().execute(source.memory(), staging);
        staging.read(values, 0, values.length);
        pool.release(staging);
    }

    private static OneDnnTensor requireCount(Tensor tensor, float[] values) {
        if (tensor.count() != values.length) {
            throw new IllegalArgumentException(
                    "a tensor of " + tensor.sizes() + " holds not " + values.length + " numbers");
        }
        return (OneDnnTensor) tensor;
    }

    @Override
    public void release(Tensor tensor) {
        OneDnnTensor released = (OneDnnTensor) tensor;
        forget(released);
        pool.release(released.memory());
    }

    private void forget(OneDnnTensor tensor) {
        if (!tensor.forms().isEmpty()) {
            tensor.forms().values().forEach(pool::release);
            tensor.forms().clear();
        }
    }

    /** The parameter in the form a primitive wants; copied at most once for each content. */
    NativeMemory in(WeightLayout form, Tensor parameter) {
        OneDnnTensor tensor = (OneDnnTensor) parameter;
        if (form.plain()) {
            return tensor.memory();
        }
        NativeMemory copy = tensor.forms().get(form);
        if (copy == null) {
            copy = pool.acquire(Layout.bytes(form.descriptor()));
            form.fromPlain().execute(tensor.memory(), copy);
            tensor.forms().put(form, copy);
        }
        return copy;
    }

    /** Constants in the form a primitive wants, for as long as the device is open. */
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

    @Override
    public Kernel kernel(Layer layer, int batch, List<Shape> inputs, Shape output) {
        return kernels.computeIfAbsent(
                new KernelKey(layer, batch, inputs, output), key -> Kernels.create(this, layer, batch, inputs, output));
    }

    @Override
    public Tensor scaleImages(Tensor activations, float[] factors) {
        OneDnnTensor input = (OneDnnTensor) activations;
        Shape shape = new Shape(
                input.sizes().get(1), input.sizes().get(2), input.sizes().get(3));
        OneDnnTensor output = activations(factors.length, shape);
        scalings.computeIfAbsent(shape, key -> new ImageScaling(this, shape))
                .scale(input.memory(), output.memory(), factors);
        return output;
    }

    @Override
    public Tensor multiply(Tensor activations, Tensor factors) {
        OneDnnTensor input = (OneDnnTensor) activations;
        List<Integer> sizes = input.sizes();
        OneDnnTensor output = activations(sizes.get(0), new Shape(sizes.get(1), sizes.get(2), sizes.get(3)));
        products.computeIfAbsent(sizes, key -> product(key))
                .execute(input.memory(), ((OneDnnTensor) factors).memory(), output.memory());
        return output;
    }

    private Primitive product(List<Integer> sizes) {
        dnnl_memory_desc_t map = Layout.activations(sizes.get(0), new Shape(sizes.get(1), sizes.get(2), sizes.get(3)));
        return new Elementwise(this, map).product();
    }

    @Override
    public void close() {
        kernels.clear();
        products.clear();
        scalings.values().forEach(ImageScaling::close);
        scalings.clear();
        primitives.close();
        pool.close();
        check(dnnl.dnnl_stream_destroy(stream));
        check(dnnl.dnnl_engine_destroy(engine));
    }
}
