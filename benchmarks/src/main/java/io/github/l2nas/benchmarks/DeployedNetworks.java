package io.github.l2nas.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.engine.evaluation.EvaluationRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trained networks to deploy: of the size that the examples train, a few minutes each, and one of the benchmark's size. */
final class DeployedNetworks {

    private static final String CELL =
            "|nor_conv_3x3~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";

    /** DARTS_V2 (Liu et al. 2019). */
    private static final String GENOTYPE =
            "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0),"
                    + " ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)],"
                    + " normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2),"
                    + " ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)],"
                    + " reduce_concat=range(2, 6))";

    /**
     * A network.
     *
     * @param name of its directory
     * @param data part of the path of its data set
     * @param space its space
     * @param architecture its notation
     * @param size its channels and cells
     * @param imageSize side of the images; null for their own
     * @param settings of its training
     */
    private record Case(
            String name,
            String data,
            String space,
            String architecture,
            NetworkSize size,
            Integer imageSize,
            Map<String, String> settings) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "optdigits",
                    "optdigits",
                    "nas-bench-201",
                    CELL,
                    new NetworkSize(8, 1),
                    null,
                    Map.of("epochs", "20", "batchSize", "64", "flip", "false", "cropPadding", "1")),
            new Case(
                    "full-size",
                    "optdigits",
                    "nas-bench-201",
                    CELL,
                    new NetworkSize(16, 5),
                    32,
                    Map.of("epochs", "1", "batchSize", "64", "flip", "false")),
            new Case(
                    "cifar-10",
                    "cifar-10",
                    "nas-bench-201",
                    CELL,
                    new NetworkSize(8, 1),
                    null,
                    Map.of("epochs", "6", "batchSize", "64")),
            new Case(
                    "fashion-mnist",
                    "fashion-mnist",
                    "darts",
                    GENOTYPE,
                    new NetworkSize(8, 3),
                    32,
                    Map.of("epochs", "1", "batchSize", "128", "auxiliaryWeight", "0")));

    private final Path work;

    /**
     * @param work where networks lie, and stay from one run to the next
     */
    DeployedNetworks(Path work) {
        this.work = work;
    }

    /**
     * Networks for a data set.
     *
     * @param data its files; the path tells which it is
     * @return names, for {@link #of}
     */
    List<String> names(Path data) {
        return CASES.stream()
                .filter(each -> data.toString().contains(each.data()))
                .map(Case::name)
                .toList();
    }

    /**
     * Trains and exports a network, unless that was done before, and prints its accuracy and sizes.
     *
     * @param name the network
     * @param data its data set
     * @return the directory of its models
     * @throws IOException where something can't be read or written
     */
    Path of(String name, Path data) throws IOException {
        Case trained = CASES.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Path output = work.resolve(trained.name()).toAbsolutePath();
        Files.createDirectories(output);
        InputFile input = new InputFile(data.getFileName().toString(), data.toAbsolutePath(), ContentDigest.of(data));
        EvaluateJob job = new EvaluateJob(
                Part.named(trained.space()),
                null,
                trained.architecture(),
                new DatasetInput(input, null, null, trained.imageSize(), null),
                trained.size(),
                null,
                trained.settings(),
                1,
                1,
                0,
                null,
                null,
                "int8",
                null,
                new Compute(null, 1),
                null,
                null,
                output,
                "2026-01-01T00:00:00Z");
        new EvaluationRunner(job, event -> {}, System::nanoTime).run();
        print(trained.name(), output);
        return output;
    }

    private static void print(String name, Path directory) throws IOException {
        JsonNode evaluation =
                new JsonMapper().readTree(directory.resolve("evaluation.json").toFile());
        JsonNode quantization = evaluation.get("quantization");
        System.out.printf(
                Locale.ROOT,
                "%s: %,d parameters, %,d MACs; test accuracy %.2f %%, int8 %.2f %%; model.zip %,d bytes, model.onnx %,d,"
                        + " model-int8.onnx %,d%n",
                name,
                evaluation.at("/network/params").asLong(),
                evaluation.at("/network/macs").asLong(),
                100 * quantization.at("/before/top1").asDouble(),
                100 * quantization.at("/after/top1").asDouble(),
                Files.size(directory.resolve("model.zip")),
                quantization.at("/before/bytes").asLong(),
                quantization.at("/after/bytes").asLong());
    }
}
