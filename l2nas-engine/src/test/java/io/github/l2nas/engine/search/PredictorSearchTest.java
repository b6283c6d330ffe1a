package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.predictor.PredictorFile;
import io.github.l2nas.engine.table.BlockLatencies;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorSearchTest {

    private static final int STEPS = 150;
    private static final long MAX_MACS = 120_000_000;

    @TempDir
    private Path directory;

    private InputFile latencies;
    private Part predictor;
    private final List<JobEvent> events = new ArrayList<>();

    @BeforeEach
    void writePredictor() throws IOException {
        predictor = Jobs.predictor(PredictorFile.write(directory).file(), 160, null);
        latencies = Jobs.input(BlockLatencies.write(directory.resolve("latencies.csv")));
    }

    private SearchJob job(String strategy, SearchJob.Constraints constraints) {
        Map<String, String> settings =
                strategy.equals("l2nas") ? Map.of("hiddenUnits", "8", "warmUpSteps", "50", "batchSize", "8") : Map.of();
        return Jobs.search("ofa-mbv3", predictor, directory.resolve("out"))
                .strategy(Jobs.strategy(strategy, settings))
                .steps(STEPS)
                .constraints(constraints)
                .build();
    }

    private JsonNode run(SearchJob job) throws IOException {
        Files.createDirectories(job.outputDirectory());
        new SearchRunner(job, events::add, System::nanoTime).run();
        return new ObjectMapper()
                .readTree(job.outputDirectory().resolve("architecture.json").toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2nas", "random", "regularized-evolution", "local-search", "reinforce"})
    void everyStrategyKeepsToTheConstraintsAtTheImageSize(String strategy) throws IOException {
        OfaMobileNetV3 space = new OfaMobileNetV3(new OfaNetwork(1, 1000, 160, 160));
        JsonNode found = run(job(strategy, new SearchJob.Constraints(null, MAX_MACS, latencies, 30.0, null)));
        assertThat(found.get("steps").asInt()).isEqualTo(STEPS);
        assertThat(found.get("metric").asText()).isEqualTo("predicted");
        assertThat(found.get("accuracy").asDouble()).isGreaterThan(PredictorFile.BASE);
        assertThat(found.get("cost").get("macs").asLong())
                .isEqualTo(space.cost(space.parse(found.get("architecture").toString()))
                        .macs())
                .isLessThanOrEqualTo(MAX_MACS);
        assertThat(found.get("cost").get("latencyMs").asDouble()).isLessThanOrEqualTo(30);
        JsonNode provenance = found.get("provenance");
        assertThat(provenance.get("inputs").get("predictor").get("sha256").asText())
                .isEqualTo(predictor.inputs().get("predictor").sha256());
        assertThat(provenance.get("inputs").get("latencyTable").get("name").asText())
                .isEqualTo("latencies.csv");
        assertThat(provenance.get("constraints").toString()).isEqualTo("[\"macs <= 120000000\",\"latency_ms <= 30\"]");
        assertThat(found.get("network").toString()).isEqualTo("{\"imageSize\":160,\"widthMultiplier\":1}");
    }

    @Test
    void aLimitThatNothingKeepsIsNamedAtOnce() {
        refuses(
                new SearchJob.Constraints(null, 60_000_000L, null, null, null),
                "constraints.maxMacs",
                "no architecture satisfies 'macs <= 60000000': the smallest macs is 63240528. Relax this constraint");
        refuses(
                new SearchJob.Constraints(3_000_000L, null, null, null, null),
                "constraints.maxParams",
                "no architecture satisfies 'params <= 3000000': the smallest params is 3410792. Relax this constraint");
        refuses(
                new SearchJob.Constraints(null, null, latencies, 12.0, null),
                "constraints.maxLatency",
                "no architecture satisfies 'latency_ms <= 12': the smallest latency_ms is 12.5."
                        + " Relax this constraint");
    }

    @Test
    void limitsThatDoNotFitTheEvaluatorSaySo() {
        refuses(
                new SearchJob.Constraints(null, null, null, 20.0, null),
                "constraints.latencyTable",
                "maxLatency needs latencies, of goal measure-latency for example; for a column of a table write a"
                        + " constraint");
        refuses(
                new SearchJob.Constraints(null, null, null, null, List.of("latency_ms <= 5")),
                "constraints.columns",
                "'latency_ms <= 5' names a column of a table, and this search has none. Use maxParams, maxMacs or"
                        + " maxLatency");
        refuses(
                new SearchJob.Constraints(null, null, latencies, Double.NaN, null),
                "constraints.maxLatency",
                "must be positive, got NaN");
    }

    private void refuses(SearchJob.Constraints constraints, String parameter, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job("random", constraints)))
                .withMessage(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }

    @Test
    void noNativeLibraryIsNeeded() throws IOException, InterruptedException {
        SearchJob job = job("l2nas", null);
        Path jobFile = Files.writeString(directory.resolve("job.json"), JobJson.write(job));
        String pureJava = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.matches(".*(nd4j|deeplearning4j|bytedeco|javacpp|openblas|dnnl|mkl).*"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        pureJava,
                        "io.github.l2nas.engine.Main",
                        jobFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        assertThat(process.waitFor())
                .describedAs(Files.readString(directory.resolve("output.log")))
                .isZero();
        Path history = job.outputDirectory().resolve("history.csv");
        byte[] inAnotherProcess = Files.readAllBytes(history);
        Files.delete(job.outputDirectory().resolve("journal.jsonl"));
        run(job);
        assertThat(history).hasBinaryContent(inAnotherProcess);
    }
}
