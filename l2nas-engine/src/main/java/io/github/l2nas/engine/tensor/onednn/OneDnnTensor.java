package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.List;

/** Native memory with sizes; of a parameter also its copies in the forms that primitives want. */
final class OneDnnTensor implements Tensor {

    private final List<Integer> sizes;
    private final NativeMemory memory;
    private final boolean blocked;
    private final IdentityHashMap<WeightLayout, NativeMemory> forms = new IdentityHashMap<>();

    OneDnnTensor(List<Integer> sizes, NativeMemory memory, boolean blocked) {
        this.sizes = sizes;
        this.memory = memory;
        this.blocked = blocked;
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

    /** Copies of the content in other forms; stale and therefore empty once the content has changed. */
    IdentityHashMap<WeightLayout, NativeMemory> forms() {
        return forms;
    }
}
