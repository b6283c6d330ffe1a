package io.github.l2nas.engine.network;

import io.github.l2nas.api.file.BinaryFloats;
import io.github.l2nas.api.graph.LayerGraph;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stochastic gradient descent with momentum, as PyTorch's SGD computes it. Only the given network's weights move. */
public final class Sgd {

    private static final double CLIP_EPSILON = 1e-6;

    /**
     * How to descend.
     *
     * @param momentum in [0, 1)
     * @param nesterov whether the step looks ahead
     * @param weightDecay added to the gradient, times the weight; not negative
     * @param clipNorm largest Euclidean norm of all gradients together; infinite for no clipping
     */
    public record Settings(double momentum, boolean nesterov, double weightDecay, double clipNorm) {
        public Settings {
            if (!(momentum >= 0 && momentum < 1) || !(weightDecay >= 0) || !(clipNorm > 0)) {
                throw new IllegalArgumentException(
                        "momentum is in [0, 1), weight decay not negative, the norm positive;" + " got " + momentum
                                + ", " + weightDecay + ", " + clipNorm);
            }
        }
    }

    private final Settings settings;
    private final Map<String, float[]> buffers = new TreeMap<>();

    public Sgd(Settings settings) {
        this.settings = settings;
    }

    /**
     * Moves a network's weights against the gradients of its last backward pass.
     *
     * @param graph the network
     * @param parameters that hold them
     * @param learningRate of this step
     */
    public void step(LayerGraph graph, Parameters parameters, double learningRate) {
        step(graph.weights().keySet(), parameters, learningRate);
    }

    /**
     * Moves some weights of a network against the gradients of its last backward pass.
     *
     * @param names the weights
     * @param parameters that hold them
     * @param learningRate of this step
     */
    public void step(Collection<String> names, Parameters parameters, double learningRate) {
        List<Parameter> moved = new ArrayList<>();
        for (String name : names) {
            moved.add(parameters.get(name));
        }
        float scale = clipping(moved);
        for (Parameter parameter : moved) {
            move(parameter, scale, (float) learningRate);
            parameter.changed();
        }
    }

    private float clipping(List<Parameter> parameters) {
        if (Double.isInfinite(settings.clipNorm())) {
            return 1;
        }
        double squares = 0;
        for (Parameter parameter : parameters) {
            for (float g : parameter.gradient()) {
                squares += (double) g * g;
            }
        }
        return (float) Math.min(1, settings.clipNorm() / (Math.sqrt(squares) + CLIP_EPSILON));
    }

    private void move(Parameter parameter, float scale, float learningRate) {
        float[] values = parameter.values();
        float[] gradient = parameter.gradient();
        float momentum = (float) settings.momentum();
        float decay = (float) settings.weightDecay();
        float[] buffer = buffers.computeIfAbsent(parameter.name(), name -> new float[values.length]);
        boolean nesterov = settings.nesterov();
        for (int i = 0; i < values.length; i++) {
            float g = scale * gradient[i] + decay * values[i];
            buffer[i] = momentum * buffer[i] + g;
            values[i] -= learningRate * (nesterov ? g + momentum * buffer[i] : buffer[i]);
        }
    }

    /**
     * Whether all momenta are finite.
     *
     * @return false where a training has diverged
     */
    public boolean isFinite() {
        return buffers.values().stream().allMatch(Parameters::isFinite);
    }

    /**
     * Takes for each weight the mean momentum of those others that have moved it.
     *
     * @param others that began with this momentum
     */
    public void takeMean(List<Sgd> others) {
        SortedMap<String, Integer> lengths = new TreeMap<>();
        others.forEach(other -> other.buffers.forEach((name, buffer) -> lengths.put(name, buffer.length)));
        lengths.forEach((name, length) -> {
            float[] none = new float[length];
            buffers.put(
                    name,
                    Mean.ofChanged(
                            buffers.getOrDefault(name, none),
                            others.stream()
                                    .map(other -> other.buffers.getOrDefault(name, none))
                                    .toList()));
        });
    }

    /**
     * Writes the momentum.
     *
     * @param out where to
     * @throws IOException from {@code out}
     */
    public void save(DataOutput out) throws IOException {
        out.writeInt(buffers.size());
        for (Map.Entry<String, float[]> buffer : buffers.entrySet()) {
            out.writeUTF(buffer.getKey());
            BinaryFloats.write(buffer.getValue(), out);
        }
    }

    /**
     * Takes the momentum up where it was saved.
     *
     * @param in where from
     * @param parameters that it belongs to
     * @throws IOException from {@code in}, or where the momentum does not fit the parameters
     */
    public void restore(DataInput in, Parameters parameters) throws IOException {
        buffers.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            buffers.put(name, BinaryFloats.read(in, parameters.get(name).values().length, "momenta of " + name));
        }
    }
}
