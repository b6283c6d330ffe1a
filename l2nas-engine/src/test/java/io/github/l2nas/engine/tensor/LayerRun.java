package io.github.l2nas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.tensor.Kernel.Saved;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.util.ArrayList;
import java.util.List;

/** Runs a layer on a device as an executor does: what backward doesn't read is released before. */
final class LayerRun {

    /**
     * Everything that came out.
     *
     * @param output of the forward pass
     * @param statistics of a batch normalisation, otherwise empty
     * @param inputs their gradients
     * @param parameters their gradients
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Result(float[] output, List<float[]> statistics, List<float[]> inputs, List<float[]> parameters) {}

    /** Of such images each batch is cut into shards. */
    static final Shape LARGE = new Shape(1, 64, 64);

    private final Device device;
    private final LayerCase example;
    private final boolean inputGradients;
    private final boolean spareGradient;
    private final boolean separately;
    private final Kernel kernel;

    LayerRun(Device device, LayerCase example) {
        this(device, example, true, false, false);
    }

    private LayerRun(
            Device device, LayerCase example, boolean inputGradients, boolean spareGradient, boolean separately) {
        this.device = device;
        this.example = example;
        this.inputGradients = inputGradients;
        this.spareGradient = spareGradient;
        this.separately = separately;
        device.begin(example.batch(), LARGE);
        kernel = device.kernel(example.layer(), example.batch(), example.inputs(), example.output());
    }

    /** The same without gradients of the inputs. */
    LayerRun withoutInputGradients() {
        return new LayerRun(device, example, false, false, false);
    }

    /** The same with gradients of the inputs first and then those of the parameters, where the kernel allows it. */
    LayerRun withSeparateGradients() {
        return new LayerRun(device, example, true, false, kernel.hasSeparateGradients());
    }

    /** The same where the gradient of the output may be written over. */
    LayerRun withSpareGradient() {
        return new LayerRun(device, example, true, true, false);
    }

    /** Forward and, but for sums, backward with the batch's statistics. */
    Result train(List<float[]> inputValues, List<float[]> parameterValues, float[] gradientValues) {
        List<Tensor> inputs = inputs(inputValues);
        List<Tensor> parameters = parameters(parameterValues);
        Kernel.Forward forward = kernel.forward(inputs, parameters, Statistics.BATCH, true);
        float[] output = read(forward.output());
        List<float[]> statistics = example.layer() instanceof Layer.BatchNorm ? readAll(forward.saved()) : List.of();
        Kernel.Gradients gradients = backward(inputs, parameters, forward, gradientValues);
        Result result = new Result(output, statistics, readAll(gradients.inputs()), readAll(gradients.parameters()));
        releaseAll(gradients.inputs());
        releaseAll(gradients.parameters());
        releaseAll(parameters);
        return result;
    }

    private Kernel.Gradients backward(
            List<Tensor> inputs, List<Tensor> parameters, Kernel.Forward forward, float[] gradientValues) {
        if (example.layer() instanceof Layer.Add) {
            releaseAll(inputs);
            device.release(forward.output());
            return new Kernel.Gradients(List.of(), List.of());
        }
        boolean keepsInputs = kernel.savedForBackward() == Saved.INPUTS;
        boolean keepsOutput = kernel.savedForBackward() == Saved.OUTPUT;
        if (!keepsInputs) {
            releaseAll(inputs);
        }
        if (!keepsOutput) {
            device.release(forward.output());
        }
        Tensor gradient = activations(example.output(), gradientValues);
        Kernel.Backward pass = new Kernel.Backward(
                gradient,
                keepsInputs ? inputs : List.of(),
                keepsOutput ? forward.output() : null,
                forward.saved(),
                parameters,
                inputGradients,
                true,
                spareGradient);
        Kernel.Gradients gradients = separately ? separately(pass) : kernel.backward(pass);
        if (keepsInputs) {
            releaseAll(inputs);
        }
        if (keepsOutput) {
            device.release(forward.output());
        }
        releaseAll(forward.saved());
        if (!gradients.inputs().contains(gradient)) {
            device.release(gradient);
        }
        return gradients;
    }

    private Kernel.Gradients separately(Kernel.Backward pass) {
        List<Tensor> ofInputs = kernel.backward(wanting(pass, true, false)).inputs();
        return new Kernel.Gradients(
                ofInputs, kernel.backward(wanting(pass, false, true)).parameters());
    }

    private static Kernel.Backward wanting(Kernel.Backward pass, boolean inputs, boolean parameters) {
        return new Kernel.Backward(
                pass.gradient(),
                pass.inputs(),
                pass.output(),
                pass.saved(),
                pass.parameters(),
                inputs,
                parameters,
                false);
    }

    /** Forward and backward again and again, nothing read: Java's heap stays as it is. */
    void repeat(List<float[]> inputValues, List<float[]> parameterValues, float[] gradientValues, int times) {
        List<Tensor> inputs = inputs(inputValues);
        List<Tensor> parameters = parameters(parameterValues);
        Tensor gradient = activations(example.output(), gradientValues);
        for (int i = 0; i < times; i++) {
            Kernel.Forward forward = kernel.forward(inputs, parameters, Statistics.BATCH, true);
            Kernel.Gradients gradients = kernel.backward(new Kernel.Backward(
                    gradient, inputs, forward.output(), forward.saved(), parameters, inputGradients, true, false));
            device.release(forward.output());
            releaseAll(forward.saved());
            releaseAll(gradients.inputs());
            releaseAll(gradients.parameters());
        }
        device.release(gradient);
        releaseAll(parameters);
        releaseAll(inputs);
    }

    /** The output alone. */
    float[] evaluate(List<float[]> inputValues, List<float[]> parameterValues, Statistics statistics) {
        List<Tensor> inputs = inputs(inputValues);
        List<Tensor> parameters = parameters(parameterValues);
        Kernel.Forward forward = kernel.forward(inputs, parameters, statistics, false);
        float[] output = read(forward.output());
        device.release(forward.output());
        releaseAll(forward.saved());
        releaseAll(inputs);
        releaseAll(parameters);
        return output;
    }

    /** The output alone, where one of the inputs may be written over. */
    float[] evaluateOver(int spare, List<float[]> inputValues, List<float[]> parameterValues, Statistics statistics) {
        List<Tensor> inputs = inputs(inputValues);
        List<Tensor> parameters = parameters(parameterValues);
        Kernel.Forward forward = kernel.forwardOver(spare, inputs, parameters, statistics, false);
        float[] output = read(forward.output());
        inputs.stream().filter(input -> input != forward.output()).forEach(device::release);
        device.release(forward.output());
        releaseAll(forward.saved());
        releaseAll(parameters);
        return output;
    }

    /** The sum of the output and other activations, which stay as they are. */
    float[] evaluateOnto(float[] otherValues, List<float[]> inputValues, List<float[]> parameterValues) {
        List<Tensor> inputs = inputs(inputValues);
        List<Tensor> parameters = parameters(parameterValues);
        Tensor other = activations(example.output(), otherValues);
        Kernel.Forward forward = kernel.forwardOnto(other, inputs, parameters);
        assertThat(read(other)).as("the other activations").isEqualTo(otherValues);
        float[] output = read(forward.output());
        device.release(other);
        device.release(forward.output());
        releaseAll(forward.saved());
        releaseAll(inputs);
        releaseAll(parameters);
        return output;
    }

    boolean addsToOthers() {
        return kernel.addsToOthers(Statistics.BATCH);
    }

    private List<Tensor> inputs(List<float[]> values) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            inputs.add(activations(example.inputs().get(i), values.get(i)));
        }
        return inputs;
    }

    private Tensor activations(Shape shape, float[] values) {
        Tensor tensor = device.activations(example.batch(), shape);
        device.write(tensor, values);
        return tensor;
    }

    /** The layer's weights, and running statistics where there are more values. */
    private List<Tensor> parameters(List<float[]> values) {
        List<Weight> weights = example.layer().weights();
        List<Tensor> parameters = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            float[] content = values.get(i);
            Tensor tensor = device.parameter(i < weights.size() ? weights.get(i).shape() : List.of(content.length));
            device.write(tensor, content);
            parameters.add(tensor);
        }
        return parameters;
    }

    private float[] read(Tensor tensor) {
        float[] values = new float[tensor.count()];
        device.read(tensor, values);
        return values;
    }

    private List<float[]> readAll(List<Tensor> tensors) {
        return tensors.stream().map(this::read).toList();
    }

    private void releaseAll(List<Tensor> tensors) {
        tensors.forEach(device::release);
    }
}
