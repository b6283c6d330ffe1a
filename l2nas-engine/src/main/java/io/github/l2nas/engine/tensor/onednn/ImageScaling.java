package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Shape;
import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Multiplies each image by a number of its own. */
final class ImageScaling {

    private final Primitive product;
    private final NativeMemory factor = new NativeMemory(NativeMemory.ALIGNMENT);
    private final long bytes;

    /** @param shape of one image */
    ImageScaling(Shard shard, Shape shape) {
        Primitives primitives = shard.primitives();
        dnnl_memory_desc_t image = Layout.activations(1, shape);
        dnnl_memory_desc_t number = Layout.plain(1, 1, 1, 1);
        dnnl_binary_desc_t operation = new dnnl_binary_desc_t();
        check(dnnl.dnnl_binary_desc_init(operation, dnnl.dnnl_binary_mul, image, number, image));
        product = primitives.keep(primitives
                .of(primitives.describe(operation))
                .with(dnnl.DNNL_ARG_SRC_0, image)
                .with(dnnl.DNNL_ARG_SRC_1, number)
                .with(dnnl.DNNL_ARG_DST, image));
        bytes = Layout.bytes(image);
    }

    void scale(NativeMemory input, NativeMemory output, float[] factors) {
        for (int image = 0; image < factors.length; image++) {
            NativeMemory to = output.part(image * bytes, bytes);
            if (factors[image] == 0) {
                to.zero();
            } else {
                factor.write(factors, image, 1);
                product.execute(input.part(image * bytes, bytes), factor, to);
            }
        }
    }

    void close() {
        factor.free();
    }
}
