package io.github.l2nas.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.result.Sample;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.evaluation.EvaluationRunner;
import io.github.l2nas.engine.search.SearchRunner;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Searches that train, on some images of Fashion-MNIST, their middle 24 x 24 pixels at half the size: random search that trains each architecture for all epochs beside
 * strategies that may spend a share of its epochs. Prints the test accuracy of the answer, trained from scratch with all images for as
 * many epochs, the validation accuracy that the search has seen, and the processor time that the searches have taken.
 *
 * <p>Arguments: directory of Fashion-MNIST; images of its training part; space, a name or a class; first seed; number of seeds;
 * epochs; architectures of the random search; share of its epochs that the others may spend; fidelities separated by commas, or
 * {@code -} for those that follow from the epochs; strategies, each {@code name[:setting=value,...]}.
 */
public final class FidelityTraining {

    private static final int SIDE = 28;
    private static final int BORDER = 2;
    private static final int HALF = (SIDE - 2 * BORDER) / 2;
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int TEST_IMAGES = 5000;
    private static final int PERCENT = 100;
    private static final int VALIDATION_PERCENT = 50;
    private static final double NANOS = 1e9;

    private final SearchJobBuilder job;
    private final Path directory;

    private FidelityTraining(SearchJobBuilder job, Path directory) {
        this.job = job;
        this.directory = directory;
    }

    /**
     * Measures and prints, one line for each strategy.
     *
     * @param arguments data set, images, space, first seed, seeds, epochs, architectures, share, fidelities, strategies
     * @throws IOException where a file can't be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("fidelity-training");
        try {
            Path images = Files.createDirectory(directory.resolve("images"));
            write(Path.of(arguments[0]), images, "train", Integer.parseInt(arguments[1]));
            write(Path.of(arguments[0]), images, "t10k", TEST_IMAGES);
            int epochs = Integer.parseInt(arguments[5]);
            FidelityTraining training =
                    new FidelityTraining(job(arguments[2], images, epochs, arguments[8]), directory);
            int architectures = Integer.parseInt(arguments[6]);
            long first = Long.parseLong(arguments[3]);
            int seeds = Integer.parseInt(arguments[4]);
            training.tested(training.run("random", first - 1, epochs), first - 1); // warms up
            double all = (double) epochs * architectures;
            Map<String, Double> efforts = new LinkedHashMap<>();
            efforts.put("random", all);
            Arrays.asList(arguments)
                    .subList(9, arguments.length)
                    .forEach(strategy -> efforts.put(strategy, all * Double.parseDouble(arguments[7])));
            for (Map.Entry<String, Double> strategy : efforts.entrySet()) {
                training.print(arguments[2], strategy.getKey(), strategy.getValue(), first, seeds);
            }
        } finally {
            TimedProcess.delete(directory);
        }
    }

    private static SearchJobBuilder job(String name, Path images, int epochs, String fidelities) throws IOException {
        Part part = Part.named(name);
        SearchSpace space = SearchSpaces.of(part);
        boolean sized = space.capability(NetworkSpace.class).orElseThrow().usesChannelsAndCells();
        return new SearchJobBuilder(part)
                .evaluator(Part.named("train")
                        .with("epochs", epochs)
                        .with("validationPercent", VALIDATION_PERCENT)
                        .with("batchSize", 32)
                        .with("learningRate", 0.05)
                        .with("cropPadding", 1))
                .dataset(new DatasetInput(SearchRuns.input(images), null, null, null, null))
                .fidelities(
                        fidelities.equals("-") ? null : Fidelities.of(Arrays.asList(fidelities.split(",", -1)), null))
                .network(sized ? new NetworkSize(4, 1) : null)
                .compute(new Compute(null, 1));
    }

    private void print(String space, String strategy, double effort, long first, int seeds) throws IOException {
        List<Double> validation = new ArrayList<>();
        List<Double> test = new ArrayList<>();
        double seconds = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            long before = cpuNanos();
            Path answer = run(strategy, seed, effort);
            seconds += (cpuNanos() - before) / NANOS;
            validation.add(PERCENT * number(answer, "accuracy"));
            test.add(PERCENT * tested(answer, seed));
        }
        Sample tested = Sample.of(test);
        Sample seen = Sample.of(validation);
        System.out.printf(
                Locale.ROOT,
                "%s, %s: test %.2f +- %.2f, validation %.2f +- %.2f, at most %.0f epochs, %.1f CPU seconds a search%n",
                space,
                strategy,
                tested.mean(),
                tested.deviation(),
                seen.mean(),
                seen.deviation(),
                effort,
                seconds / seeds);
    }

    /** The answer's {@code architecture.json}. */
    private Path run(String strategy, long seed, double effort) throws IOException {
        Path output = Files.createTempDirectory(directory, "search");
        new SearchRunner(
                        job.strategy(SearchRuns.strategy(strategy))
                                .seed(seed)
                                .maxEffort(effort)
                                .outputDirectory(output)
                                .build(),
                        event -> {},
                        System::nanoTime)
                .run();
        return output.resolve("architecture.json");
    }

    /** Test accuracy of an answer that is trained from scratch with all images, in [0, 1]. */
    private double tested(Path answer, long seed) throws IOException {
        SearchJob search = job.build();
        Path output = Files.createTempDirectory(directory, "evaluation");
        Map<String, String> recipe = new TreeMap<>(search.evaluator().settings());
        recipe.remove("validationPercent");
        new EvaluationRunner(
                        new EvaluateJob(
                                search.space(),
                                SearchRuns.input(answer),
                                null,
                                search.dataset(),
                                search.network(),
                                null,
                                recipe,
                                seed,
                                1,
                                0,
                                null,
                                null,
                                null,
                                null,
                                search.compute(),
                                null,
                                null,
                                output,
                                search.outputTimestamp()),
                        event -> {},
                        System::nanoTime)
                .run();
        return number(output.resolve("evaluation.json"), "accuracy", "mean");
    }

    private static double number(Path json, String... path) throws IOException {
        try (InputStream in = Files.newInputStream(json)) {
            JsonNode node = new ObjectMapper().readTree(in);
            for (String field : path) {
                node = node.get(field);
            }
            return node.doubleValue();
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** The first images of a part without their border of two pixels, each pixel the mean of four. */
    private static void write(Path from, Path to, String part, int count) throws IOException {
        try (DataInputStream in = open(from.resolve(part + "-images-idx3-ubyte.gz"));
                DataOutputStream out = create(to.resolve(part + "-images-idx3-ubyte"))) {
            in.skipNBytes(4 * Integer.BYTES);
            for (int header : new int[] {IMAGES_MAGIC, count, HALF, HALF}) {
                out.writeInt(header);
            }
            byte[] image = new byte[SIDE * SIDE];
            for (int i = 0; i < count; i++) {
                in.readFully(image);
                out.write(halved(image));
            }
        }
        try (DataInputStream in = open(from.resolve(part + "-labels-idx1-ubyte.gz"));
                DataOutputStream out = create(to.resolve(part + "-labels-idx1-ubyte"))) {
            in.skipNBytes(2 * Integer.BYTES);
            out.writeInt(LABELS_MAGIC);
            out.writeInt(count);
            out.write(in.readNBytes(count));
        }
    }

    private static byte[] halved(byte[] image) {
        byte[] halved = new byte[HALF * HALF];
        for (int y = 0; y < HALF; y++) {
            for (int x = 0; x < HALF; x++) {
                int corner = 2 * (y + BORDER / 2) * SIDE + 2 * (x + BORDER / 2);
                int sum = (image[corner] & 0xff)
                        + (image[corner + 1] & 0xff)
                        + (image[corner + SIDE] & 0xff)
                        + (image[corner + SIDE + 1] & 0xff);
                halved[y * HALF + x] = (byte) (sum / 4);
            }
        }
        return halved;
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
    }

    private static DataOutputStream create(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new DataOutputStream(new BufferedOutputStream(out));
    }
}
