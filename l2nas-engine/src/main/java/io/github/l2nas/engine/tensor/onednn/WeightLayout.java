package io.github.l2nas.engine.tensor.onednn;

import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * The layout in which a primitive wants a parameter, with the copies between it and PyTorch's order.
 *
 * @param descriptor the layout
 * @param key the same for the same layout
 * @param plain whether it is PyTorch's order itself; then nothing is copied
 * @param fromPlain copies PyTorch's order to the layout; null where plain
 * @param toPlain copies the layout to PyTorch's order; null where plain, or where nobody wants it
 */
record WeightLayout(dnnl_memory_desc_t descriptor, String key, boolean plain, Copy fromPlain, Copy toPlain) {

    WeightLayout(dnnl_memory_desc_t descriptor, boolean plain, Copy fromPlain, Copy toPlain) {
        this(descriptor, Layout.key(descriptor), plain, fromPlain, toPlain);
    }

    /** A copy between two layouts. */
    interface Copy {
        void execute(NativeMemory from, NativeMemory to);
    }
}
