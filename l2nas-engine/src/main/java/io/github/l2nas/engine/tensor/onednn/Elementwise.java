package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Functions of each number, forward and backward, and products of numbers. */
final class Elementwise {

    private final Shard shard;
    private final dnnl_memory_desc_t layout;

    Elementwise(Shard shard, dnnl_memory_desc_t layout) {
        this.shard = shard;
        this.layout = layout;
    }

    /** Arguments: source, destination. */
    Primitive forward(int algorithm, float alpha, float beta) {
        Primitives primitives = shard.primitives();
        return primitives.keep(primitives
                .of(describe(algorithm, alpha, beta))
                .with(dnnl.DNNL_ARG_SRC, layout)
                .with(dnnl.DNNL_ARG_DST, layout));
    }

    private dnnl_primitive_desc describe(int algorithm, float alpha, float beta) {
        dnnl_eltwise_desc_t operation = new dnnl_eltwise_desc_t();
        check(dnnl.dnnl_eltwise_forward_desc_init(
                operation, dnnl.dnnl_forward_training, algorithm, layout, alpha, beta));
        return shard.primitives().describe(operation);
    }

    /** Arguments: two factors, their product. */
    Primitive product() {
        return binary(dnnl.dnnl_binary_mul);
    }

    /** Arguments: two summands, their sum, which may lie where a summand does. */
    Primitive sum() {
        return binary(dnnl.dnnl_binary_add);
    }

    private Primitive binary(int algorithm) {
        Primitives primitives = shard.primitives();
        dnnl_binary_desc_t operation = new dnnl_binary_desc_t();
        check(dnnl.dnnl_binary_desc_init(operation, algorithm, layout, layout, layout));
        return primitives.keep(primitives
                .of(primitives.describe(operation))
                .with(dnnl.DNNL_ARG_SRC_0, layout)
                .with(dnnl.DNNL_ARG_SRC_1, layout)
                .with(dnnl.DNNL_ARG_DST, layout));
    }

    /**
     * Arguments: source or destination of the forward pass, its gradient, the gradient of the source.
     *
     * @param role {@code DNNL_ARG_SRC} or {@code DNNL_ARG_DST}, whichever the algorithm reads
     */
    Primitive backward(int algorithm, int role, float alpha, float beta) {
        Primitives primitives = shard.primitives();
        dnnl_eltwise_desc_t operation = new dnnl_eltwise_desc_t();
        check(dnnl.dnnl_eltwise_backward_desc_init(operation, algorithm, layout, layout, alpha, beta));
        dnnl_primitive_desc description = primitives.describe(operation, describe(algorithm, alpha, beta));
        return primitives.keep(primitives
                .of(description)
                .with(role, layout)
                .with(dnnl.DNNL_ARG_DIFF_DST, layout)
                .with(dnnl.DNNL_ARG_DIFF_SRC, layout));
    }
}
