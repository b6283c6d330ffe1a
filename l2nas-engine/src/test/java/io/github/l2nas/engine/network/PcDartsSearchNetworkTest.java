package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.pytorch.Distance;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The search network of PC-DARTS with all operations on all edges, as the original PyTorch code computed it: its logits and
 * the gradients of its weights and of the alphas and betas that weigh operations and edges.
 */
class PcDartsSearchNetworkTest {

    private static final double LOSS = 1e-5;
    private static final int THREADS = 1;

    private final Parameters parameters = new Parameters(1);
    private final MixtureGraph mixtures = new MixtureGraph();
    private final Map<String, double[]> choices = new TreeMap<>();
    private final Map<String, double[]> gradients = new TreeMap<>();
    private Path folder;
    private JsonNode reference;
    private int nodes;
    private int operations;
    private List<Boolean> reductions;

    static Stream<Arguments> networks() throws IOException {
        return ReferenceNetworks.cases("pc-darts", "alphas_normal.npy").stream()
                .flatMap(network -> Stream.of(Arguments.of("onednn", network), Arguments.of("nd4j", network)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theSearchNetworkIsThatOfPyTorch(String backend, String network) throws IOException {
        read(network);
        LayerGraph graph = graph();
        mixtures.write(parameters);
        float[] images = npy("input.npy").floats();
        try (Executor executor = new Executor(Backends.choose(backend), THREADS)) {
            Distance.requireLogits(
                    executor.logits(graph, parameters, images, Statistics.BATCH), npy("logits_train.npy"), 0);
            double loss =
                    executor.train(graph, parameters, images, npy("labels.npy").ints(), CrossEntropy.PLAIN, Noise.NONE);
            assertThat(loss).isCloseTo(reference.get("loss").asDouble(), within(LOSS));
        }
        collectChoiceGradients();
        for (Path file : ReferenceNetworks.arrays(folder.resolve("grad"))) {
            String name = ReferenceNetworks.tensor(file);
            float[] gradient = gradients.containsKey(name)
                    ? MixtureGraph.floats(gradients.get(name))
                    : parameters.get(name).gradient();
            double own = reference
                    .at("/gradients/" + name + "/relative_difference_to_float64")
                    .asDouble();
            Distance.requireRelative(file, gradient, Distance.GRADIENTS, own);
        }
    }

    private void read(String network) throws IOException {
        folder = ReferenceNetworks.file(network);
        reference = ReferenceNetworks.description(folder);
        nodes = reference.get("steps").asInt();
        PyTorchCheckpoint.read(folder.resolve("state_dict.pth"))
                .forEach((name, tensor) -> parameters.put(name, tensor.shape(), tensor.values()));
        for (String name : List.of("alphas_normal", "alphas_reduce", "betas_normal", "betas_reduce")) {
            choices.put(name, npy(name + ".npy").values());
            gradients.put(name, new double[choices.get(name).length]);
        }
        operations = npy("alphas_normal.npy").shape().get(1);
        int cells = reference.get("layers").asInt();
        reductions = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            reductions.add(cell == cells / 3 || cell == 2 * cells / 3);
        }
    }

    private NpyFile npy(String file) throws IOException {
        return NpyFile.read(folder.resolve(file));
    }

    private LayerGraph graph() throws IOException {
        List<Integer> images = npy("input.npy").shape();
        int channels = reference.get("C").asInt();
        GraphBuilder graph = new GraphBuilder();
        int width = reference.get("stem_multiplier").asInt() * channels;
        int stem = graph.convolution(
                Weight.whole("stem.0.weight", width, images.get(1), 3, 3),
                1,
                1,
                1,
                1,
                graph.input(new Shape(images.get(1), images.get(2), images.get(3))));
        int beforeLast = graph.batchNorm("stem.1", stem);
        int last = beforeLast;
        width = channels;
        for (int cell = 0; cell < reductions.size(); cell++) {
            width *= reductions.get(cell) ? 2 : 1;
            boolean halve = cell > 0 && reductions.get(cell - 1);
            String name = "cells." + cell;
            int output = cell(
                    graph,
                    cell,
                    halve
                            ? halved(graph, name + ".preprocess0", width, beforeLast)
                            : preprocessed(graph, name + ".preprocess0", width, beforeLast),
                    preprocessed(graph, name + ".preprocess1", width, last));
            beforeLast = last;
            last = output;
        }
        int features = graph.globalAveragePool(last);
        int classes = reference.get("num_classes").asInt();
        return graph.build(
                graph.linear(
                        Weight.whole(
                                "classifier.weight",
                                classes,
                                graph.shape(features).channels()),
                        Weight.whole("classifier.bias", classes),
                        features),
                OptionalInt.empty());
    }

    /** ReLU, 1 x 1 convolution, batch normalisation without gamma and beta. */
    private static int preprocessed(GraphBuilder graph, String name, int width, int input) {
        int in = graph.shape(input).channels();
        return graph.plainBatchNorm(
                name + ".op.2",
                graph.convolution(Weight.whole(name + ".op.1.weight", width, in, 1, 1), 1, 0, 1, 1, graph.relu(input)));
    }

    /** DARTS' FactorizedReduce. */
    private static int halved(GraphBuilder graph, String name, int width, int input) {
        int in = graph.shape(input).channels();
        int relu = graph.relu(input);
        int even = graph.convolution(Weight.whole(name + ".conv_1.weight", width / 2, in, 1, 1), 2, 0, 1, 1, relu);
        int odd = graph.convolution(
                Weight.whole(name + ".conv_2.weight", width / 2, in, 1, 1), 2, 0, 1, 1, graph.crop(relu));
        return graph.plainBatchNorm(name + ".bn", graph.concat(List.of(even, odd)));
    }

    private int cell(GraphBuilder graph, int cell, int first, int second) {
        boolean reduction = reductions.get(cell);
        List<Integer> states = new ArrayList<>(List.of(first, second));
        int edge = 0;
        for (int node = 0; node < nodes; node++) {
            double[] factors = factors(reduction, edge, states.size());
            List<Integer> incoming = new ArrayList<>();
            for (int source = 0; source < factors.length; source++) {
                incoming.add(mixtures.add(
                        graph,
                        edgeName(cell, edge),
                        weights(reduction, edge),
                        factors[source],
                        reduction && source < 2 ? 2 : 1,
                        states.get(source)));
                edge++;
            }
            states.add(graph.sum(incoming));
        }
        return graph.concat(states.subList(2, states.size()));
    }

    private static String edgeName(int cell, int edge) {
        return "cells." + cell + "._ops." + edge + ".";
    }

    private static String kind(boolean reduction) {
        return reduction ? "reduce" : "normal";
    }

    /** Of the operations of an edge. */
    private double[] weights(boolean reduction, int edge) {
        return softmax(choices.get("alphas_" + kind(reduction)), edge * operations, operations);
    }

    /** Of the edges that come to a node. */
    private double[] factors(boolean reduction, int firstEdge, int count) {
        return softmax(choices.get("betas_" + kind(reduction)), firstEdge, count);
    }

    private static double[] softmax(double[] values, int from, int count) {
        double[] exponentials =
                Arrays.stream(values, from, from + count).map(Math::exp).toArray();
        double sum = Arrays.stream(exponentials).sum();
        return Arrays.stream(exponentials).map(value -> value / sum).toArray();
    }

    private void collectChoiceGradients() {
        for (int cell = 0; cell < reductions.size(); cell++) {
            boolean reduction = reductions.get(cell);
            int edge = 0;
            for (int node = 0; node < nodes; node++) {
                int count = node + 2;
                double[] factors = factors(reduction, edge, count);
                double[] ofFactors = new double[count];
                for (int source = 0; source < count; source++) {
                    int row = edge + source;
                    double[] weights = weights(reduction, row);
                    String name = edgeName(cell, row);
                    ofFactors[source] = mixtures.factorGradient(name, weights, parameters);
                    addBehindSoftmax(
                            gradients.get("alphas_" + kind(reduction)),
                            row * operations,
                            weights,
                            mixtures.weightGradients(name, factors[source], parameters));
                }
                addBehindSoftmax(gradients.get("betas_" + kind(reduction)), edge, factors, ofFactors);
                edge += count;
            }
        }
    }

    private static void addBehindSoftmax(double[] sums, int from, double[] softmax, double[] gradient) {
        double mean = 0;
        for (int i = 0; i < softmax.length; i++) {
            mean += softmax[i] * gradient[i];
        }
        for (int i = 0; i < softmax.length; i++) {
            sums[from + i] += softmax[i] * (gradient[i] - mean);
        }
    }
}
