package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;

/** ReLU, h-swish or h-sigmoid. */
final class ActivationKernel implements LayerKernel {

    /** h-sigmoid is clip(x / 6 + 1/2, 0, 1). */
    private static final float SLOPE = 1f / 6;

    private static final float OFFSET = 0.5f;

    private final Shard shard;
    private final Layer.Activation.Function function;
    private final int batch;
    private final Shape shape;
    private final Primitive forward;
    private final Primitive backward;
    private Primitive line;
    private Primitive slope;

    ActivationKernel(Shard shard, Layer.Activation.Function function, int batch, Shape shape) {
        this.shard = shard;
        this.function = function;
        this.batch = batch;
        this.shape = shape;
        Elementwise elementwise = new Elementwise(shard, Layout.activations(batch, shape));
        switch (function) {
            case RELU -> {
                forward = elementwise.forward(dnnl.dnnl_eltwise_relu, 0, 0);
                backward = elementwise.backward(dnnl.dnnl_eltwise_relu_use_dst_for_bwd, dnnl.DNNL_ARG_DST, 0, 0);
            }
            case H_SWISH -> {
                forward = elementwise.forward(dnnl.dnnl_eltwise_hardswish, 0, 0);
                backward = elementwise.backward(dnnl.dnnl_eltwise_hardswish, dnnl.DNNL_ARG_SRC, 0, 0);
            }
            case H_SIGMOID -> {
                line = elementwise.forward(dnnl.dnnl_eltwise_linear, SLOPE, OFFSET);
                slope = elementwise.forward(dnnl.dnnl_eltwise_linear, SLOPE, 0);
                forward = elementwise.forward(dnnl.dnnl_eltwise_clip_v2, 0, 1);
                backward = elementwise.backward(dnnl.dnnl_eltwise_clip_v2_use_dst_for_bwd, dnnl.DNNL_ARG_DST, 0, 1);
            }
            default -> throw new IllegalArgumentException("no kernel runs " + function);
        }
    }

    /** Whether the gradient comes from what the function put out; otherwise from what it was given. */
    static boolean readsOutput(Layer.Activation.Function function) {
        return function != Layer.Activation.Function.H_SWISH;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor output = shard.activations(batch, shape);
        run(memory(inputs.get(0)), output.memory());
        return new Forward(output, List.of());
    }

    private void run(NativeMemory input, NativeMemory output) {
        if (line == null) {
            forward.execute(input, output);
        } else {
            line.execute(input, output);
            forward.execute(output, output);
        }
    }

    @Override
    public void forwardOver(int spare, List<Tensor> inputs) {
        run(memory(inputs.get(0)), memory(inputs.get(0)));
    }

    @Override
    public Gradients backward(Backward pass) {
        Tensor gradient = pass.gradientIsSpare() ? pass.gradient() : shard.activations(batch, shape);
        Tensor read = readsOutput(function) ? pass.output() : pass.inputs().get(0);
        backward.execute(memory(read), memory(pass.gradient()), memory(gradient));
        if (slope != null) {
            slope.execute(memory(gradient), memory(gradient));
        }
        return new Gradients(List.of(gradient), List.of());
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }
}
