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
import org.bytedeco.dnnl.dnnl_inner_product_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Fully connected layer. */
final class LinearKernel implements LayerKernel {

    private final Shard shard;
    private final int batch;
    private final Shape input;
    private final Shape output;
    private final dnnl_memory_desc_t source;
    private final dnnl_memory_desc_t anyWeight;
    private final long[] sizes;
    private final dnnl_memory_desc_t bias;
    private final dnnl_memory_desc_t destination;
    private final List<Integer> weightSizes;
    private final dnnl_primitive_desc description;
    private final WeightLayout forwardForm;
    private final Primitive forward;
    private WeightLayout dataForm;
    private Primitive backwardData;
    private WeightLayout gradientForm;
    private Primitive backwardWeights;

    LinearKernel(Shard shard, Layer.Linear layer, int batch, Shape input) {
        this.shard = shard;
        this.batch = batch;
        this.input = input;
        weightSizes = layer.weight().shape();
        int outputs = weightSizes.get(0);
        output = new Shape(outputs, 1, 1);
        source = Layout.activations(batch, input);
        int width = Layout.padded(outputs);
        sizes = new long[] {outputs, input.channels(), input.height(), input.width()};
        anyWeight = Layout.any(width, Layout.padded(input.channels()), input.height(), input.width());
        bias = Layout.plain(width);
        destination = Layout.plain(batch, width);
        description = describeForward();
        forwardForm = form(description, dnnl.dnnl_query_weights_md);
        Primitives primitives = shard.primitives();
        forward = primitives.keep(primitives
                .of(description)
                .with(dnnl.DNNL_ARG_SRC, source)
                .with(dnnl.DNNL_ARG_WEIGHTS, forwardForm.descriptor())
                .with(dnnl.DNNL_ARG_BIAS, bias)
                .with(dnnl.DNNL_ARG_DST, destination));
    }

    private dnnl_primitive_desc describeForward() {
        dnnl_inner_product_desc_t operation = new dnnl_inner_product_desc_t();
        check(dnnl.dnnl_inner_product_forward_desc_init(
                operation, dnnl.dnnl_forward_training, source, anyWeight, bias, destination));
        return shard.primitives().describe(operation);
    }

    private WeightLayout form(dnnl_primitive_desc chosen, int query) {
        return shard.primitives().form(Primitives.query(chosen, query), sizes);
    }

    private void prepareBackward() {
        Primitives primitives = shard.primitives();
        dnnl_inner_product_desc_t data = new dnnl_inner_product_desc_t();
        check(dnnl.dnnl_inner_product_backward_data_desc_init(data, source, anyWeight, destination));
        dnnl_primitive_desc dataDescription = primitives.describe(data, description);
        dataForm = form(dataDescription, dnnl.dnnl_query_weights_md);
        backwardData = primitives.keep(primitives
                .of(dataDescription)
                .with(dnnl.DNNL_ARG_DIFF_DST, destination)
                .with(dnnl.DNNL_ARG_WEIGHTS, dataForm.descriptor())
                .with(dnnl.DNNL_ARG_DIFF_SRC, source));
        dnnl_inner_product_desc_t weights = new dnnl_inner_product_desc_t();
        check(dnnl.dnnl_inner_product_backward_weights_desc_init(weights, source, anyWeight, bias, destination));
        dnnl_primitive_desc weightsDescription = primitives.describe(weights, description);
        gradientForm = form(weightsDescription, dnnl.dnnl_query_diff_weights_md);
        backwardWeights = primitives.keep(primitives
                .of(weightsDescription)
                .with(dnnl.DNNL_ARG_SRC, source)
                .with(dnnl.DNNL_ARG_DIFF_DST, destination)
                .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, gradientForm.descriptor())
                .with(dnnl.DNNL_ARG_DIFF_BIAS, bias));
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor result = shard.activations(batch, output);
        NativeMemory weight = shard.in(forwardForm, parameters.get(0));
        forward.execute(memory(inputs.get(0)), weight, memory(parameters.get(1)), result.memory());
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        if (backwardData == null) {
            prepareBackward();
        }
        NativeMemory gradient = memory(pass.gradient());
        OneDnnTensor weightGradient = shard.parameter(weightSizes);
        OneDnnTensor biasGradient = shard.parameter(List.of(output.channels()));
        NativeMemory formed =
                gradientForm.plain() ? weightGradient.memory() : shard.acquire(Layout.bytes(gradientForm.descriptor()));
        backwardWeights.execute(memory(pass.inputs().get(0)), gradient, formed, biasGradient.memory());
        if (!gradientForm.plain()) {
            gradientForm.toPlain().execute(formed, weightGradient.memory());
            shard.release(formed);
        }
        OneDnnTensor inputGradient = shard.activations(batch, input);
        backwardData.execute(gradient, shard.in(dataForm, pass.parameters().get(0)), inputGradient.memory());
        return new Gradients(List.of(inputGradient), List.of(weightGradient, biasGradient));
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }
}
