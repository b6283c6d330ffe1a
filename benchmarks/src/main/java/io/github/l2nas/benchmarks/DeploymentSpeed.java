package io.github.l2nas.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a consumer of a published model waits for: {@code model.zip} in DL4J, {@code model.onnx} and {@code model-int8.onnx} in
 * ONNX Runtime, one and two threads, one picture at a time. Trains the networks first where they are not there yet. Each
 * measurement is a new process, the processes take turns, and the medians over the rounds are printed, with the least and the
 * greatest.
 *
 * <p>Arguments: a directory to work in, the number of rounds, data sets (optdigits.csv.gz, cifar-10-batches-bin,
 * fashion-mnist).
 */
public final class DeploymentSpeed {

    private static final double MILLI = 1e6;

    /** How long a process answers before its answers count, and then until it has enough of them. */
    private static final double WARM_UP_MILLIS = 1000;

    private static final double MEASURED_MILLIS = 2000;
    private static final List<String> MODELS = List.of("model.zip", "model.onnx", "model-int8.onnx");

    private DeploymentSpeed() {}

    /**
     * Trains and measures, or is one of the measuring processes.
     *
     * @param arguments see above
     * @throws Exception where something fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("measure")) {
            measure(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        }
        DeployedNetworks networks = new DeployedNetworks(Path.of(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        for (String data : Arrays.asList(arguments).subList(2, arguments.length)) {
            for (String name : networks.names(Path.of(data))) {
                print(inTurn(networks.of(name, Path.of(data)), rounds));
            }
        }
    }

    /** What a process has measured, in milliseconds. */
    private record Times(double load, double first, double answer) {
        static Times parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Times(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]));
        }
    }

    private static Map<String, List<Times>> inTurn(Path directory, int rounds)
            throws IOException, InterruptedException {
        Map<String, List<Times>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (int threads = 1; threads <= 2; threads++) {
                for (String model : MODELS) {
                    times.computeIfAbsent(model + " " + threads, key -> new ArrayList<>())
                            .add(run(directory.resolve(model), threads));
                }
            }
        }
        return times;
    }

    private static Times run(Path model, int threads) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                DeploymentSpeed.class.getName(),
                "measure",
                model.toString(),
                String.valueOf(threads));
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("exit status " + process.exitValue() + " of " + model);
        }
        return output.lines()
                .filter(line -> line.startsWith("times "))
                .map(Times::parse)
                .findFirst()
                .orElseThrow();
    }

    private static void print(Map<String, List<Times>> times) {
        System.out.println("| model | threads | load ms | first answer ms | answer ms | least to greatest |");
        System.out.println("|---|---|---|---|---|---|");
        times.forEach((name, all) -> {
            List<Double> answers = all.stream().map(Times::answer).sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.1f | %.3f | %.3f to %.3f |%n",
                    name.replace(" ", " | "),
                    Median.of(all.stream().map(Times::load).toList()),
                    Median.of(all.stream().map(Times::first).toList()),
                    Median.of(answers),
                    answers.get(0),
                    answers.get(answers.size() - 1));
        });
    }

    /** A network that answers for one picture. */
    private interface Model {
        float[] answer() throws Exception;
    }

    private static void measure(Path file, int threads) throws Exception {
        long start = System.nanoTime();
        Model model = file.toString().endsWith(".zip") ? dl4j(file) : onnxRuntime(file, threads);
        long loaded = System.nanoTime();
        model.answer();
        long answered = System.nanoTime();
        answers(model, WARM_UP_MILLIS);
        List<Double> times = answers(model, MEASURED_MILLIS);
        System.out.println(
                "times " + (loaded - start) / MILLI + " " + (answered - loaded) / MILLI + " " + Median.of(times));
    }

    /** Answers until some time is over, at least once; how long each took. */
    private static List<Double> answers(Model model, double millis) throws Exception {
        List<Double> times = new ArrayList<>();
        double sum = 0;
        while (sum < millis) {
            long from = System.nanoTime();
            model.answer();
            double time = (System.nanoTime() - from) / MILLI;
            times.add(time);
            sum += time;
        }
        return times;
    }

    private static Model dl4j(Path file) throws IOException {
        ComputationGraph network = ModelSerializer.restoreComputationGraph(file.toFile(), false);
        JsonNode input = description(file).get("input");
        long[] shape = {
            1,
            input.get("channels").asLong(),
            input.get("height").asLong(),
            input.get("width").asLong()
        };
        float[] pixels = pixels(shape);
        return () -> {
            INDArray images = Nd4j.create(pixels, shape, 'c');
            return network.outputSingle(images).toFloatVector();
        };
    }

    private static JsonNode description(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream json = zip.getInputStream(zip.getEntry("l2nas-model.json"))) {
            return new JsonMapper().readTree(json);
        }
    }

    private static Model onnxRuntime(Path file, int threads) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        OrtSession session = environment.createSession(Files.readAllBytes(file), options);
        long[] shape = ((TensorInfo) session.getInputInfo().get("input").getInfo()).getShape();
        shape[0] = 1;
        float[] pixels = pixels(shape);
        return () -> {
            try (OnnxTensor images = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
                    OrtSession.Result result = session.run(Map.of("input", images), Set.of("probabilities"))) {
                return ((float[][]) result.get(0).getValue())[0];
            }
        };
    }

    private static float[] pixels(long[] shape) {
        float[] pixels = new float[(int) (shape[1] * shape[2] * shape[3])];
        Arrays.fill(pixels, 0.5f);
        return pixels;
    }
}
