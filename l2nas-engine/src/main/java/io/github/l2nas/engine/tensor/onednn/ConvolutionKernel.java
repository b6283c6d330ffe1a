package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Backward;
import io.github.l2nas.engine.tensor.Kernel.Forward;
import io.github.l2nas.engine.tensor.Kernel.Gradients;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Convolution: dense, grouped or depthwise, strided, dilated, with or without bias. */
final class ConvolutionKernel implements LayerKernel {

    private final Shard shard;
    private final ConvolutionGeometry geometry;
    private final ConvolutionWeights weights;
    private final dnnl_memory_desc_t bias;
    private Way training;
    private Way evaluation;
    private ConvolutionGradient gradient;
    private DilatedGradient dilatedGradient;

    ConvolutionKernel(Shard shard, Layer.Convolution layer, int batch, Shape input, Shape output) {
        this.shard = shard;
        geometry = new ConvolutionGeometry(
                batch,
                input,
                output,
                layer.weight().shape().subList(2, 4),
                layer.stride(),
                List.of(layer.padding(), layer.padding()),
                layer.dilation());
        weights = new ConvolutionWeights(shard, layer, input);
        bias = layer.bias().isPresent() ? Layout.plain(Layout.padded(output.channels())) : null;
    }

    /**
     * A way forward.
     *
     * @param form of the weights
     * @param parts run one after the other
     */
    private record Way(WeightLayout form, ConvolutionParts parts) {}

    /** Winograd's algorithm transforms the weights each time in training, and once where they stay as they are. */
    private Way way(boolean remembers) {
        boolean transformed = !remembers && Winograd.isFaster(geometry, weights.any()) && weights.fillBlocks();
        if (transformed) {
            if (evaluation == null) {
                evaluation = way(dnnl.dnnl_forward_inference);
            }
            return evaluation;
        }
        if (training == null) {
            training = way(dnnl.dnnl_forward_training);
        }
        return training;
    }

    private Way way(int propagation) {
        Primitives primitives = shard.primitives();
        List<ConvolutionGeometry> parts = Winograd.parts(geometry, weights.any());
        WeightLayout form = weights.form(Primitives.query(
                parts.get(0).forward(primitives, propagation, weights.any(), bias), dnnl.dnnl_query_weights_md));
        return new Way(
                form,
                new ConvolutionParts(
                        parts,
                        part -> primitives.keep(primitives
                                .of(part.forward(primitives, propagation, form.descriptor(), bias))
                                .with(dnnl.DNNL_ARG_SRC, part.source())
                                .with(dnnl.DNNL_ARG_WEIGHTS, form.descriptor())
                                .with(dnnl.DNNL_ARG_DST, part.destination())
                                .withIf(biased(), dnnl.DNNL_ARG_BIAS, bias)),
                        geometry.input(),
                        geometry.output()));
    }

    private boolean biased() {
        return bias != null;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean remembers) {
        OneDnnTensor result = shard.activations(geometry.batch(), geometry.output());
        Way way = way(remembers);
        way.parts()
                .execute(
                        memory(inputs.get(0)),
                        shard.in(way.form(), parameters.get(0)),
                        result.memory(),
                        biased() ? memory(parameters.get(1)) : null);
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        List<Tensor> inputGradients = new ArrayList<>();
        NativeMemory inputGradient = null;
        if (pass.inputGradients()) {
            OneDnnTensor tensor = shard.activations(geometry.batch(), geometry.input());
            inputGradients.add(tensor);
            inputGradient = tensor.memory();
        }
        OneDnnTensor biasGradient = biased() && pass.parameterGradients()
                ? shard.parameter(List.of(geometry.output().channels()))
                : null;
        List<Tensor> parameterGradients = new ArrayList<>();
        run(pass, biasGradient == null ? null : biasGradient.memory(), inputGradient)
                .ifPresent(parameterGradients::add);
        if (biasGradient != null) {
            parameterGradients.add(biasGradient);
        }
        return new Gradients(inputGradients, parameterGradients);
    }

    /** The gradient of the weights where it is wanted. */
    private Optional<Tensor> run(Backward pass, NativeMemory biasGradient, NativeMemory inputGradient) {
        NativeMemory input = memory(pass.inputs().get(0));
        NativeMemory outputGradient = memory(pass.gradient());
        Tensor weight = pass.parameters().get(0);
        if (DilatedGradient.fits(geometry, weights)) {
            if (dilatedGradient == null) {
                dilatedGradient = new DilatedGradient(shard, geometry, weights, bias);
            }
            return dilatedGradient.run(
                    shard, input, outputGradient, weight, biasGradient, inputGradient, pass.parameterGradients());
        }
        if (gradient == null) {
            gradient = new ConvolutionGradient(shard, geometry, weights, bias);
        }
        Optional<Tensor> result = pass.parameterGradients()
                ? Optional.of(gradient.ofWeights(input, outputGradient, biasGradient))
                : Optional.empty();
        if (inputGradient != null) {
            gradient.ofInput(outputGradient, weight, inputGradient);
        }
        return result;
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }
}
