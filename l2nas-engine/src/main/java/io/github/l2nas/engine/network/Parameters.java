package io.github.l2nas.engine.network;

import io.github.l2nas.api.file.BinaryFloats;
import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weights and running statistics by the names of the state dict. Networks that name the same weight share it: this is the
 * weight store of a supernet.
 */
public final class Parameters implements Checkpointable {

    static final String RUNNING_MEAN = ".running_mean";
    static final String RUNNING_VARIANCE = ".running_var";

    private static final int MOST_DIMENSIONS = 4;

    private final SortedMap<String, Parameter> byName = new TreeMap<>();
    private final long seed;

    /** @param seed of the initial values */
    public Parameters(long seed) {
        this.seed = seed;
    }

    /**
     * All parameters so far, sorted by name.
     *
     * @return a view
     */
    public Collection<Parameter> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * A parameter that exists.
     *
     * @param name the state dict's key
     * @return the parameter
     * @throws IllegalArgumentException where there is none
     */
    public Parameter get(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("there is no parameter " + name);
        }
        return parameter;
    }

    /**
     * Adds or replaces a parameter's values.
     *
     * @param name the state dict's key
     * @param shape its sizes
     * @param values row-major; copied
     */
    public void put(String name, List<Integer> shape, float[] values) {
        Parameter parameter = byName.get(name);
        if (parameter == null || !parameter.shape().equals(shape)) {
            byName.put(name, new Parameter(name, shape, values.clone()));
            return;
        }
        System.arraycopy(values, 0, parameter.values(), 0, values.length);
        parameter.changed();
    }

    /**
     * Adds those parameters of a network that are missing. Weights are uniform in +-1/sqrt(fan-in), as PyTorch initialises
     * convolutions and linear layers; gamma is 1, beta 0, the running mean 0 and the running variance 1. The values
     * depend on the seed and the name alone, not on the order in which networks come.
     *
     * @param graph the network
     */
    public void initialise(LayerGraph graph) {
        for (LayerGraph.Node node : graph.nodes()) {
            Layer layer = node.layer();
            if (layer instanceof Layer.BatchNorm norm) {
                List<Integer> channels = List.of(node.shape().channels());
                norm.scale().ifPresent(weight -> initialise(weight.name(), channels, 1));
                norm.shift().ifPresent(weight -> initialise(weight.name(), channels, 0));
                initialise(norm.name() + RUNNING_MEAN, channels, 0);
                initialise(norm.name() + RUNNING_VARIANCE, channels, 1);
            } else {
                initialiseUniform(layer.weights());
            }
        }
    }

    private void initialise(String name, List<Integer> shape, float value) {
        byName.computeIfAbsent(name, key -> {
            float[] values = new float[count(shape)];
            Arrays.fill(values, value);
            return new Parameter(name, shape, values);
        });
        requireShape(byName.get(name), shape);
    }

    private void initialiseUniform(List<Weight> weights) {
        if (weights.isEmpty()) {
            return;
        }
        List<Integer> first = weights.get(0).shape();
        double bound = 1 / StrictMath.sqrt((double) count(first) / first.get(0));
        for (Weight weight : weights) {
            byName.computeIfAbsent(weight.name(), key -> {
                RandomStream random = new RandomStream(seed, "weights." + weight.name());
                float[] values = new float[count(weight.shape())];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (bound * (2 * random.nextDouble() - 1));
                }
                return new Parameter(weight.name(), weight.shape(), values);
            });
            requireShape(byName.get(weight.name()), weight.shape());
        }
    }

    private static void requireShape(Parameter parameter, List<Integer> shape) {
        if (!parameter.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    parameter.name() + " has shape " + parameter.shape() + ", this network wants " + shape);
        }
    }

    /**
     * Whether all values are finite.
     *
     * @return false where a training has diverged
     */
    public boolean areFinite() {
        return byName.values().stream().map(Parameter::values).allMatch(Parameters::isFinite);
    }

    static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes for each parameter the mean of those others that have changed it.
     *
     * @param others that began with these parameters, all of them
     * @throws IllegalArgumentException where a parameter is missing from one of them
     */
    public void takeMean(List<Parameters> others) {
        for (Parameter before : byName.values()) {
            List<float[]> values = others.stream()
                    .map(other -> other.get(before.name()).values())
                    .toList();
            put(before.name(), before.shape(), Mean.ofChanged(before.values(), values));
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(byName.size());
        for (Parameter parameter : byName.values()) {
            out.writeUTF(parameter.name());
            out.writeInt(parameter.shape().size());
            for (int size : parameter.shape()) {
                out.writeInt(size);
            }
            BinaryFloats.write(parameter.values(), out);
        }
    }

    /** Adds or replaces the parameters that were saved. */
    @Override
    public void restore(DataInput in) throws IOException {
        int parameters = in.readInt();
        for (int i = 0; i < parameters; i++) {
            String name = in.readUTF();
            int dimensions = in.readInt();
            if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
                throw new IOException("corrupt: " + name + " has " + dimensions + " dimensions");
            }
            List<Integer> shape = new ArrayList<>();
            long count = 1;
            for (int d = 0; d < dimensions; d++) {
                int size = in.readInt();
                count *= size;
                if (size < 1 || count > Integer.MAX_VALUE / Float.BYTES) {
                    throw new IOException("corrupt: " + name + " has a size of " + size);
                }
                shape.add(size);
            }
            put(name, shape, BinaryFloats.read(in, (int) count, "numbers of " + name));
        }
    }

    private static int count(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
