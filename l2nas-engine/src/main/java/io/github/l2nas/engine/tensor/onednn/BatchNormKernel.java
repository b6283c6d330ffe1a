package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.bytedeco.dnnl.dnnl_batch_normalization_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Batch normalisation, with gamma and beta or without either. The statistics of a batch are {@link BatchStatistics}'. */
final class BatchNormKernel implements Kernel {

    static final float EPSILON = (float) Layer.BatchNorm.EPSILON;

    private final OneDnnDevice device;
    private final int batch;
    private final Shape shape;
    private final boolean affine;
    private final int width;
    private final dnnl_memory_desc_t activations;
    private final dnnl_memory_desc_t channels;
    private final dnnl_memory_desc_t scaleAndShift;
    private final Primitive normalisation;
    private BatchStatistics statistics;
    private Primitive backward;

    BatchNormKernel(OneDnnDevice device, Layer.BatchNorm layer, int batch, Shape shape) {
        if (layer.scale().isPresent() != layer.shift().isPresent()) {
            throw new IllegalArgumentException(layer.name() + " has only one of gamma and beta");
        }
        this.device = device;
        this.batch = batch;
        this.shape = shape;
        affine = layer.scale().isPresent();
        width = Layout.padded(shape.channels());
        activations = Layout.activations(batch, shape);
        channels = Layout.plain(width);
        scaleAndShift = Layout.plain(2, width);
        normalisation = normalisation();
    }

    private dnnl_primitive_desc describe(int propagation, int flags) {
        dnnl_batch_normalization_desc_t operation = new dnnl_batch_normalization_desc_t();
        check(dnnl.dnnl_batch_normalization_forward_desc_init(operation, propagation, activations, EPSILON, flags));
        return device.primitives().describe(operation);
    }

    private Primitive normalisation() {
        Primitives primitives = device.primitives();
        int flags = dnnl.dnnl_use_global_stats | (affine ? dnnl.dnnl_use_scaleshift : 0);
        return primitives.keep(primitives
                .of(describe(dnnl.dnnl_forward_inference, flags))
                .with(dnnl.DNNL_ARG_SRC, activations)
                .with(dnnl.DNNL_ARG_MEAN, channels)
                .with(dnnl.DNNL_ARG_VARIANCE, channels)
                .with(dnnl.DNNL_ARG_DST, activations)
                .withIf(affine, dnnl.DNNL_ARG_SCALE_SHIFT, scaleAndShift));
    }

    @Override
    public Saved savedForBackward() {
        return Saved.INPUTS;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics which, boolean training) {
        OneDnnTensor output = device.activations(batch, shape);
        NativeMemory input = memory(inputs.get(0));
        if (which == Statistics.RUNNING) {
            int first = affine ? 2 : 0;
            normalise(input, parameters, parameters.get(first), parameters.get(first + 1), output);
            return new Forward(output, List.of());
        }
        if (statistics == null) {
            statistics = new BatchStatistics(device, new MapGroups(batch, shape));
        }
        OneDnnTensor mean = device.parameter(List.of(shape.channels()));
        OneDnnTensor variance = device.parameter(List.of(shape.channels()));
        statistics.of(input, output.memory(), mean.memory(), variance.memory());
        normalise(input, parameters, mean, variance, output);
        return new Forward(output, List.of(mean, variance));
    }

    private void normalise(
            NativeMemory input, List<Tensor> parameters, Tensor mean, Tensor variance, OneDnnTensor output) {
        if (!affine) {
            normalisation.execute(input, memory(mean), memory(variance), output.memory());
            return;
        }
        NativeMemory joined = joined(parameters);
        normalisation.execute(input, memory(mean), memory(variance), output.memory(), joined);
        device.release(joined);
    }

    /** Gamma and beta in one piece, as oneDNN wants them. */
    private NativeMemory joined(List<Tensor> parameters) {
        NativeMemory joined = device.acquire(2L * width * Float.BYTES);
        joined.copy(0, memory(parameters.get(0)), 0, width);
        joined.copy(width, memory(parameters.get(1)), 0, width);
        return joined;
    }

    @Override
    public Gradients backward(Backward pass) {
        if (backward == null) {
            backward = backwardPrimitive();
        }
        OneDnnTensor result = device.activations(batch, shape);
        NativeMemory input = memory(pass.inputs().get(0));
        NativeMemory mean = memory(pass.saved().get(0));
        NativeMemory variance = memory(pass.saved().get(1));
        NativeMemory gradient = memory(pass.gradient());
        if (!affine) {
            backward.execute(input, mean, variance, gradient, result.memory());
            return new Gradients(List.of(result), List.of());
        }
        NativeMemory parameters = joined(pass.parameters());
        NativeMemory gradients = device.acquire(2L * width * Float.BYTES);
        backward.execute(input, mean, variance, gradient, result.memory(), parameters, gradients);
        OneDnnTensor scale = device.parameter(List.of(shape.channels()));
        OneDnnTensor shift = device.parameter(List.of(shape.channels()));
        scale.memory().copy(0, gradients, 0, shape.channels());
        shift.memory().copy(0, gradients, width, shape.channels());
        device.release(parameters);
        device.release(gradients);
        return new Gradients(List.of(result), List.of(scale, shift));
    }

    private Primitive backwardPrimitive() {
        Primitives primitives = device.primitives();
        int flags = affine ? dnnl.dnnl_use_scaleshift : 0;
        dnnl_batch_normalization_desc_t operation = new dnnl_batch_normalization_desc_t();
        check(dnnl.dnnl_batch_normalization_backward_desc_init(
                operation,
                affine ? dnnl.dnnl_backward : dnnl.dnnl_backward_data,
                activations,
                activations,
                EPSILON,
                flags));
        dnnl_primitive_desc forward = describe(dnnl.dnnl_forward_training, flags);
        return primitives.keep(primitives
                .of(primitives.describe(operation, forward))
                .with(dnnl.DNNL_ARG_SRC, activations)
                .with(dnnl.DNNL_ARG_MEAN, channels)
                .with(dnnl.DNNL_ARG_VARIANCE, channels)
                .with(dnnl.DNNL_ARG_DIFF_DST, activations)
                .with(dnnl.DNNL_ARG_DIFF_SRC, activations)
                .withIf(affine, dnnl.DNNL_ARG_SCALE_SHIFT, scaleAndShift)
                .withIf(affine, dnnl.DNNL_ARG_DIFF_SCALE_SHIFT, scaleAndShift));
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }
}
