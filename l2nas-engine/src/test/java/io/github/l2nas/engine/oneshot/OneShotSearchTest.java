package io.github.l2nas.engine.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.search.HurryingClock;
import io.github.l2nas.engine.search.SearchCheck;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches by one-shot strategies, scored by a table. */
class OneShotSearchTest extends JobFixture {

    private static final List<String> RESULTS = List.of("architecture.json", "history.csv", "one-shot.csv");

    private InputFile table;

    @BeforeEach
    void inputs() throws IOException {
        writeImages(96);
        table = Jobs.input(SyntheticTable.write(directory.resolve("table.csv")));
    }

    private static Part strategy(String name) {
        Part small = Part.named(name)
                .with("channels", 4)
                .with("cells", 1)
                .with("epochs", 3)
                .with("batchSize", 16)
                .with("validationImages", 32);
        return name.equals("enas") ? small.with("policySteps", 5).with("samples", 8) : small;
    }

    private SearchJobBuilder search(String name, String out) {
        return Jobs.searchOnTable(table, out(out)).strategy(strategy(name)).dataset(dataset);
    }

    private SearchJob paused(SearchJobBuilder search) {
        return search.stopping(new SearchJob.Stopping(null, null, null, Duration.ofSeconds(1)))
                .build();
    }

    private List<String> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(file));
        return lines.subList(1, lines.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas", "enas"})
    void theAnswerIsTheOnlyTrial(String name) throws IOException {
        JobEvent.Result result = run(search(name, "out").build());
        assertThat(result.complete()).isTrue();
        assertThat(rows("out/history.csv")).hasSize(1).first().asString().contains(",derived,");
        assertThat(rows("out/one-shot.csv"))
                .hasSize(3)
                .allMatch(row -> row.matches("\\d,\\d+\\.\\d+,[01](\\.\\d+)?,\\|.*\\|"));
        assertThat(json("out/architecture.json")
                        .at("/provenance/compute/backend")
                        .asText())
                .isEqualTo("onednn");
        assertThat(json("out/architecture.json")
                        .at("/provenance/settings/epochs")
                        .asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas"})
    void theAnswerOfAGradientMethodIsTheChoiceAfterTheLastEpoch(String name) throws IOException {
        run(search(name, "out").build());
        String last = rows("out/one-shot.csv").get(2);
        assertThat(last)
                .endsWith(json("out/architecture.json").get("architecture").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas", "enas"})
    void aSearchThatIsStoppedAgainAndAgainEndsWithTheSameBytes(String name) throws IOException {
        run(search(name, "whole").build());
        JobEvent.Result result;
        int runs = 0;
        do {
            result = run(paused(search(name, "stopped")), new HurryingClock(Duration.ofMillis(400)));
            runs++;
            assertThat(result.complete() || result.summary().contains("no architecture yet: no trial has ended"))
                    .isTrue();
        } while (!result.complete());
        assertThat(runs).isGreaterThan(2);
        for (String file : List.of("history.csv", "one-shot.csv")) {
            assertThat(out("stopped").resolve(file))
                    .hasSameBinaryContentAs(out("whole").resolve(file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas", "enas"})
    void theNumberOfThreadsChangesNothing(String name) throws IOException {
        run(search(name, "one").build());
        run(search(name, "three").compute(new Compute("onednn", 3)).build());
        for (String file : RESULTS) {
            assertThat(out("three").resolve(file))
                    .hasSameBinaryContentAs(out("one").resolve(file));
        }
    }

    @ParameterizedTest
    @CsvSource({"darts,40,derived", "gdas,40,derived", "enas,8,random"})
    void moreStepsAreMoreArchitecturesOfItsRanking(String name, int derived, String then) throws IOException {
        run(search(name, "out").build());
        String first = rows("out/history.csv").get(0);
        run(search(name, "out")
                .stopping(new SearchJob.Stopping(40, null, null, null))
                .build());
        List<String> rows = rows("out/history.csv");
        assertThat(rows).hasSize(40);
        assertThat(rows.get(0).split(",", -1)[1]).isEqualTo(first.split(",", -1)[1]);
        assertThat(rows).extracting(row -> row.split(",", -1)[1]).doesNotHaveDuplicates();
        assertThat(rows.subList(0, Math.min(3, derived))).allMatch(row -> row.contains(",derived,"));
        assertThat(rows.get(39)).contains("," + then + ",");
    }

    @Test
    void anArchitectureThatTheConstraintsForbidIsNoAnswer() throws IOException {
        run(search("darts", "free").build());
        long params = json("free/architecture.json").at("/cost/params").asLong();
        run(search("darts", "limited")
                .constraints(new SearchJob.Constraints(params - 1, null, null, null, null))
                .build());
        assertThat(json("limited/architecture.json").at("/cost/params").asLong())
                .isLessThan(params);
        assertThat(rows("limited/history.csv")).hasSize(1);
        assertThat(rows("limited/one-shot.csv").get(2))
                .endsWith(json("limited/architecture.json").get("architecture").asText());
    }

    @Test
    void whatWasLearnedUnderOtherLimitsIsNotUsed() throws IOException {
        run(search("enas", "fresh")
                .constraints(new SearchJob.Constraints(200_000L, null, null, null, null))
                .build());
        run(search("enas", "changed").build());
        run(search("enas", "changed")
                .constraints(new SearchJob.Constraints(200_000L, null, null, null, null))
                .build());
        assertThat(out("changed").resolve("one-shot.csv"))
                .hasSameBinaryContentAs(out("fresh").resolve("one-shot.csv"));
    }

    @Test
    void seedsSearchOneAfterTheOtherAndDiffer() throws IOException {
        run(search("gdas", "out").repeats(3).build());
        assertThat(new HashSet<>(List.of(
                        Files.readString(out("out").resolve("seed-1/one-shot.csv")),
                        Files.readString(out("out").resolve("seed-2/one-shot.csv")),
                        Files.readString(out("out").resolve("seed-3/one-shot.csv")))))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas", "enas"})
    void withoutADataSetItIsRefused(String name) {
        SearchJob job = search(name, "out").dataset(null).build();
        for (Runnable use : List.<Runnable>of(
                () -> new SearchCheck(job, events::add).run(Optional.empty()), () -> runUnchecked(job))) {
            assertThatExceptionOfType(JobException.class)
                    .isThrownBy(use::run)
                    .withMessageContaining("strategy " + name + " trains networks of its own and needs a data set")
                    .satisfies(e -> assertThat(e.parameter()).isEqualTo("dataset"));
        }
    }

    @Test
    void aWarmUpInPlaceOfItsAnswerIsRefused() {
        SearchJob job = search("darts", "out")
                .warmUp(new SearchJob.WarmUp(Part.named("params"), 5, null))
                .build();
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job))
                .withMessageContaining("darts suggests one architecture, and a warm-up would take the first steps")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("warmUp"));
    }

    private void runUnchecked(SearchJob job) {
        try {
            run(job);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSpaceThatCantMixOperationsIsRefused() {
        SearchJob job = Jobs.search("darts", Part.named("params"), out("out"))
                .strategy(strategy("darts"))
                .dataset(dataset)
                .build();
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job))
                .withMessageContaining("darts needs a space whose supernet can mix operations, and darts can't")
                .withMessageContaining("enas");
    }

    @Test
    void enasServesSpacesThatCantMix() throws IOException {
        SearchJob job = Jobs.search("darts", Part.named("params"), out("out"))
                .strategy(strategy("enas").with("epochs", 1))
                .dataset(dataset)
                .build();
        assertThat(run(job).complete()).isTrue();
        assertThat(SearchSpaces.named("darts")
                        .parse(json("out/architecture.json").get("architecture").asText()))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "batchSize, 200, a batch of 200 images is larger than half of the training images",
        "channels, 0, channels must be at least 1",
        "epochs, 0, epochs must be at least 1",
        "architectureLearningRate, 0, architectureLearningRate must be above 0"
    })
    void aSettingThatWontDoIsNamed(String setting, String value, String message) {
        SearchJob job = search("darts", "out")
                .strategy(strategy("darts").with(setting, value))
                .build();
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("strategy.settings." + setting));
    }

    @Test
    void aTrainingThatDivergesSaysSo() {
        SearchJob job = search("darts", "out")
                .strategy(strategy("darts").with("learningRate", "1e20"))
                .build();
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job))
                .withMessageContaining("diverged")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("strategy.settings.learningRate"));
    }

    @Test
    void whatAWarmUpHasScoredIsNotSuggestedAgain() throws IOException {
        run(search("darts", "out").build());
        String answer = json("out/architecture.json").get("architecture").asText();
        run(search("darts", "warm")
                .warmUp(new SearchJob.WarmUp(Part.named("params"), 15_000, null))
                .stopping(new SearchJob.Stopping(15_002, null, null, null))
                .build());
        List<String> architectures = rows("warm/history.csv").stream()
                .map(row -> row.split(",", -1)[1])
                .toList();
        assertThat(architectures).hasSize(15_002).doesNotHaveDuplicates().contains(answer);
    }

    @Test
    void anotherSettingBeginsAnew() throws IOException {
        run(search("darts", "out").build());
        String before = Files.readString(out("out").resolve("one-shot.csv"));
        run(search("darts", "out")
                .strategy(strategy("darts").with("architectureLearningRate", 0.01))
                .build());
        assertThat(Files.readString(out("out").resolve("one-shot.csv"))).isNotEqualTo(before);
    }
}
