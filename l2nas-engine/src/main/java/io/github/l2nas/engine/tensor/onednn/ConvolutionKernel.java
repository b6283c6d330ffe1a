package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import io.github.l2nas.spaces.graph.Layer;
import io.github.l2nas.spaces.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Convolution: dense, grouped or depthwise, strided, dilated, with or without bias. */
final class ConvolutionKernel implements Kernel {

    private final OneDnnDevice device;
    private final Layer.Convolution layer;
    private final int batch;
    private final Shape input;
    private final Shape output;

    private final dnnl_memory_desc_t source;
    private final dnnl_memory_desc_t destination;
    private final dnnl_memory_desc_t anyWeight;
    private final dnnl_memory_desc_t plainWeight;
    private final dnnl_memory_desc_t bias;
    private final long[] strides;
    private final long[] dilations;
    private final long[] paddings;
    private final long[] paddingsAfter;

    private final dnnl_primitive_desc forwardDescription;
    private final WeightForm forwardForm;
    private final Primitive forward;
    private WeightForm dataForm;
    private Primitive backwardData;
    private WeightForm gradientForm;
    private Primitive backwardWeights;

    ConvolutionKernel(OneDnnDevice device, Layer.Convolution layer, int batch, Shape input, Shape output) {
        this.device = device;
        this.layer = layer;
        this.batch = batch;
        this.input = input;
        this.output = output;
        source = Layout.activations(batch, input);
        destination = Layout.activations(batch, output);
        long[] sizes = weightSizes();
        anyWeight = Layout.any(sizes);
        plainWeight = Layout.plain(sizes);
        bias = layer.bias().isPresent() ? Layout.plain(output.channels()) : new dnnl_memory_desc_t();
        strides = pair(layer.stride());
        dilations = pair(layer.dilation() - 1);
        paddings = pair(layer.padding());
        paddingsAfter =
                new long[] {paddingAfter(input.height(), output.height()), paddingAfter(input.width(), output.width())};
        forwardDescription = device.primitives().describe(forwardOperation());
        forwardForm = form(forwardDescription, dnnl.dnnl_query_weights_md);
        forward = forwardPrimitive();
    }

    private static long[] pair(long value) {
        return new long[] {value, value};
    }

    private long[] weightSizes() {
        List<Integer> shape = layer.weight().shape();
        long groups = layer.groups();
        return groups == 1
                ? new long[] {shape.get(0), shape.get(1), shape.get(2), shape.get(3)}
                : new long[] {groups, shape.get(0) / groups, shape.get(1), shape.get(2), shape.get(3)};
    }

    /** The padding at the far side that the last window needs: rows that no window reads are no padding. */
    private long paddingAfter(int in, int out) {
        int extent = layer.dilation() * (layer.weight().shape().get(2) - 1) + 1;
        return (long) (out - 1) * layer.stride() + extent - in - layer.padding();
    }

    private WeightForm form(dnnl_primitive_desc description, int query) {
        return device.primitives().form(Primitives.query(description, query), plainWeight);
    }

    private boolean biased() {
        return layer.bias().isPresent();
    }

    private dnnl_convolution_desc_t forwardOperation() {
        dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
        check(dnnl.dnnl_dilated_convolution_forward_desc_init(
                operation,
                dnnl.dnnl_forward_training,
                dnnl.dnnl_convolution_direct,
                source,
                anyWeight,
                biased() ? bias : null,
                destination,
                strides,
                dilations,
                paddings,
                paddingsAfter));
        return operation;
    }

    private Primitive forwardPrimitive() {
        Primitives primitives = device.primitives();
        return primitives.keep(primitives
                .of(forwardDescription)
                .with(dnnl.DNNL_ARG_SRC, source)
                .with(dnnl.DNNL_ARG_WEIGHTS, forwardForm.descriptor())
                .with(dnnl.DNNL_ARG_DST, destination)
                .withIf(biased(), dnnl.DNNL_ARG_BIAS, bias));
    }

    private void prepareBackwardData() {
        Primitives primitives = device.primitives();
        dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
        check(dnnl.dnnl_dilated_convolution_backward_data_desc_init(
                operation,
                dnnl.dnnl_convolution_direct,
                source,
                anyWeight,
                destination,
                strides,
                dilations,
                paddings,
                paddingsAfter));
        dnnl_primitive_desc description = primitives.describe(operation, forwardDescription);
        dataForm = form(description, dnnl.dnnl_query_weights_md);
        backwardData = primitives.keep(primitives
                .of(description)
                .with(dnnl.DNNL_ARG_DIFF_DST, destination)
                .with(dnnl.DNNL_ARG_WEIGHTS, dataForm.descriptor())
                .with(dnnl.DNNL_ARG_DIFF_SRC, source));
    }

    private void prepareBackwardWeights() {
        Primitives primitives = device.primitives();
        dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
        check(dnnl.dnnl_dilated_convolution_backward_weights_desc_init(
                operation,
                dnnl.dnnl_convolution_direct,
                source,
                anyWeight,
                biased() ? bias : null,
                destination,
                strides,
                dilations,
                paddings,
                paddingsAfter));
        dnnl_primitive_desc description = primitives.describe(operation, forwardDescription);
        gradientForm = form(description, dnnl.dnnl_query_diff_weights_md);
        backwardWeights = primitives.keep(primitives
                .of(description)
                .with(dnnl.DNNL_ARG_SRC, source)
                .with(dnnl.DNNL_ARG_DIFF_DST, destination)
                .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, gradientForm.descriptor())
                .withIf(biased(), dnnl.DNNL_ARG_DIFF_BIAS, bias));
    }

    @Override
    public Reads reads() {
        return Reads.INPUTS;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        OneDnnTensor result = device.activations(batch, output);
        NativeMemory from = memory(inputs.get(0));
        NativeMemory weight = device.in(forwardForm, parameters.get(0));
        if (biased()) {
            forward.execute(from, weight, result.memory(), memory(parameters.get(1)));
        } else {
            forward.execute(from, weight, result.memory());
        }
        return new Forward(result, List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        if (backwardWeights == null) {
            prepareBackwardWeights();
        }
        NativeMemory gradient = memory(pass.gradient());
        List<Tensor> parameterGradients = weightGradients(memory(pass.inputs().get(0)), gradient);
        if (!pass.inputGradients()) {
            return new Gradients(List.of(), parameterGradients);
        }
        if (backwardData == null) {
            prepareBackwardData();
        }
        OneDnnTensor inputGradient = device.activations(batch, input);
        NativeMemory weight = device.in(dataForm, pass.parameters().get(0));
        backwardData.execute(gradient, weight, inputGradient.memory());
        return new Gradients(List.of(inputGradient), parameterGradients);
    }

    private List<Tensor> weightGradients(NativeMemory from, NativeMemory gradient) {
        List<Tensor> gradients = new ArrayList<>();
        OneDnnTensor weightGradient = device.parameter(layer.weight().shape());
        gradients.add(weightGradient);
        NativeMemory formed = gradientForm.plain()
                ? weightGradient.memory()
                : device.acquire(Layout.bytes(gradientForm.descriptor()));
        if (biased()) {
            OneDnnTensor biasGradient = device.parameter(List.of(output.channels()));
            gradients.add(biasGradient);
            backwardWeights.execute(from, gradient, formed, biasGradient.memory());
        } else {
            backwardWeights.execute(from, gradient, formed);
        }
        if (!gradientForm.plain()) {
            gradientForm.toPlain().execute(formed, weightGradient.memory());
            device.release(formed);
        }
        return gradients;
    }

    private static NativeMemory memory(Tensor tensor) {
        return ((OneDnnTensor) tensor).memory();
    }
}
