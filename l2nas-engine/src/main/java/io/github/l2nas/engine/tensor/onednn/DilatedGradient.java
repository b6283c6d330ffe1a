package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * Gradients of a dilated depthwise convolution, for which oneDNN has no fast kernels: those of an ordinary convolution of
 * each phase. With stride 1 each phase of the output comes from the same phase of the input; with a stride that equals the
 * dilation the whole output comes from the first phase.
 */
final class DilatedGradient {

    private final boolean strided;
    private final SpaceToBatch inputs;
    private final SpaceToBatch outputs;
    private final ConvolutionGradient gradient;

    /** @param bias null where there is none */
    DilatedGradient(Shard shard, ConvolutionGeometry geometry, ConvolutionWeights weights, dnnl_memory_desc_t bias) {
        int dilation = geometry.dilation();
        strided = geometry.stride() > 1;
        inputs = new SpaceToBatch(shard, geometry.batch(), geometry.input(), dilation, !strided);
        outputs = strided ? null : new SpaceToBatch(shard, geometry.batch(), geometry.output(), dilation, true);
        Shape output = strided ? geometry.output() : outputs.phase();
        gradient = new ConvolutionGradient(
                shard,
                new ConvolutionGeometry(
                        inputs.phases(),
                        inputs.phase(),
                        output,
                        geometry.kernel(),
                        1,
                        geometry.padding().stream()
                                .map(padding -> padding / dilation)
                                .toList(),
                        1),
                weights,
                bias);
    }

    static boolean fits(ConvolutionGeometry geometry, ConvolutionWeights weights) {
        int dilation = geometry.dilation();
        return dilation > 1
                && weights.isDepthwise()
                && Layout.isBlocked(geometry.input())
                && geometry.padding().stream().allMatch(padding -> padding % dilation == 0)
                && (geometry.stride() == 1 || geometry.stride() == dilation);
    }

    /**
     * Where they are wanted, the gradients of the weights and of the input.
     *
     * @param bias where the gradient of the bias is written to; null where there is none
     * @param inputGradient where the gradient of the input is written to; null where it is not wanted
     * @param weightGradient whether the gradient of the weights is wanted
     */
    Optional<Tensor> run(
            Shard shard,
            NativeMemory input,
            NativeMemory outputGradient,
            Tensor weight,
            NativeMemory bias,
            NativeMemory inputGradient,
            boolean weightGradient) {
        NativeMemory part = strided ? outputGradient : outputs.split(outputGradient);
        NativeMemory phases = inputs.split(input);
        Optional<Tensor> result =
                weightGradient ? Optional.of(gradient.ofWeights(phases, part, bias)) : Optional.empty();
        if (inputGradient != null) {
            gradient.ofInput(part, weight, phases);
            inputs.merge(phases, inputGradient);
        }
        shard.release(phases);
        if (!strided) {
            shard.release(part);
        }
        return result;
    }
}
