package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Native memory with sizes; of a parameter also its copies in the forms that primitives want, which shards share. */
final class OneDnnTensor implements Tensor {

    private final List<Integer> sizes;
    private final MemoryPool pool;
    private final NativeMemory memory;
    private final boolean blocked;
    private final Map<String, NativeMemory> forms = new HashMap<>();

    private OneDnnTensor(List<Integer> sizes, MemoryPool pool, long bytes, boolean blocked) {
        this.sizes = sizes;
        this.pool = pool;
        this.blocked = blocked;
        memory = pool.acquire(bytes);
    }

    /** N x C x H x W, of undefined content. */
    static OneDnnTensor activations(MemoryPool pool, List<Integer> sizes, long bytes, boolean blocked) {
        return new OneDnnTensor(sizes, pool, bytes, blocked);
    }

    /** In PyTorch's order, of undefined content. */
    static OneDnnTensor parameter(MemoryPool pool, List<Integer> sizes) {
        long count = sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        return new OneDnnTensor(sizes, pool, count * Float.BYTES, false);
    }

    @Override
    public List<Integer> sizes() {
        return sizes;
    }

    NativeMemory memory() {
        return memory;
    }

    boolean isBlocked() {
        return blocked;
    }

    /** Replaces the content of a tensor that is not blocked, and fills it up with zeros. */
    void write(float[] values, int offset, int count) {
        forget();
        memory.write(values, offset, count);
        memory.zero(count, Layout.padded(count) - count);
    }

    /** The content in the form a primitive wants; copied at most once, by whoever is first. */
    synchronized NativeMemory in(WeightLayout form) {
        if (form.plain()) {
            return memory;
        }
        NativeMemory copy = forms.get(form.key());
        if (copy == null) {
            copy = pool.acquire(Layout.bytes(form.descriptor()));
            form.fromPlain().execute(memory, copy);
            forms.put(form.key(), copy);
        }
        return copy;
    }

    private synchronized void forget() {
        forms.values().forEach(pool::release);
        forms.clear();
    }

    /** Gives the memory back. */
    void release() {
        forget();
        pool.release(memory);
    }
}
