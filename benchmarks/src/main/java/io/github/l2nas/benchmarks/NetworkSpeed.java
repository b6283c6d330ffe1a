package io.github.l2nas.benchmarks;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.benchmarks.pytorch.MemoryFormat;
import io.github.l2nas.benchmarks.pytorch.PyTorchNetwork;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Folding;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.Noise;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.network.Sgd;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A training step, a validation pass or inference, ours and PyTorch's, on the same networks and batch. Each side is a process of its
 * own, so that neither's threads nor memory are the other's. They work in turn: each time some steps or passes that are not timed,
 * then one that is ({@link NetworkProcess#time}). The medians and their ratio are printed, then each side's peak resident memory.
 *
 * <p>Arguments: threads (2), rounds (15), cases (all of {@link SpeedCases#NAMES}, separated by commas), peer: {@code pytorch}
 * (its default memory format) or {@code pytorch-channels-last}.
 */
public final class NetworkSpeed {

    private static final int WARM_UP = 3;
    private static final int MILLI = 1_000_000;
    private static final double LEARNING_RATE = 0.025;

    private NetworkSpeed() {}

    /** What a side does. */
    private interface Side extends AutoCloseable {
        void train(LayerGraph graph, float[] images, int[] labels);

        void validate(LayerGraph graph, float[] images);

        void infer(Network network, float[] images);

        @Override
        void close();
    }

    private record Ours(Executor executor, Parameters parameters, Sgd sgd, IdentityHashMap<Network, Network> folded)
            implements Side {
        static Ours open(SpeedCases networks, int threads) {
            return new Ours(
                    new Executor(Backends.choose(null), threads),
                    networks.networks().get(0).parameters(),
                    new Sgd(new Sgd.Settings(0.9, false, 5e-4, Double.POSITIVE_INFINITY)),
                    new IdentityHashMap<>());
        }

        @Override
        public void train(LayerGraph graph, float[] images, int[] labels) {
            parameters.initialise(graph);
            executor.train(graph, parameters, images, labels, CrossEntropy.PLAIN, Noise.NONE);
            sgd.step(graph, parameters, LEARNING_RATE);
        }

        @Override
        public void validate(LayerGraph graph, float[] images) {
            executor.logits(graph, parameters, images, Statistics.BATCH);
        }

        @Override
        public void infer(Network network, float[] images) {
            Network ready = folded.computeIfAbsent(network, Folding::of);
            executor.logits(ready.graph(), ready.parameters(), images, Statistics.RUNNING);
        }

        @Override
        public void close() {
            executor.close();
        }
    }

    private record PyTorch(
            PyTorchNetwork network,
            int threads,
            MemoryFormat format,
            IdentityHashMap<Network, PyTorchNetwork> inferring)
            implements Side {
        static PyTorch open(int threads, MemoryFormat format) {
            return new PyTorch(new PyTorchNetwork(threads, format), threads, format, new IdentityHashMap<>());
        }

        @Override
        public void train(LayerGraph graph, float[] images, int[] labels) {
            network.trainStep(graph, images, labels, labels.length);
        }

        @Override
        public void validate(LayerGraph graph, float[] images) {
            network.logitsWithBatchStatistics(graph, images, images.length / imageSize(graph));
        }

        /** Each network has a store of its own: all name the same weights, in other sizes. */
        @Override
        public void infer(Network given, float[] images) {
            PyTorchNetwork ready = inferring.computeIfAbsent(given, key -> {
                PyTorchNetwork made = new PyTorchNetwork(threads, format);
                given.parameters()
                        .all()
                        .forEach(parameter -> made.put(parameter.name(), parameter.shape(), parameter.values()));
                return made;
            });
            ready.logits(given.graph(), images, images.length / imageSize(given.graph()));
        }

        private static int imageSize(LayerGraph graph) {
            return Math.toIntExact(graph.nodes().get(0).shape().size());
        }

        @Override
        public void close() {
            inferring.values().forEach(PyTorchNetwork::close);
            network.close();
        }
    }

    /**
     * Measures and prints; with {@code --side} it is one of the sides.
     *
     * @param arguments as described
     * @throws IOException where a side can't be started or ends early
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("--side")) {
            serve(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
            return;
        }
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        List<String> cases = arguments.length > 2 ? List.of(arguments[2].split(",", -1)) : SpeedCases.NAMES;
        String peer = arguments.length > 3 ? arguments[3] : "pytorch";
        for (String name : cases) {
            compare(name, peer, threads, rounds);
        }
    }

    private static void compare(String name, String peer, int threads, int rounds) throws IOException {
        try (NetworkProcess ours = new NetworkProcess("ours", name, threads);
                NetworkProcess pyTorch = new NetworkProcess(peer, name, threads)) {
            SpeedCases networks = SpeedCases.named(name);
            int graphs = networks.networks().size();
            for (String what : networks.work()) {
                double[][] left = new double[graphs][rounds];
                double[][] right = new double[graphs][rounds];
                for (int round = -WARM_UP; round < rounds; round++) {
                    for (int graph = 0; graph < graphs; graph++) { // another path each time, as a supernet trains
                        double ourTime = ours.time(what, graph, graphs);
                        double itsTime = pyTorch.time(what, graph, graphs);
                        if (round >= 0) {
                            left[graph][round] = ourTime;
                            right[graph][round] = itsTime;
                        }
                    }
                }
                for (int graph = 0; graph < graphs; graph++) {
                    print(name + " " + graph + " " + what, Median.of(left[graph]), Median.of(right[graph]), "ms");
                }
            }
            print(name + " peak memory", ours.ask("memory"), pyTorch.ask("memory"), "MB");
        }
    }

    private static void print(String what, double ours, double its, String unit) {
        System.out.printf(
                Locale.ROOT,
                "%-28s ours %8.1f %s  PyTorch %8.1f %s  ratio %.2f%n",
                what,
                ours,
                unit,
                its,
                unit,
                ours / its);
    }

    private static void serve(String which, String name, int threads) throws IOException {
        SpeedCases networks = SpeedCases.named(name);
        SplittableRandom random = new SplittableRandom(1);
        float[] images =
                new float[Math.toIntExact(networks.batch() * networks.image().size())];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble(-2, 2);
        }
        int[] labels = random.ints(networks.batch(), 0, networks.classes()).toArray();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        MemoryFormat format =
                which.equals("pytorch-channels-last") ? MemoryFormat.CHANNELS_LAST : MemoryFormat.CONTIGUOUS;
        try (Side side = which.equals("ours") ? Ours.open(networks, threads) : PyTorch.open(threads, format)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println("= " + answer(line, side, networks, images, labels));
            }
        }
    }

    private static double answer(String line, Side side, SpeedCases networks, float[] images, int[] labels)
            throws IOException {
        if (line.equals("memory")) {
            return peakMegabytes();
        }
        String[] words = line.split(" ", -1);
        Network network = networks.networks().get(Integer.parseInt(words[1]));
        long from = System.nanoTime();
        switch (words[0]) {
            case "train" -> side.train(network.graph(), images, labels);
            case "validate" -> side.validate(network.graph(), images);
            default -> side.infer(network, images);
        }
        return (double) (System.nanoTime() - from) / MILLI;
    }

    private static double peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("/proc/self/status has no VmHWM");
    }
}
