package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.dnnl_batch_normalization_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Batch normalisation of a shard's images, with gamma and beta or without either. With the batch's own statistics each
 * direction has two halves: the shard's part of the sums over the batch, and what comes of the sums of all shards.
 */
final class BatchNormKernel {

    static final float EPSILON = (float) Layer.BatchNorm.EPSILON;

    /**
     * The first half of a backward pass.
     *
     * @param inputGradient as if mean and variance did not depend on the images
     * @param sums over the shard's points: of gradient times normalised input, C filled up to blocks, then of the gradient
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record BegunBackward(OneDnnTensor inputGradient, float[] sums) {}

    private final Shard shard;
    private final int batch;
    private final Shape shape;
    private final boolean affine;
    private final int width;
    private final dnnl_memory_desc_t activations;
    private final dnnl_memory_desc_t channels;
    private final dnnl_memory_desc_t scaleAndShift;
    private final ChannelLines lines;
    private Primitive normalisation;
    private BatchStatistics statistics;
    private Primitive backward;

    BatchNormKernel(Shard shard, Layer.BatchNorm layer, int batch, Shape shape) {
        if (layer.scale().isPresent() != layer.shift().isPresent()) {
            throw new IllegalArgumentException(layer.name() + " has only one of gamma and beta");
        }
        this.shard = shard;
        this.batch = batch;
        this.shape = shape;
        affine = layer.scale().isPresent();
        width = Layout.padded(shape.channels());
        activations = Layout.activations(batch, shape);
        channels = Layout.plain(width);
        scaleAndShift = Layout.plain(2, width);
        lines = new ChannelLines(shard, batch, shape);
    }

    private dnnl_primitive_desc describe(int propagation, int flags) {
        dnnl_batch_normalization_desc_t operation = new dnnl_batch_normalization_desc_t();
        check(dnnl.dnnl_batch_normalization_forward_desc_init(operation, propagation, activations, EPSILON, flags));
        return shard.primitives().describe(operation);
    }

    private Primitive normalisation() {
        Primitives primitives = shard.primitives();
        int flags = dnnl.dnnl_use_global_stats | (affine ? dnnl.dnnl_use_scaleshift : 0);
        return primitives.keep(primitives
                .of(describe(dnnl.dnnl_forward_inference, flags))
                .with(dnnl.DNNL_ARG_SRC, activations)
                .with(dnnl.DNNL_ARG_MEAN, channels)
                .with(dnnl.DNNL_ARG_VARIANCE, channels)
                .with(dnnl.DNNL_ARG_DST, activations)
                .withIf(affine, dnnl.DNNL_ARG_SCALE_SHIFT, scaleAndShift));
    }

    /** With running statistics. */
    Tensor forward(List<Tensor> inputs, List<Tensor> parameters) {
        OneDnnTensor output = shard.activations(batch, shape);
        int first = affine ? 2 : 0;
        normalise(inputs.get(0), parameters, parameters.get(first), parameters.get(first + 1), output);
        return output;
    }

    private void normalise(Tensor input, List<Tensor> parameters, Tensor mean, Tensor variance, OneDnnTensor output) {
        if (normalisation == null) {
            normalisation = normalisation();
        }
        if (affine) {
            NativeMemory joined = joined(parameters);
            normalisation.execute(memory(input), memory(mean), memory(variance), output.memory(), joined);
            shard.release(joined);
        } else {
            normalisation.execute(memory(input), memory(mean), memory(variance), output.memory());
        }
    }

    /** The first half with the batch's statistics: those of the shard's images. */
    Moments begin(Tensor input) {
        if (statistics == null) {
            statistics = new BatchStatistics(shard, batch, shape);
        }
        return statistics.of(memory(input));
    }

    /**
     * The second half.
     *
     * @param all moments of all shards
     * @param other activations to add to; null where there are none
     */
    Forward finish(Tensor input, List<Tensor> parameters, Moments all, Tensor other) {
        OneDnnTensor output = shard.activations(batch, shape);
        OneDnnTensor mean = shard.parameter(List.of(shape.channels()));
        OneDnnTensor variance = shard.parameter(List.of(shape.channels()));
        mean.memory().write(all.means());
        variance.memory().write(all.variances());
        if (Layout.isBlocked(shape)) {
            draw(input, parameters, all, other, output);
        } else {
            normalise(input, parameters, mean, variance, output); // of row-major lines oneDNN has only its reference
        }
        return new Forward(output, List.of(mean, variance));
    }

    /** Normalisation is a line for each channel. */
    private void draw(Tensor input, List<Tensor> parameters, Moments all, Tensor other, OneDnnTensor output) {
        float[] gamma = affine ? memory(parameters.get(0)).floats(width) : null;
        float[] beta = affine ? memory(parameters.get(1)).floats(width) : null;
        double[] slopes = new double[width];
        double[] offsets = new double[width];
        for (int c = 0; c < width; c++) {
            slopes[c] = (affine ? gamma[c] : 1) / Math.sqrt(all.variances()[c] + EPSILON);
            offsets[c] = (affine ? beta[c] : 0) - slopes[c] * all.means()[c];
        }
        if (other == null) {
            lines.write(memory(input), slopes, offsets, output.memory());
        } else {
            lines.join(memory(input), slopes, offsets, memory(other), output.memory());
        }
    }

    /** Gamma and beta in one piece, as oneDNN wants them; ones and zeros where the layer has neither. */
    private NativeMemory joined(List<Tensor> parameters) {
        NativeMemory joined = shard.acquire(2L * width * Float.BYTES);
        if (affine) {
            joined.copy(0, memory(parameters.get(0)), 0, width);
            joined.copy(width, memory(parameters.get(1)), 0, width);
        } else {
            float[] ones = new float[2 * width];
            Arrays.fill(ones, 0, width, 1);
            joined.write(ones, 0, ones.length);
        }
        return joined;
    }

    /** The first half backward. */
    BegunBackward beginBackward(Backward pass) {
        if (backward == null) {
            backward = backwardPrimitive();
        }
        OneDnnTensor result = shard.activations(batch, shape);
        NativeMemory parameters = joined(pass.parameters());
        NativeMemory gradients = shard.acquire(2L * width * Float.BYTES);
        backward.execute(
                memory(pass.inputs().get(0)),
                memory(pass.saved().get(0)),
                memory(pass.saved().get(1)),
                memory(pass.gradient()),
                result.memory(),
                parameters,
                gradients);
        float[] sums = gradients.floats(2 * width);
        shard.release(parameters);
        shard.release(gradients);
        return new BegunBackward(result, sums);
    }

    private Primitive backwardPrimitive() {
        Primitives primitives = shard.primitives();
        int flags = dnnl.dnnl_use_global_stats | dnnl.dnnl_use_scaleshift;
        dnnl_batch_normalization_desc_t operation = new dnnl_batch_normalization_desc_t();
        check(dnnl.dnnl_batch_normalization_backward_desc_init(
                operation, dnnl.dnnl_backward, activations, activations, EPSILON, flags));
        dnnl_primitive_desc forward = describe(dnnl.dnnl_forward_training, flags);
        return primitives.keep(primitives
                .of(primitives.describe(operation, forward))
                .with(dnnl.DNNL_ARG_SRC, activations)
                .with(dnnl.DNNL_ARG_MEAN, channels)
                .with(dnnl.DNNL_ARG_VARIANCE, channels)
                .with(dnnl.DNNL_ARG_DIFF_DST, activations)
                .with(dnnl.DNNL_ARG_DIFF_SRC, activations)
                .with(dnnl.DNNL_ARG_SCALE_SHIFT, scaleAndShift)
                .with(dnnl.DNNL_ARG_DIFF_SCALE_SHIFT, scaleAndShift));
    }

    /**
     * The second half backward: mean and variance depend on the images, which for each channel takes a line in the input off
     * the gradient.
     *
     * @param begun the first half
     * @param means of all shards' sums over the batch's points
     */
    Gradients finishBackward(Backward pass, BegunBackward begun, double[] means) {
        float[] mean = memory(pass.saved().get(0)).floats(width);
        float[] variance = memory(pass.saved().get(1)).floats(width);
        float[] gamma = affine ? memory(pass.parameters().get(0)).floats(width) : null;
        double[] slopes = new double[width];
        double[] offsets = new double[width];
        for (int c = 0; c < width; c++) {
            double deviation = Math.sqrt(variance[c] + (double) EPSILON);
            double factor = (affine ? gamma[c] : 1) / deviation;
            slopes[c] = -factor * means[c] / deviation;
            offsets[c] = -factor * means[width + c] - slopes[c] * mean[c];
        }
        lines.add(
                memory(pass.inputs().get(0)),
                slopes,
                offsets,
                begun.inputGradient().memory());
        return new Gradients(List.of(begun.inputGradient()), affine ? parameterGradients(begun) : List.of());
    }

    private List<Tensor> parameterGradients(BegunBackward begun) {
        OneDnnTensor scale = shard.parameter(List.of(shape.channels()));
        OneDnnTensor shift = shard.parameter(List.of(shape.channels()));
        scale.write(begun.sums(), 0, shape.channels());
        shift.write(begun.sums(), width, shape.channels());
        return List.of(scale, shift);
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }
}
