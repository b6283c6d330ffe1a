package io.github.l2nas.engine.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.own.SmallImages;
import io.github.l2nas.engine.schema.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of tests are too short to be exact; what is checked is that all is there and fits together. */
class LatencyJobTest extends JobFixture {

    private static final String SPACE = SmallImages.class.getName();
    private static final int SAMPLE = 10;
    private static final int CHECK = 2;

    private MeasureLatencyJob job(String runtime, String space, InputFile architectures, Duration timeBudget) {
        return new MeasureLatencyJob(
                Part.named(space),
                architectures,
                null,
                8,
                space.equals(SPACE) ? null : new NetworkSize(4, 1),
                runtime,
                1,
                MeasureLatencyJob.FEWEST_ROUNDS,
                SAMPLE,
                CHECK,
                1,
                Jobs.ONE_THREAD,
                timeBudget,
                directory.resolve("out"));
    }

    private InputFile measured() {
        return Jobs.input(directory.resolve("out/latency.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "engine"})
    void aModelOfASpaceOfOnesOwn(String runtime) throws IOException {
        JobEvent.Result result = run(job(runtime, SPACE, null, null));

        JsonNode file = json("out/latency.json");
        assertThat(SchemaFile.named("latency").violations(file)).isEmpty();
        assertThat(file.get("architectures")).hasSize(SAMPLE + CHECK);
        Set<String> all = new HashSet<>();
        file.get("architectures")
                .forEach(each -> all.add(each.get("architecture").asText()));
        assertThat(all).hasSize(SAMPLE + CHECK);
        assertThat(file.at("/model/blocks").findValuesAsText("kind"))
                .contains("convolution", "grouped convolution", "channel scale", "concat", "linear");
        assertThat(result.files()).containsExactly(directory.resolve("out/latency.json"));
        assertThat(result.summary())
                .anyMatch(line -> line.startsWith("model         ") && line.contains("Kendall's tau"));
    }

    @Test
    void searchesHaveItForLimitsAndObjectives() throws IOException {
        run(job("engine", "nas-bench-201", null, null));
        SearchJob limited = search().constraints(new SearchJob.Constraints(null, null, measured(), 1000.0, null))
                .build();
        run(limited);
        assertThat(json("search/architecture.json").at("/cost/latencyMs").asDouble())
                .isPositive();

        SearchJob front = search().strategy(Part.named("nsga2"))
                .outputDirectory(directory.resolve("front"))
                .objectives(
                        Objectives.of(new TreeMap<>(Map.of("accuracy", "maximize", "latency_ms", "minimize")), null))
                .constraints(new SearchJob.Constraints(null, null, measured(), null, null))
                .build();
        run(front);
        assertThat(json("front/front.json").at("/objectives/1/known").asBoolean())
                .isTrue();

        SearchJob impossible = search().outputDirectory(directory.resolve("impossible"))
                .constraints(new SearchJob.Constraints(null, null, ofAtLeastOneMillisecond(), 0.5, null))
                .build();
        assertThatThrownBy(() -> run(impossible))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("no architecture satisfies 'latency_ms <= 0.5': the smallest latency_ms is ");
    }

    /** What was measured, with a base that no noise makes zero. */
    private InputFile ofAtLeastOneMillisecond() throws IOException {
        JsonNode file = json("out/latency.json");
        ((ObjectNode) file.get("model")).put("baseMs", 1);
        return Jobs.input(Files.writeString(directory.resolve("slow.json"), file.toString()));
    }

    private SearchJobBuilder search() {
        return Jobs.search("nas-bench-201", Part.named("params"), directory.resolve("search"))
                .strategy(Part.named("random"))
                .steps(20);
    }

    @Test
    void ofListedArchitecturesThereIsNoModelAndASearchTakesNoOther() throws IOException {
        List<String> listed = List.of(
                "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|",
                "|skip_connect~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
        Path table = directory.resolve("list.csv");
        Files.writeString(
                table,
                "architecture\n" + String.join("\n", listed) + "\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|\n");
        run(job("onnxruntime", "nas-bench-201", Jobs.input(table), null));

        JsonNode file = json("out/latency.json");
        assertThat(SchemaFile.named("latency").violations(file)).isEmpty();
        assertThat(file.has("model")).isFalse();
        assertThat(file.get("architectures").findValuesAsText("architecture")).isEqualTo(listed);
        assertThat(events)
                .contains(new JobEvent.Note(
                        "1 of 3 architectures have networks that do not look at their image; they are left out"));

        run(search().steps(2000)
                .constraints(new SearchJob.Constraints(null, null, measured(), null, null))
                .build());
        assertThat(json("search/architecture.json").get("architecture").asText())
                .isIn(listed);
    }

    @Test
    void whatATimeBudgetInterruptsGoesOn() throws IOException {
        JobEvent.Result first = run(job("engine", "nas-bench-201", null, Duration.ofNanos(1)));
        assertThat(first.complete()).isFalse();
        assertThat(first.summary().get(0))
                .matches("stopped by the time budget after 12 of \\d+ networks; the next run goes on");

        JobEvent.Result last = first;
        for (int run = 0; run < 10 && !last.complete(); run++) {
            last = run(job("engine", "nas-bench-201", null, Duration.ofNanos(1)));
        }
        assertThat(last.complete()).isTrue();
        assertThat(json("out/latency.json").get("architectures")).hasSize(SAMPLE + CHECK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "runtime": "engine" | "runtime": "tensorrt" | runtime | there is no runtime 'tensorrt'; there are onnxruntime and engine
                    "rounds": 3 | "rounds": 2 | rounds | must be at least 3, got 2
                    "sample": 10 | "sample": 9 | sample | must be at least 10, got 9
                    "check": 2 | "check": 1 | check | must be at least 2, got 1
                    "batchSize": 1 | "batchSize": 0 | batchSize | must be at least 1, got 0
                    """)
    void aWrongValueIsNamed(String before, String after, String parameter, String message) {
        String json = JobJson.write(job("engine", "nas-bench-201", null, null))
                .replace(before.replace(": ", " : "), after.replace(": ", " : "));

        assertThatThrownBy(() -> run(JobJson.read(json)))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessage(message);
    }

    @Test
    void aSpaceThatBuildsItsNetworksWholeNeedsToKnowItsImages() {
        MeasureLatencyJob unsized = new MeasureLatencyJob(
                Part.named(SPACE),
                null,
                null,
                null,
                null,
                "engine",
                1,
                3,
                SAMPLE,
                CHECK,
                1,
                Jobs.ONE_THREAD,
                null,
                out("x"));

        assertThatThrownBy(() -> run(unsized)).hasMessageContaining("Give a data set, or an imageSize");
    }

    @Test
    void aSpaceWithFewerArchitecturesIsNamed() {
        MeasureLatencyJob large = new MeasureLatencyJob(
                Part.named(SPACE), null, null, 8, null, "engine", 1, 3, 50, 20, 1, Jobs.ONE_THREAD, null, out("x"));

        assertThatThrownBy(() -> run(large))
                .hasMessage(
                        "sample and check together ask for 70 different networks, and small-images has about 60. Ask for"
                                + " fewer");
    }
}
