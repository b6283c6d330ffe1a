package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Runs layer graphs on a device. Used by one thread at a time. */
public final class Executor implements AutoCloseable {

    /** The last graph that was evaluated: a validation pass runs one graph on many batches. */
    private record Planned(LayerGraph graph, GraphPlan plan) {}

    private final Device device;
    private final DeviceParameters deviceParameters;
    private Planned planned;

    /**
     * @param backend where to run
     * @param threads number of threads
     */
    public Executor(Backend backend, int threads) {
        this(backend.open(threads));
    }

    /**
     * Runs layer graphs on a device that is closed with this executor.
     *
     * @param device where to run
     */
    public Executor(Device device) {
        this.device = device;
        deviceParameters = new DeviceParameters(device);
    }

    /**
     * What is run of a network when it is evaluated: nothing that does not reach the logits, no zeros that vanish in a sum, and only once
     * what several layers do to the same input.
     *
     * @param graph stays as it is
     * @return without the input where the logits do not depend on it
     */
    public static LayerGraph planned(LayerGraph graph) {
        return new GraphPlan(graph, false, Noise.NONE).planned();
    }

    /**
     * The logits of a batch, nothing learned.
     *
     * @param graph the network; its auxiliary head is not run
     * @param parameters at least those that the network names
     * @param images N x C x H x W
     * @param statistics what batch normalisation normalises with; a supernet, whose paths have no running statistics of
     *     their own, uses the batch's
     * @return N x classes
     */
    public float[] logits(LayerGraph graph, Parameters parameters, float[] images, Kernel.Statistics statistics) {
        return evaluation(graph, parameters, images).forward(statistics, false).get(0);
    }

    /**
     * Replaces a network's running statistics by those of some images, as Once-for-All calibrates sub-networks: each batch
     * is normalised with its own statistics, and the running ones become the means over the batches of the batches' means
     * and biased variances, weighted by the number of images.
     *
     * @param network whose statistics change
     * @param batches images, N x C x H x W; at least one batch
     */
    public void calibrate(Network network, Iterable<float[]> batches) {
        Calibration calibration = new Calibration();
        for (float[] images : batches) {
            evaluation(network.graph(), network.parameters(), images).calibrate(calibration);
        }
        calibration.finish(network.parameters());
    }

    @SuppressWarnings("ReferenceEquality") // comparing graphs node by node would cost more than planning one
    private Pass evaluation(LayerGraph graph, Parameters parameters, float[] images) {
        if (planned == null || planned.graph() != graph) {
            planned = new Planned(graph, new GraphPlan(graph, false, Noise.NONE));
        }
        return new Pass(device, deviceParameters, parameters, planned.plan(), images, Noise.NONE);
    }

    /**
     * One forward and backward pass in training mode. Running statistics move on; gradients are kept with the parameters
     * until the optimizer takes its step.
     *
     * @param graph the network, with or without auxiliary head
     * @param parameters at least those that the network names
     * @param images N x C x H x W
     * @param labels N
     * @param loss what is minimised
     * @param noise what drop path and dropout draw; where the network has dropout, there must be a stream for it
     * @return mean loss over the batch
     */
    public double train(
            LayerGraph graph, Parameters parameters, float[] images, int[] labels, CrossEntropy loss, Noise noise) {
        requireStream(graph, noise);
        GraphPlan plan = new GraphPlan(graph, loss.auxiliaryWeight() > 0, noise);
        Pass pass = new Pass(device, deviceParameters, parameters, plan, images, noise);
        List<float[]> logits = pass.forward(Kernel.Statistics.BATCH, true);
        CrossEntropy.Result result = loss.of(logits, labels);
        forgetGradients(graph, parameters, Wanted.WEIGHTS);
        pass.backward(result.gradients());
        return result.loss();
    }

    /**
     * Which gradients are wanted. What no wanted one needs is not computed.
     *
     * @param weights tells of a weight by its name whether its gradient is
     * @param images whether those of the images are
     */
    public record Wanted(Predicate<String> weights, boolean images) {

        /** Those of all weights. */
        public static final Wanted WEIGHTS = new Wanted(name -> true, false);

        /** Those of the images only. */
        public static final Wanted IMAGES = new Wanted(name -> false, true);
    }

    /**
     * Gradients at a batch.
     *
     * @param weights by name, in the order of the layers that use them, those that were wanted
     * @param images N x C x H x W; empty where they were not wanted
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Gradients(Map<String, float[]> weights, float[] images) {}

    /**
     * Gradients of a function of the logits, with the batch's own statistics; nothing is learned, and running statistics stay.
     *
     * @param graph the network; its auxiliary head is not run
     * @param parameters at least those that the network names
     * @param images N x C x H x W
     * @param ofLogits the function's gradient by the logits, both N x classes
     * @param wanted which gradients are
     * @return these
     */
    public Gradients gradients(
            LayerGraph graph, Parameters parameters, float[] images, UnaryOperator<float[]> ofLogits, Wanted wanted) {
        GraphPlan plan = new GraphPlan(graph, false, Noise.NONE);
        Pass pass = new Pass(device, deviceParameters, parameters, plan, images, Noise.NONE, wanted);
        forgetGradients(graph, parameters, wanted);
        pass.backward(List.of(ofLogits.apply(pass.forwardUnchanged())));
        Map<String, float[]> weights = new LinkedHashMap<>();
        graph.weights().keySet().stream()
                .filter(wanted.weights())
                .forEach(name -> weights.put(name, parameters.get(name).gradient()));
        return new Gradients(weights, wanted.images() ? pass.imageGradient() : new float[0]);
    }

    private static void forgetGradients(LayerGraph graph, Parameters parameters, Wanted wanted) {
        graph.weights().keySet().stream()
                .filter(wanted.weights())
                .forEach(name -> Arrays.fill(parameters.get(name).gradient(), 0));
    }

    /**
     * What each activation layer of a network puts out, with the batch's own statistics; nothing is learned.
     *
     * @param graph the network; its auxiliary head is not run. Layers that do the same to the same input are each told of
     * @param parameters at least those that the network names
     * @param images N x C x H x W
     * @param listener is given the outputs of one layer after the other, N x C x H x W
     */
    public void activations(LayerGraph graph, Parameters parameters, float[] images, Consumer<float[]> listener) {
        GraphPlan plan = new GraphPlan(graph, false, Noise.NONE, false);
        new Pass(device, deviceParameters, parameters, plan, images, Noise.NONE).activations(listener);
    }

    private static void requireStream(LayerGraph graph, Noise noise) {
        if (noise.dropout().isEmpty()
                && graph.nodes().stream().anyMatch(node -> node.layer() instanceof Layer.Dropout)) {
            throw new IllegalArgumentException("a network with dropout is trained with random numbers");
        }
    }

    @Override
    public void close() {
        device.close();
    }
}
