package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Kernel.Saved;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One pass of a batch through a network: forward, and in training backward. Releases every tensor as soon as it can. */
final class Pass {

    private static final float MOMENTUM = 0.1f;
    private static final StatisticsListener IGNORED = (norm, map, statistics) -> {};

    private final Device device;
    private final DeviceParameters deviceParameters;
    private final Parameters parameters;
    private final GraphPlan plan;
    private final List<GraphPlan.Step> steps;
    private final float[] images;
    private final int batch;
    private final Noise noise;
    private final Executor.Wanted wanted;

    private final Kernel[] kernels;
    private final Tensor[] outputs;
    private final List<Tensor>[] saved;
    private final float[][] dropFactors;
    private final boolean[] learns;
    private final int[] readers;
    private final boolean[] readByOthers;
    private final Sums sums;
    private final BackwardGradients gradients;
    private final LateGradients lateGradients;
    private final List<Normalised> normalised = new ArrayList<>();
    private final List<WeightGradient> weightGradients = new ArrayList<>();
    private float[] imageGradient;

    /** A pass whose gradients are those of all weights. */
    Pass(
            Device device,
            DeviceParameters deviceParameters,
            Parameters parameters,
            GraphPlan plan,
            float[] images,
            Noise noise) {
        this(device, deviceParameters, parameters, plan, images, noise, Executor.Wanted.WEIGHTS);
    }

    Pass(
            Device device,
            DeviceParameters deviceParameters,
            Parameters parameters,
            GraphPlan plan,
            float[] images,
            Noise noise,
            Executor.Wanted wanted) {
        this.device = device;
        this.deviceParameters = deviceParameters;
        this.parameters = parameters;
        this.plan = plan;
        this.images = images;
        this.noise = noise;
        this.wanted = wanted;
        steps = plan.steps();
        batch = Math.toIntExact(images.length / plan.image().size());
        device.begin(batch, plan.image());
        kernels = new Kernel[steps.size()];
        outputs = new Tensor[steps.size()];
        saved = lists();
        gradients = new BackwardGradients(device, steps, batch);
        dropFactors = new float[steps.size()][];
        learns = new boolean[steps.size()];
        readers = new int[steps.size()];
        readByOthers = new boolean[steps.size()];
        lateGradients = new LateGradients(steps.size());
        prepare();
        sums = new Sums(steps, readers);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private <T> List<T>[] lists() {
        List<T>[] lists = new List[steps.size()];
        Arrays.setAll(lists, i -> new ArrayList<>());
        return lists;
    }

    private void prepare() {
        for (int index = 0; index < steps.size(); index++) {
            GraphPlan.Step step = steps.get(index);
            kernels[index] = runsKernel(step.layer())
                    ? device.kernel(step.layer(), batch, step.inputShapes(), step.shape())
                    : null;
            boolean learning = wantsWeights(step.layer()) || (wanted.images() && step.layer() instanceof Layer.Input);
            for (int input : step.inputs()) {
                learning |= learns[input];
                readers[input]++;
            }
            learns[index] = learning;
            // The first reader is the last to go backward.
            if (canBeLate(index) && readers[step.inputs().get(0)] == 1) {
                lateGradients.letWait(index, step.inputs().get(0));
            }
            if (learning && kernels[index] != null && kernels[index].savedForBackward() == Saved.INPUTS) {
                step.inputs().forEach(input -> readByOthers[input] = true);
            }
        }
        plan.outputs().forEach(output -> readers[output]++);
    }

    private boolean canBeLate(int index) {
        GraphPlan.Step step = steps.get(index);
        return kernels[index] != null
                && kernels[index].hasSeparateGradients()
                && wantsWeights(step.layer())
                && readsOutputBackward(step.inputs().get(0));
    }

    private boolean readsOutputBackward(int index) {
        return kernels[index] != null && learns[index] && kernels[index].savedForBackward() == Saved.OUTPUT;
    }

    private boolean wantsWeights(Layer layer) {
        return layer.weights().stream().map(Weight::name).anyMatch(wanted.weights());
    }

    private static boolean runsKernel(Layer layer) {
        return !(layer instanceof Layer.Input
                || layer instanceof Layer.Zeros
                || layer instanceof Layer.DropPath
                || layer instanceof Layer.Dropout);
    }

    /**
     * Runs the network.
     *
     * @param statistics what batch normalisation normalises with
     * @param training whether backward will be called and running statistics move on
     * @return logits of each output of the plan, N x classes
     */
    List<float[]> forward(Statistics statistics, boolean training) {
        return forward(statistics, training, training ? this::moveStatistics : IGNORED);
    }

    /**
     * Runs the network with the batch's own statistics. {@link #backward} may be called; running statistics stay.
     *
     * @return logits, N x classes
     */
    float[] forwardUnchanged() {
        return forward(Statistics.BATCH, true, IGNORED).get(0);
    }

    /**
     * Runs the network with the batch's own statistics.
     *
     * @param listener is given what each activation layer puts out, N x C x H x W
     */
    void activations(Consumer<float[]> listener) {
        for (int index = 0; index < steps.size(); index++) {
            run(index, Statistics.BATCH, false);
            if (steps.get(index).layer() instanceof Layer.Activation) {
                listener.accept(read(outputs[index]));
            }
            releaseRead(index, false);
        }
        tell(IGNORED);
        plan.outputs().forEach(this::release);
    }

    /**
     * Runs the network in evaluation mode, normalising with the batch's own statistics.
     *
     * @param calibration learns them
     */
    void calibrate(Calibration calibration) {
        calibration.begin(batch);
        forward(Statistics.BATCH, false, (norm, map, saved) -> {
            calibration.add(norm.name() + Parameters.RUNNING_MEAN, read(saved.get(0)), batch);
            calibration.add(norm.name() + Parameters.RUNNING_VARIANCE, read(saved.get(1)), batch);
        });
    }

    /** Hears of the statistics that a layer has normalised a batch with. */
    private interface StatisticsListener {
        /**
         * Takes them.
         *
         * @param norm the layer
         * @param map shape of its output for one image
         * @param statistics mean and biased variance
         */
        void heard(Layer.BatchNorm norm, Shape map, List<Tensor> statistics);
    }

    /**
     * A layer that has normalised a batch with the batch's own statistics.
     *
     * @param kept whether they wait for the way back
     */
    private record Normalised(Layer.BatchNorm norm, Shape map, List<Tensor> statistics, boolean kept) {}

    private List<float[]> forward(Statistics statistics, boolean training, StatisticsListener listener) {
        for (int index = 0; index < steps.size(); index++) {
            run(index, statistics, training);
            releaseRead(index, training);
        }
        List<float[]> logits = new ArrayList<>();
        for (int output : plan.outputs()) {
            logits.add(read(outputs[output]));
            readers[output]--;
            releaseIfDone(output, training);
        }
        tell(listener);
        return logits;
    }

    /** In the end, as whoever reads a tensor waits for the device. */
    private void tell(StatisticsListener listener) {
        for (Normalised layer : normalised) {
            listener.heard(layer.norm(), layer.map(), layer.statistics());
            if (!layer.kept()) {
                layer.statistics().forEach(device::release);
            }
        }
        normalised.clear();
    }

    private void run(int index, Statistics statistics, boolean training) {
        GraphPlan.Step step = steps.get(index);
        if (step.layer() instanceof Layer.Input || step.layer() instanceof Layer.Zeros) {
            outputs[index] = device.activations(batch, step.shape());
            device.write(
                    outputs[index],
                    step.layer() instanceof Layer.Input
                            ? images
                            : new float[Math.toIntExact(batch * step.shape().size())]);
            return;
        }
        if (step.layer() instanceof Layer.DropPath) {
            dropFactors[index] = noise.dropPath().orElseThrow().factors(batch);
            outputs[index] = device.scaleImages(outputs[step.inputs().get(0)], dropFactors[index]);
            return;
        }
        if (step.layer() instanceof Layer.Dropout dropout) {
            outputs[index] = drop(index, dropout.rate());
            return;
        }
        boolean remembers = training && learns[index];
        Kernel.Forward forward = forward(index, statistics, training, remembers);
        outputs[index] = forward.output();
        if (remembers) {
            saved[index].addAll(forward.saved());
        }
        if (step.layer() instanceof Layer.BatchNorm norm && statistics == Statistics.BATCH) {
            normalised.add(new Normalised(norm, step.shape(), forward.saved(), remembers));
        } else if (!remembers) {
            forward.saved().forEach(device::release);
        }
    }

    private Kernel.Forward forward(int index, Statistics statistics, boolean training, boolean remembers) {
        GraphPlan.Step step = steps.get(index);
        Kernel kernel = kernels[index];
        List<Tensor> inputs = tensors(inputs(index));
        List<Tensor> parameters = parameters(step.layer(), statistics);
        OptionalInt other = kernel.addsToOthers(statistics)
                ? sums.other(index, input -> outputs[input] != null)
                : OptionalInt.empty();
        if (other.isPresent()) {
            Kernel.Forward forward = kernel.forwardOnto(outputs[other.getAsInt()], inputs, parameters);
            sums.joined(index, other.getAsInt());
            readers[other.getAsInt()]--;
            releaseIfDone(other.getAsInt(), training);
            return forward;
        }
        OptionalInt spare = spareInput(index, training);
        if (spare.isEmpty()) {
            return kernel.forward(inputs, parameters, statistics, remembers);
        }
        Kernel.Forward forward = kernel.forwardOver(spare.getAsInt(), inputs, parameters, statistics, remembers);
        forget(inputs(index).get(spare.getAsInt()), forward.output());
        return forward;
    }

    /** The steps whose outputs a step still has to read. */
    private List<Integer> inputs(int index) {
        return sums.left(index);
    }

    /** The first input that nobody reads after a step. */
    private OptionalInt spareInput(int index, boolean training) {
        List<Integer> inputs = inputs(index);
        return IntStream.range(0, inputs.size())
                .filter(place -> readers[inputs.get(place)] == 1 && !(training && isReadBackward(inputs.get(place))))
                .findFirst();
    }

    /** An output whose place another one has taken is not released a second time. */
    private void forget(int input, Tensor output) {
        if (outputs[input] == output) {
            outputs[input] = null;
        }
    }

    private Tensor drop(int index, double rate) {
        GraphPlan.Step step = steps.get(index);
        Tensor factors = device.activations(batch, step.shape());
        device.write(factors, noise.dropoutFactors(rate, factors.count()));
        saved[index].add(factors);
        return device.multiply(outputs[step.inputs().get(0)], factors);
    }

    private List<Tensor> tensors(List<Integer> indices) {
        List<Tensor> tensors = new ArrayList<>(indices.size());
        for (int index : indices) {
            tensors.add(outputs[index]);
        }
        return tensors;
    }

    private List<Tensor> parameters(Layer layer, Statistics statistics) {
        List<Tensor> tensors = new ArrayList<>();
        for (Weight weight : layer.weights()) {
            tensors.add(deviceParameters.get(parameters.get(weight.name())));
        }
        if (layer instanceof Layer.BatchNorm norm && statistics == Statistics.RUNNING) {
            tensors.add(deviceParameters.get(parameters.get(norm.name() + Parameters.RUNNING_MEAN)));
            tensors.add(deviceParameters.get(parameters.get(norm.name() + Parameters.RUNNING_VARIANCE)));
        }
        return tensors;
    }

    /** running = 0.9 running + 0.1 batch, with the unbiased variance of the batch. */
    private void moveStatistics(Layer.BatchNorm norm, Shape map, List<Tensor> statistics) {
        long count = (long) batch * map.height() * map.width();
        float unbiased = count > 1 ? (float) count / (count - 1) : 1;
        move(norm.name() + Parameters.RUNNING_MEAN, statistics.get(0), 1);
        move(norm.name() + Parameters.RUNNING_VARIANCE, statistics.get(1), unbiased);
    }

    private void move(String name, Tensor batchStatistic, float factor) {
        Parameter running = parameters.get(name);
        float[] values = read(batchStatistic);
        for (int c = 0; c < values.length; c++) {
            running.values()[c] += MOMENTUM * (factor * values[c] - running.values()[c]);
        }
        running.changed();
    }

    private float[] read(Tensor tensor) {
        float[] values = new float[tensor.count()];
        device.read(tensor, values);
        return values;
    }

    private void releaseRead(int index, boolean training) {
        for (int input : inputs(index)) {
            readers[input]--;
            releaseIfDone(input, training);
        }
    }

    private void releaseIfDone(int index, boolean training) {
        if (readers[index] == 0 && !(training && isReadBackward(index))) {
            release(index);
        }
    }

    private void release(int index) {
        if (outputs[index] != null) {
            device.release(outputs[index]);
            outputs[index] = null;
        }
    }

    private boolean isReadBackward(int index) {
        return readByOthers[index] || readsOutputBackward(index);
    }

    /**
     * Sends gradients of the outputs back to the parameters.
     *
     * @param outputGradients one for each output of the plan, N x classes
     */
    void backward(List<float[]> outputGradients) {
        for (int i = 0; i < outputGradients.size(); i++) {
            int output = plan.outputs().get(i);
            if (learns[output]) {
                Tensor gradient = device.activations(batch, steps.get(output).shape());
                device.write(gradient, outputGradients.get(i));
                gradients.add(output, gradient);
            }
        }
        for (int index = steps.size() - 1; index >= 0; index--) {
            if (gradients.hasAny(index)) {
                BackwardGradients.Share gradient = gradients.total(index);
                if (steps.get(index).layer() instanceof Layer.Add) {
                    passOn(index, gradient);
                    gradients.letGo(gradient);
                } else if (steps.get(index).layer() instanceof Layer.Input) {
                    imageGradient = read(gradient.tensor());
                    gradients.letGo(gradient);
                } else {
                    backward(index, gradient);
                }
            }
            lateGradients.take(index).ifPresent(late -> {
                lateBackward(late);
                releaseSaved(late.step());
            });
            if (!lateGradients.waits(index)) {
                releaseSaved(index);
            }
            release(index);
        }
        weightGradients.forEach(this::addUp);
        weightGradients.clear();
    }

    /**
     * The gradient of the images, after {@link #backward} of a pass that has one.
     *
     * @return N x C x H x W; zeros where the logits do not depend on the images
     */
    float[] imageGradient() {
        return imageGradient == null ? new float[images.length] : imageGradient;
    }

    private void passOn(int index, BackwardGradients.Share gradient) {
        for (int input : steps.get(index).inputs()) {
            if (learns[input]) {
                gradients.addShared(input, gradient);
            }
        }
    }

    private void backward(int index, BackwardGradients.Share gradient) {
        GraphPlan.Step step = steps.get(index);
        if (step.layer() instanceof Layer.DropPath) {
            Tensor scaled = device.scaleImages(gradient.tensor(), dropFactors[index]);
            gradients.letGo(gradient);
            gradients.add(step.inputs().get(0), scaled);
            return;
        }
        if (step.layer() instanceof Layer.Dropout) {
            Tensor scaled = device.multiply(gradient.tensor(), saved[index].get(0));
            gradients.letGo(gradient);
            gradients.add(step.inputs().get(0), scaled);
            return;
        }
        boolean waits = lateGradients.waits(index);
        boolean wantsInputs = step.inputs().stream().anyMatch(input -> learns[input]);
        Kernel.Gradients result = backward(
                index, gradient, wantsInputs, !waits && wantsWeights(step.layer()), !waits && gradient.isSpare());
        if (waits) {
            lateGradients.put(index, gradient);
        } else if (!result.inputs().contains(gradient.tensor())) {
            gradients.letGo(gradient);
        }
        keepParameterGradients(step.layer(), result.parameters());
        for (int i = 0; i < result.inputs().size(); i++) {
            int input = step.inputs().get(i);
            if (learns[input]) {
                gradients.add(input, result.inputs().get(i));
            } else {
                device.release(result.inputs().get(i));
            }
        }
    }

    private Kernel.Gradients backward(
            int index,
            BackwardGradients.Share gradient,
            boolean inputGradients,
            boolean parameterGradients,
            boolean gradientIsSpare) {
        GraphPlan.Step step = steps.get(index);
        Saved kept = kernels[index].savedForBackward();
        return kernels[index].backward(new Kernel.Backward(
                gradient.tensor(),
                kept == Saved.INPUTS ? tensors(step.inputs()) : List.of(),
                kept == Saved.OUTPUT ? outputs[index] : null,
                saved[index],
                parameters(step.layer(), Statistics.BATCH),
                inputGradients,
                parameterGradients,
                gradientIsSpare));
    }

    private void lateBackward(LateGradients.Late late) {
        Kernel.Gradients result = backward(late.step(), late.gradient(), false, true, false);
        gradients.letGo(late.gradient());
        keepParameterGradients(steps.get(late.step()).layer(), result.parameters());
    }

    private void releaseSaved(int index) {
        saved[index].forEach(device::release);
        saved[index].clear();
    }

    private record WeightGradient(Parameter parameter, Tensor tensor) {}

    private void keepParameterGradients(Layer layer, List<Tensor> tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            String name = layer.weights().get(i).name();
            if (wanted.weights().test(name)) {
                weightGradients.add(new WeightGradient(parameters.get(name), tensors.get(i)));
            } else {
                device.release(tensors.get(i));
            }
        }
    }

    /** Adds to what is there: a network may use a weight in several places. */
    private void addUp(WeightGradient gradient) {
        float[] total = gradient.parameter().gradient();
        float[] part = read(gradient.tensor());
        for (int k = 0; k < part.length; k++) {
            total[k] += part[k];
        }
        device.release(gradient.tensor());
    }
}
