package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network forward in double precision, each layer by its definition: what tests compare the executor with. */
public final class DoubleNetwork {

    private final LayerGraph graph;
    /** By the names of the state dict; tests change them. */
    public final Map<String, double[]> weights = new LinkedHashMap<>();
    /** Without batch normalisation, as synflow has it. */
    private final boolean plain;
    /** Inputs of the ReLUs of the last forward pass, layer by layer, each N x C x H x W. */
    public final List<double[]> beforeRelu = new ArrayList<>();

    public DoubleNetwork(LayerGraph graph, Parameters parameters, boolean plain) {
        this.graph = graph;
        this.plain = plain;
        graph.weights().keySet().forEach(name -> {
            float[] values = parameters.get(name).values();
            double[] copy = new double[values.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = values[i];
            }
            weights.put(name, copy);
        });
    }

    /** Logits, N x classes. */
    public double[] logits(double[] images, int batch) {
        beforeRelu.clear();
        List<double[]> outputs = new ArrayList<>();
        for (LayerGraph.Node node : graph.nodes()) {
            List<double[]> inputs = node.inputs().stream().map(outputs::get).toList();
            List<Shape> shapes = node.inputs().stream()
                    .map(input -> graph.nodes().get(input).shape())
                    .toList();
            outputs.add(run(node, inputs, shapes, images, batch));
        }
        return outputs.get(graph.output());
    }

    private double[] run(LayerGraph.Node node, List<double[]> inputs, List<Shape> shapes, double[] images, int batch) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Input) {
            return images;
        }
        double[] input = inputs.get(0);
        if (layer instanceof Layer.Convolution convolution) {
            return convolve(convolution, input, shapes.get(0), node.shape(), batch);
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return plain ? input : normalise(norm, input, node.shape(), batch);
        }
        if (layer instanceof Layer.Activation) {
            beforeRelu.add(input);
            double[] output = input.clone();
            for (int i = 0; i < output.length; i++) {
                output[i] = Math.max(0, output[i]);
            }
            return output;
        }
        if (layer instanceof Layer.Pool pool) {
            return pool(pool, input, shapes.get(0), node.shape(), batch);
        }
        if (layer instanceof Layer.GlobalAveragePool) {
            int map = shapes.get(0).height() * shapes.get(0).width();
            double[] output = new double[input.length / map];
            for (int i = 0; i < input.length; i++) {
                output[i / map] += input[i] / map;
            }
            return output;
        }
        if (layer instanceof Layer.Add) {
            double[] output = new double[input.length];
            for (double[] part : inputs) {
                for (int i = 0; i < output.length; i++) {
                    output[i] += part[i];
                }
            }
            return output;
        }
        if (layer instanceof Layer.Linear linear) {
            return linear(linear, input, batch);
        }
        throw new IllegalArgumentException(layer.toString());
    }

    private double[] convolve(Layer.Convolution layer, double[] input, Shape from, Shape to, int batch) {
        double[] weight = weights.get(layer.weight().name());
        int inputs = layer.weight().shape().get(1);
        int kernel = layer.weight().shape().get(2);
        int outputsOfGroup = to.channels() / layer.groups();
        double[] output = new double[Math.toIntExact(batch * to.size())];
        for (int index = 0; index < output.length; index++) {
            int x = index % to.width();
            int y = index / to.width() % to.height();
            int channel = index / (to.width() * to.height()) % to.channels();
            int image = index / Math.toIntExact(to.size());
            double sum =
                    layer.bias().map(bias -> weights.get(bias.name())[channel]).orElse(0.0);
            for (int k = 0; k < inputs * kernel * kernel; k++) {
                int row = y * layer.stride() - layer.padding() + k / kernel % kernel * layer.dilation();
                int column = x * layer.stride() - layer.padding() + k % kernel * layer.dilation();
                int source = channel / outputsOfGroup * inputs + k / (kernel * kernel);
                if (row >= 0 && row < from.height() && column >= 0 && column < from.width()) {
                    sum += weight[channel * inputs * kernel * kernel + k]
                            * input[((image * from.channels() + source) * from.height() + row) * from.width() + column];
                }
            }
            output[index] = sum;
        }
        return output;
    }

    private double[] normalise(Layer.BatchNorm layer, double[] input, Shape shape, int batch) {
        int map = shape.height() * shape.width();
        double[] output = new double[input.length];
        for (int channel = 0; channel < shape.channels(); channel++) {
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < batch * map; k++) {
                double value = input[(k / map * shape.channels() + channel) * map + k % map];
                sum += value;
                squares += value * value;
            }
            double mean = sum / (batch * map);
            double deviation = Math.sqrt(squares / (batch * map) - mean * mean + Layer.BatchNorm.EPSILON);
            double scale = factor(layer.scale().map(Weight::name).orElse(""), channel, 1);
            double shift = factor(layer.shift().map(Weight::name).orElse(""), channel, 0);
            for (int k = 0; k < batch * map; k++) {
                int index = (k / map * shape.channels() + channel) * map + k % map;
                output[index] = (input[index] - mean) / deviation * scale + shift;
            }
        }
        return output;
    }

    private double factor(String name, int channel, double otherwise) {
        return weights.containsKey(name) ? weights.get(name)[channel] : otherwise;
    }

    private static double[] pool(Layer.Pool layer, double[] input, Shape from, Shape to, int batch) {
        double[] output = new double[Math.toIntExact(batch * to.size())];
        for (int index = 0; index < output.length; index++) {
            int plane = index / (to.width() * to.height());
            double sum = 0;
            int points = 0;
            for (int k = 0; k < layer.kernel() * layer.kernel(); k++) {
                int row = index / to.width() % to.height() * layer.stride() - layer.padding() + k / layer.kernel();
                int column = index % to.width() * layer.stride() - layer.padding() + k % layer.kernel();
                if (row >= 0 && row < from.height() && column >= 0 && column < from.width()) {
                    sum += input[(plane * from.height() + row) * from.width() + column];
                    points++;
                }
            }
            output[index] = sum / points;
        }
        return output;
    }

    private double[] linear(Layer.Linear layer, double[] input, int batch) {
        double[] weight = weights.get(layer.weight().name());
        double[] output = weights.get(layer.bias().name());
        int outputs = output.length;
        int inputs = weight.length / outputs;
        double[] logits = new double[batch * outputs];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = output[i % outputs];
            for (int k = 0; k < inputs; k++) {
                logits[i] += weight[i % outputs * inputs + k] * input[i / outputs * inputs + k];
            }
        }
        return logits;
    }
}
