package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Gradients of a convolution's input, weights and bias. */
final class ConvolutionGradient {

    private final Shard shard;
    private final ConvolutionGeometry geometry;
    private final ConvolutionWeights weights;
    private final dnnl_memory_desc_t bias;
    private final dnnl_primitive_desc forward;
    private LargeKernelWeightGradient wide;
    private Primitive inputInRowMajor;
    private Primitive outputInRowMajor;
    private WeightLayout gradientForm;
    private Primitive backwardWeights;
    private WeightLayout dataForm;
    private Primitive gradientInRowMajor;
    private ConvolutionParts backwardData;

    /** @param bias null where there is none */
    ConvolutionGradient(
            Shard shard, ConvolutionGeometry geometry, ConvolutionWeights weights, dnnl_memory_desc_t bias) {
        this.shard = shard;
        this.geometry = geometry;
        this.weights = weights;
        this.bias = bias;
        Primitives primitives = shard.primitives();
        forward = geometry.forward(primitives, weights.any(), bias);
        if (LargeKernelWeightGradient.fits(geometry, weights, bias)) {
            wide = new LargeKernelWeightGradient(shard, geometry, weights);
        } else {
            prepareWeights();
        }
    }

    private void prepareWeights() {
        Primitives primitives = shard.primitives();
        dnnl_primitive_desc description = geometry.backwardWeights(primitives, weights.any(), bias, forward);
        if (!Primitives.isReference(description)) {
            prepareWeights(geometry, description);
            return;
        }
        // One channel, or a window that is larger than the map: as a matrix product of row-major activations.
        ConvolutionGeometry product = geometry.inRowMajor();
        dnnl_primitive_desc productForward = product.forward(primitives, weights.any(), bias);
        dnnl_primitive_desc faster = product.backwardWeights(primitives, weights.any(), bias, productForward);
        if (Primitives.isReference(faster)) {
            prepareWeights(geometry, description);
            return;
        }
        prepareWeights(product, faster);
        inputInRowMajor = primitives.reorder(geometry.source(), product.source());
        outputInRowMajor = primitives.reorder(geometry.destination(), product.destination());
    }

    private void prepareWeights(ConvolutionGeometry geometry, dnnl_primitive_desc description) {
        Primitives primitives = shard.primitives();
        gradientForm = weights.form(Primitives.query(description, dnnl.dnnl_query_diff_weights_md));
        backwardWeights = primitives.keep(primitives
                .of(description)
                .with(dnnl.DNNL_ARG_SRC, geometry.source())
                .with(dnnl.DNNL_ARG_DIFF_DST, geometry.destination())
                .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, gradientForm.descriptor())
                .withIf(bias != null, dnnl.DNNL_ARG_DIFF_BIAS, bias));
    }

    private void prepareData() {
        Primitives primitives = shard.primitives();
        if (!Layout.isBlocked(geometry.input())
                && Primitives.isReference(geometry.backwardData(primitives, weights.any(), forward))) {
            // Images, which lie row-major: as a matrix product of a row-major gradient.
            ConvolutionGeometry product = geometry.inRowMajor();
            dnnl_primitive_desc productForward = product.forward(primitives, weights.any(), bias);
            if (!Primitives.isReference(product.backwardData(primitives, weights.any(), productForward))) {
                prepareData(List.of(product));
                gradientInRowMajor = primitives.reorder(geometry.destination(), product.destination());
                return;
            }
        }
        prepareData(Winograd.parts(geometry, weights.any()));
    }

    private void prepareData(List<ConvolutionGeometry> parts) {
        Primitives primitives = shard.primitives();
        dataForm =
                weights.form(Primitives.query(backwardData(parts.get(0), weights.any()), dnnl.dnnl_query_weights_md));
        backwardData = new ConvolutionParts(
                parts,
                part -> primitives.keep(primitives
                        .of(backwardData(part, dataForm.descriptor()))
                        .with(dnnl.DNNL_ARG_DIFF_DST, part.destination())
                        .with(dnnl.DNNL_ARG_WEIGHTS, dataForm.descriptor())
                        .with(dnnl.DNNL_ARG_DIFF_SRC, part.source())),
                geometry.output(),
                geometry.input());
    }

    private dnnl_primitive_desc backwardData(ConvolutionGeometry part, dnnl_memory_desc_t layout) {
        Primitives primitives = shard.primitives();
        return part.backwardData(primitives, layout, part.forward(primitives, weights.any(), bias));
    }

    /**
     * The gradient of the weights.
     *
     * @param biasGradient where the gradient of the bias is written to; null where there is none
     */
    OneDnnTensor ofWeights(NativeMemory input, NativeMemory gradient, NativeMemory biasGradient) {
        OneDnnTensor result = shard.parameter(weights.shape());
        if (wide != null) {
            wide.run(input, gradient, result.memory());
        } else if (inputInRowMajor == null) {
            ofWeights(input, gradient, biasGradient, result);
        } else {
            NativeMemory plainInput = copied(inputInRowMajor, input, geometry.input());
            NativeMemory plainGradient = copied(outputInRowMajor, gradient, geometry.output());
            ofWeights(plainInput, plainGradient, biasGradient, result);
            shard.release(plainInput);
            shard.release(plainGradient);
        }
        return result;
    }

    private NativeMemory copied(Primitive copy, NativeMemory from, Shape shape) {
        NativeMemory to = shard.acquire(Layout.bytes(geometry.batch(), shape));
        copy.execute(from, to);
        return to;
    }

    private void ofWeights(NativeMemory input, NativeMemory gradient, NativeMemory biasGradient, OneDnnTensor result) {
        NativeMemory formed =
                gradientForm.plain() ? result.memory() : shard.acquire(Layout.bytes(gradientForm.descriptor()));
        if (biasGradient != null) {
            backwardWeights.execute(input, gradient, formed, biasGradient);
        } else {
            backwardWeights.execute(input, gradient, formed);
        }
        if (!gradientForm.plain()) {
            gradientForm.toPlain().execute(formed, result.memory());
            shard.release(formed);
        }
    }

    /** Writes the gradient of the input. */
    void ofInput(NativeMemory gradient, Tensor weight, NativeMemory inputGradient) {
        if (backwardData == null) {
            prepareData();
        }
        if (gradientInRowMajor == null) {
            backwardData.execute(gradient, shard.in(dataForm, weight), inputGradient, null);
            return;
        }
        NativeMemory plainGradient = copied(gradientInRowMajor, gradient, geometry.output());
        backwardData.execute(plainGradient, shard.in(dataForm, weight), inputGradient, null);
        shard.release(plainGradient);
    }
}
