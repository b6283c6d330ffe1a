package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_shuffle_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Channel shuffle. */
final class ShuffleKernel implements LayerKernel {

    private static final int CHANNELS = 1;

    private final Shard shard;
    private final int batch;
    private final Shape shape;
    private final Primitive forward;
    private final Primitive backward;

    ShuffleKernel(Shard shard, int groups, int batch, Shape shape) {
        this.shard = shard;
        this.batch = batch;
        this.shape = shape;
        Primitives primitives = shard.primitives();
        dnnl_memory_desc_t layout = Layout.activations(batch, shape);
        dnnl_shuffle_desc_t operation = new dnnl_shuffle_desc_t();
        check(dnnl.dnnl_shuffle_forward_desc_init(
                operation, dnnl.dnnl_forward_training, layout, CHANNELS, shape.channels() / groups));
        dnnl_primitive_desc description = primitives.describe(operation);
        forward = primitives.keep(
                primitives.of(description).with(dnnl.DNNL_ARG_SRC, layout).with(dnnl.DNNL_ARG_DST, layout));
        dnnl_shuffle_desc_t reverse = new dnnl_shuffle_desc_t();
        check(dnnl.dnnl_shuffle_backward_desc_init(reverse, layout, CHANNELS, shape.channels() / groups));
        backward = primitives.keep(primitives
                .of(primitives.describe(reverse, description))
                .with(dnnl.DNNL_ARG_DIFF_DST, layout)
                .with(dnnl.DNNL_ARG_DIFF_SRC, layout));
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor output = shard.activations(batch, shape);
        forward.execute(((OneDnnTensor) inputs.get(0)).memory(), output.memory());
        return new Forward(output, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        OneDnnTensor gradient = shard.activations(batch, shape);
        backward.execute(((OneDnnTensor) pass.gradient()).memory(), gradient.memory());
        return new Gradients(List.of(gradient), List.of());
    }
}
