package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Where a convolution's windows lie. Pairs are of rows and columns.
 *
 * @param batch N
 * @param input of one image
 * @param output of one image
 * @param kernel sides of the window
 * @param stride in both directions
 * @param padding before the first row and column
 * @param dilation distance of the window's points
 * @param rowMajor whether activations lie row-major instead of in blocks
 */
record ConvolutionGeometry(
        int batch,
        Shape input,
        Shape output,
        List<Integer> kernel,
        int stride,
        List<Integer> padding,
        int dilation,
        boolean rowMajor) {
    ConvolutionGeometry(
            int batch,
            Shape input,
            Shape output,
            List<Integer> kernel,
            int stride,
            List<Integer> padding,
            int dilation) {
        this(batch, input, output, kernel, stride, padding, dilation, false);
    }

    ConvolutionGeometry inRowMajor() {
        return new ConvolutionGeometry(batch, input, output, kernel, stride, padding, dilation, true);
    }

    /** The same for another number of images. */
    ConvolutionGeometry ofImages(int images) {
        return new ConvolutionGeometry(images, input, output, kernel, stride, padding, dilation, rowMajor);
    }

    dnnl_memory_desc_t source() {
        return activations(input);
    }

    dnnl_memory_desc_t destination() {
        return activations(output);
    }

    private dnnl_memory_desc_t activations(Shape shape) {
        return rowMajor
                ? Layout.plain(batch, Layout.padded(shape.channels()), shape.height(), shape.width())
                : Layout.activations(batch, shape);
    }

    private static long[] pair(long value) {
        return new long[] {value, value};
    }

    private long[] paddingsBefore() {
        return new long[] {padding.get(0), padding.get(1)};
    }

    /** The padding at the far sides that the last windows need: rows that no window reads are no padding. */
    private long[] paddingsAfter() {
        return new long[] {
            paddingAfter(0, input.height(), output.height()), paddingAfter(1, input.width(), output.width())
        };
    }

    private long paddingAfter(int dimension, int in, int out) {
        int extent = dilation * (kernel.get(dimension) - 1) + 1;
        return (long) (out - 1) * stride + extent - in - padding.get(dimension);
    }

    /** @param bias null where there is none */
    dnnl_primitive_desc forward(Primitives primitives, dnnl_memory_desc_t weights, dnnl_memory_desc_t bias) {
        return forward(primitives, dnnl.dnnl_forward_training, weights, bias);
    }

    /**
     * @param propagation {@code dnnl_forward_training} or {@code dnnl_forward_inference}
     * @param bias null where there is none
     */
    dnnl_primitive_desc forward(
            Primitives primitives, int propagation, dnnl_memory_desc_t weights, dnnl_memory_desc_t bias) {
        return describe(primitives, Winograd.isFaster(this, weights), null, algorithm -> {
            dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
            check(dnnl.dnnl_dilated_convolution_forward_desc_init(
                    operation,
                    propagation,
                    algorithm,
                    source(),
                    weights,
                    bias,
                    destination(),
                    pair(stride),
                    pair(dilation - 1L),
                    paddingsBefore(),
                    paddingsAfter()));
            return operation;
        });
    }

    dnnl_primitive_desc backwardData(Primitives primitives, dnnl_memory_desc_t weights, dnnl_primitive_desc forward) {
        return describe(primitives, Winograd.isFaster(this, weights), forward, algorithm -> {
            dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
            check(dnnl.dnnl_dilated_convolution_backward_data_desc_init(
                    operation,
                    algorithm,
                    source(),
                    weights,
                    destination(),
                    pair(stride),
                    pair(dilation - 1L),
                    paddingsBefore(),
                    paddingsAfter()));
            return operation;
        });
    }

    /** @param bias null where there is none */
    dnnl_primitive_desc backwardWeights(
            Primitives primitives, dnnl_memory_desc_t weights, dnnl_memory_desc_t bias, dnnl_primitive_desc forward) {
        return describe(primitives, Winograd.isFasterForWeights(this, weights), forward, algorithm -> {
            dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
            check(dnnl.dnnl_dilated_convolution_backward_weights_desc_init(
                    operation,
                    algorithm,
                    source(),
                    weights,
                    bias,
                    destination(),
                    pair(stride),
                    pair(dilation - 1L),
                    paddingsBefore(),
                    paddingsAfter()));
            return operation;
        });
    }

    private static dnnl_primitive_desc describe(
            Primitives primitives,
            boolean winograd,
            dnnl_primitive_desc forward,
            IntFunction<dnnl_convolution_desc_t> operation) {
        Optional<dnnl_primitive_desc> faster = winograd
                ? primitives.describeWhereImplemented(operation.apply(dnnl.dnnl_convolution_winograd), forward)
                : Optional.empty();
        return faster.orElseGet(() -> primitives.describe(operation.apply(dnnl.dnnl_convolution_direct), forward));
    }
}
