package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_pooling_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** A map times one number for each of its channels. */
final class ChannelScaleKernel implements LayerKernel {

    private final Shard shard;
    private final int batch;
    private final Shape shape;
    private final Shape gate;
    private final Primitive scale;
    private final Primitive product;
    private final Primitive mean;
    private final Primitive area;

    ChannelScaleKernel(Shard shard, int batch, Shape shape) {
        this.shard = shard;
        this.batch = batch;
        this.shape = shape;
        gate = new Shape(shape.channels(), 1, 1);
        dnnl_memory_desc_t map = Layout.activations(batch, shape);
        dnnl_memory_desc_t numbers = Layout.activations(batch, gate);
        scale = Layout.isBlocked(shape) ? depthwise() : multiplication(map, numbers);
        product = new Elementwise(shard, map).product();
        mean = mean(map, numbers);
        area = new Elementwise(shard, numbers)
                .forward(dnnl.dnnl_eltwise_linear, (float) shape.height() * shape.width(), 0);
    }

    /**
     * The product as a depthwise 1 x 1 convolution of one image that has the channels of all: of a product with a number for
     * each channel of each image oneDNN has only its reference, 300 times slower.
     */
    private Primitive depthwise() {
        long channels = (long) batch * Layout.padded(shape.channels());
        dnnl_memory_desc_t map = Layout.tagged(Layout.blockTag(), 1, channels, shape.height(), shape.width());
        dnnl_memory_desc_t numbers = Layout.tagged(Layout.depthwiseTag(), channels, 1, 1, 1, 1);
        dnnl_convolution_desc_t operation = Primitives.pointwise(map, numbers, null, map);
        Primitives primitives = shard.primitives();
        return primitives.keep(primitives
                .of(primitives.describe(operation))
                .with(dnnl.DNNL_ARG_SRC, map)
                .with(dnnl.DNNL_ARG_WEIGHTS, numbers)
                .with(dnnl.DNNL_ARG_DST, map));
    }

    private Primitive multiplication(dnnl_memory_desc_t first, dnnl_memory_desc_t second) {
        Primitives primitives = shard.primitives();
        dnnl_binary_desc_t operation = new dnnl_binary_desc_t();
        check(dnnl.dnnl_binary_desc_init(operation, dnnl.dnnl_binary_mul, first, second, first));
        return primitives.keep(primitives
                .of(primitives.describe(operation))
                .with(dnnl.DNNL_ARG_SRC_0, first)
                .with(dnnl.DNNL_ARG_SRC_1, second)
                .with(dnnl.DNNL_ARG_DST, first));
    }

    private Primitive mean(dnnl_memory_desc_t map, dnnl_memory_desc_t numbers) {
        Primitives primitives = shard.primitives();
        dnnl_pooling_desc_t operation = new dnnl_pooling_desc_t();
        long[] window = {shape.height(), shape.width()};
        check(dnnl.dnnl_pooling_forward_desc_init(
                operation,
                dnnl.dnnl_forward_inference,
                dnnl.dnnl_pooling_avg_exclude_padding,
                map,
                numbers,
                window,
                window,
                new long[2],
                new long[2]));
        return primitives.keep(primitives
                .of(primitives.describe(operation))
                .with(dnnl.DNNL_ARG_SRC, map)
                .with(dnnl.DNNL_ARG_DST, numbers));
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor output = shard.activations(batch, shape);
        scale.execute(memory(inputs.get(0)), memory(inputs.get(1)), output.memory());
        return new Forward(output, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        NativeMemory gradient = memory(pass.gradient());
        OneDnnTensor mapGradient = shard.activations(batch, shape);
        OneDnnTensor gateGradient = shard.activations(batch, gate);
        product.execute(gradient, memory(pass.inputs().get(0)), mapGradient.memory());
        mean.execute(mapGradient.memory(), gateGradient.memory());
        area.execute(gateGradient.memory(), gateGradient.memory());
        scale.execute(gradient, memory(pass.inputs().get(1)), mapGradient.memory());
        return new Gradients(List.of(mapGradient, gateGradient), List.of());
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }
}
