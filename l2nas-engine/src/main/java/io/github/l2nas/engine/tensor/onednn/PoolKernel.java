package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_pooling_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Maximum or average pooling over windows or over the whole map. */
final class PoolKernel implements LayerKernel {

    private final Shard shard;
    private final Layer.Pool layer;
    private final int batch;
    private final Shape input;
    private final Shape output;
    private final long[] kernel;
    private final long[] paddings;
    private final long[] paddingsAfter;
    private final dnnl_primitive_desc description;
    private final dnnl_memory_desc_t positions;
    private final Primitive forward;
    private Primitive backward;

    PoolKernel(Shard shard, Layer.Pool layer, int batch, Shape input, Shape output) {
        this(shard, layer, batch, input, output, new long[] {layer.kernel(), layer.kernel()});
    }

    private PoolKernel(Shard shard, Layer.Pool layer, int batch, Shape input, Shape output, long[] kernel) {
        this.shard = shard;
        this.layer = layer;
        this.batch = batch;
        this.input = input;
        this.output = output;
        this.kernel = kernel;
        paddings = new long[] {layer.padding(), layer.padding()};
        paddingsAfter = new long[] {
            paddingAfter(0, input.height(), output.height()), paddingAfter(1, input.width(), output.width())
        };
        description = describe();
        positions = isMaximum() ? Primitives.query(description, dnnl.dnnl_query_workspace_md) : null;
        forward = forwardPrimitive();
    }

    static PoolKernel global(Shard shard, int batch, Shape input) {
        Layer.Pool layer = new Layer.Pool(Layer.Pool.Kind.AVERAGE, 1, 1, 0);
        Shape output = new Shape(input.channels(), 1, 1);
        return new PoolKernel(shard, layer, batch, input, output, new long[] {input.height(), input.width()});
    }

    private long paddingAfter(int dimension, int in, int out) {
        return (long) (out - 1) * layer.stride() + kernel[dimension] - in - layer.padding();
    }

    private boolean isMaximum() {
        return layer.kind() == Layer.Pool.Kind.MAX;
    }

    private int algorithm() {
        return isMaximum() ? dnnl.dnnl_pooling_max : dnnl.dnnl_pooling_avg_exclude_padding;
    }

    private long[] strides() {
        return new long[] {layer.stride(), layer.stride()};
    }

    private dnnl_primitive_desc describe() {
        dnnl_pooling_desc_t operation = new dnnl_pooling_desc_t();
        check(dnnl.dnnl_pooling_forward_desc_init(
                operation,
                dnnl.dnnl_forward_training,
                algorithm(),
                Layout.activations(batch, input),
                Layout.activations(batch, output),
                strides(),
                kernel,
                paddings,
                paddingsAfter));
        return shard.primitives().describe(operation);
    }

    private Primitive forwardPrimitive() {
        Primitives primitives = shard.primitives();
        return primitives.keep(primitives
                .of(description)
                .with(dnnl.DNNL_ARG_SRC, Layout.activations(batch, input))
                .with(dnnl.DNNL_ARG_DST, Layout.activations(batch, output))
                .withIf(isMaximum(), dnnl.DNNL_ARG_WORKSPACE, positions));
    }

    private Primitive backwardPrimitive() {
        Primitives primitives = shard.primitives();
        dnnl_pooling_desc_t operation = new dnnl_pooling_desc_t();
        check(dnnl.dnnl_pooling_backward_desc_init(
                operation,
                algorithm(),
                Layout.activations(batch, input),
                Layout.activations(batch, output),
                strides(),
                kernel,
                paddings,
                paddingsAfter));
        return primitives.keep(primitives
                .of(primitives.describe(operation, description))
                .with(dnnl.DNNL_ARG_DIFF_DST, Layout.activations(batch, output))
                .with(dnnl.DNNL_ARG_DIFF_SRC, Layout.activations(batch, input))
                .withIf(isMaximum(), dnnl.DNNL_ARG_WORKSPACE, positions));
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor result = shard.activations(batch, output);
        if (!isMaximum()) {
            forward.execute(memory(inputs.get(0)), result.memory());
            return new Forward(result, List.of());
        }
        OneDnnTensor taken = positionTensor();
        forward.execute(memory(inputs.get(0)), result.memory(), taken.memory());
        if (training) {
            return new Forward(result, List.of(taken));
        }
        shard.release(taken);
        return new Forward(result, List.of());
    }

    /** Positions are bytes or integers; the tensor only carries their memory. */
    private OneDnnTensor positionTensor() {
        long numbers = NativeMemory.rounded(Layout.bytes(positions)) / Float.BYTES;
        return shard.parameter(List.of(Math.toIntExact(numbers)));
    }

    @Override
    public Gradients backward(Backward pass) {
        if (backward == null) {
            backward = backwardPrimitive();
        }
        OneDnnTensor gradient = shard.activations(batch, input);
        if (isMaximum()) {
            backward.execute(
                    memory(pass.gradient()),
                    gradient.memory(),
                    memory(pass.saved().get(0)));
        } else {
            backward.execute(memory(pass.gradient()), gradient.memory());
        }
        return new Gradients(List.of(gradient), List.of());
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }
}
