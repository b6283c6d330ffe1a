package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.agent.PolicyFile;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchRunnerTest {

    @TempDir
    private Path directory;

    private Path table;
    private final List<JobEvent> events = new ArrayList<>();

    @BeforeEach
    void writeTable() throws IOException {
        table = SyntheticTable.write(directory.resolve("table.csv"));
    }

    private SearchJob job(String strategy, int repeats, int steps, Duration budget, String out) {
        return job(strategy, null, null, repeats, steps, budget, out);
    }

    private SearchJob job(
            String strategy, String preset, Path policy, int repeats, Integer steps, Duration budget, String out) {
        return job(strategy, preset, policy, repeats, steps, budget, null, out);
    }

    private SearchJob job(
            String strategy,
            String preset,
            Path policy,
            int repeats,
            Integer steps,
            Duration budget,
            Double consensus,
            String out) {
        Map<String, String> settings = strategy.startsWith("l2nas") ? Map.of("hiddenUnits", "8") : Map.of();
        InputFile start = policy == null ? null : Jobs.input(policy);
        return Jobs.searchOnTable(Jobs.input(table), directory.resolve(out))
                .strategy(Jobs.strategy(strategy, preset, settings, start))
                .seed(5)
                .repeats(repeats)
                .steps(steps)
                .timeBudget(budget)
                .consensus(consensus)
                .build();
    }

    private JobEvent.Result run(SearchJob job, AtomicLong clock) throws IOException {
        return run(job, clock::get);
    }

    private JobEvent.Result run(SearchJob job, LongSupplier clock) throws IOException {
        Files.createDirectories(job.outputDirectory());
        new SearchRunner(job, events::add, clock).run();
        return (JobEvent.Result) events.get(events.size() - 1);
    }

    /** 80 steps that a time budget ends before. */
    private JobEvent.Result interrupted(String strategy, String out) throws IOException {
        return run(job(strategy, 1, 80, Duration.ofNanos(50), out), new HurryingClock(Duration.ofNanos(1)));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void repeatsGiveASummaryOverSeedsAndTheBestSeedsFiles() throws IOException {
        SearchJob job = job("random", 3, 120, null, "out");
        JobEvent.Result result = run(job, new AtomicLong());
        Path out = job.outputDirectory();
        assertThat(result.complete()).isTrue();
        JsonNode summary = json(out.resolve("summary.json"));
        double mean = 0;
        double best = 0;
        Path bestDirectory = null;
        for (int seed = 5; seed < 8; seed++) {
            Path seedDirectory = out.resolve("seed-" + seed);
            JsonNode architecture = json(seedDirectory.resolve("architecture.json"));
            assertThat(architecture.get("seed").asInt()).isEqualTo(seed);
            assertThat(summary.get("bestPerSeed").get(seed - 5)).isEqualTo(architecture.get("accuracy"));
            mean += architecture.get("accuracy").asDouble() / 3;
            if (architecture.get("accuracy").asDouble() > best) {
                best = architecture.get("accuracy").asDouble();
                bestDirectory = seedDirectory;
            }
        }
        assertThat(summary.get("best").get("mean").asDouble()).isCloseTo(mean, within(1e-6));
        assertThat(summary.get("atSteps").get("100").get("seeds").asInt()).isEqualTo(3);
        assertThat(summary.get("atSteps").has("192")).isFalse();
        assertThat(out.resolve("architecture.json")).hasSameBinaryContentAs(bestDirectory.resolve("architecture.json"));
        assertThat(out.resolve("history.csv")).hasSameBinaryContentAs(bestDirectory.resolve("history.csv"));
    }

    @Test
    void theFilesTellOfTheSearch() throws IOException {
        SearchJob job = job("l2nas", 1, 60, null, "out");
        run(job, new AtomicLong());
        JsonNode architecture = json(job.outputDirectory().resolve("architecture.json"));
        List<String> history = Files.readAllLines(job.outputDirectory().resolve("history.csv"));
        assertThat(history.get(0)).isEqualTo("step,architecture,accuracy,reward,best_accuracy,origin,predicted_reward");
        assertThat(history).hasSize(61);
        double best = 0;
        for (String line : history.subList(1, history.size())) {
            String[] fields = line.split(",", -1);
            best = Math.max(best, Double.parseDouble(fields[2]));
            assertThat(Double.parseDouble(fields[4])).isEqualTo(best);
            assertThat(Double.parseDouble(fields[3]))
                    .isCloseTo(Math.pow(100, Double.parseDouble(fields[2])), within(1e-6));
        }
        assertThat(architecture.get("accuracy").asDouble()).isEqualTo(best);
        assertThat(architecture.get("steps").asInt()).isEqualTo(60);
        assertThat(architecture
                        .get("provenance")
                        .get("inputs")
                        .get("table")
                        .get("sha256")
                        .asText())
                .isEqualTo(Jobs.input(table).sha256());
        assertThat(architecture
                        .get("provenance")
                        .get("settings")
                        .get("hiddenUnits")
                        .asInt())
                .isEqualTo(8);
        InputFile policy = Jobs.input(job.outputDirectory().resolve("policy.zip"));
        assertThat(PolicyFile.read(policy).space()).isEqualTo("nas-bench-201");
    }

    @Test
    void aConsensusIsAnsweredFromTheSameTrials() throws IOException {
        SearchJob best = job("l2nas", 1, 80, null, "out");
        run(best, new AtomicLong());
        byte[] history = Files.readAllBytes(best.outputDirectory().resolve("history.csv"));
        double bestAccuracy = json(best.outputDirectory().resolve("architecture.json"))
                .get("accuracy")
                .asDouble();
        JobEvent.Result result = run(job("l2nas", null, null, 1, 80, null, 0.5, "out"), new AtomicLong());
        assertThat(best.outputDirectory().resolve("history.csv")).hasBinaryContent(history);
        assertThat(events).contains(new JobEvent.Note("seed 5: going on after step 80"));
        JsonNode architecture = json(best.outputDirectory().resolve("architecture.json"));
        int of = architecture.get("consensus").get("of").asInt();
        assertThat(of).isEqualTo((architecture.get("uniqueArchitectures").asInt() + 1) / 2);
        assertThat(architecture.get("consensus").get("bestAccuracy").asDouble()).isEqualTo(bestAccuracy);
        assertThat(result.summary().get(1)).contains("the consensus of the " + of + " best (up to ");
        assertThat(architecture.get("accuracy").asDouble())
                .isEqualTo(SyntheticTable.fraction(SyntheticTable.SPACE.parse(
                        architecture.get("architecture").asText())));
    }

    @Test
    void aConsensusOfMoreThanAllIsWrong() {
        assertThatThrownBy(() -> run(job("random", null, null, 1, 10, null, 50.0, "out"), new AtomicLong()))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("objective.consensus"))
                .hasMessageContaining("for example 0.5; got 50.0");
    }

    @Test
    void filesOfAnEarlierRunThatDontBelongAreRemoved() throws IOException {
        run(job("l2nas", 2, 30, null, "out"), new AtomicLong());
        SearchJob other = job("random", 1, 30, null, "out");
        run(other, new AtomicLong());
        assertThat(other.outputDirectory().resolve("policy.zip")).doesNotExist();
        assertThat(other.outputDirectory().resolve("summary.json")).doesNotExist();
    }

    @Test
    void aTimeBudgetInterruptsAndTheNextRunEndsWithTheSameBytes() throws IOException {
        assertThat(interrupted("l2nas", "limited").complete()).isFalse();
        assertThat(directory.resolve("limited/architecture.json")).content().contains("\"unfinished\" : true");
        assertThat(run(job("l2nas", 1, 80, null, "limited"), new AtomicLong()).complete())
                .isTrue();
        assertThat(directory.resolve("limited/architecture.json")).content().doesNotContain("unfinished");
        run(job("l2nas", 1, 80, null, "undisturbed"), new AtomicLong());
        for (String file : List.of("architecture.json", "history.csv", "policy.zip")) {
            assertThat(directory.resolve("limited").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("undisturbed").resolve(file));
        }
    }

    @Test
    void progressCountsWhatAnEarlierRunHasDone() throws IOException {
        interrupted("random", "out");
        int before = Files.readAllLines(directory.resolve("out/history.csv")).size() - 1;
        events.clear();
        run(job("random", 1, 80, null, "out"), new HurryingClock(Duration.ofSeconds(1)));
        List<JobEvent.Progress> reports = events.stream()
                .filter(JobEvent.Progress.class::isInstance)
                .map(JobEvent.Progress.class::cast)
                .toList();
        assertThat(reports.get(0).done()).isBetween((long) before, before + 1L);
        assertThat(reports.get(reports.size() - 1).done()).isEqualTo(80);
        assertThat(reports).allMatch(report -> report.total() == 80);
    }

    @Test
    void anArchitectureThatTheTableLacksIsNeverTheAnswer() throws IOException {
        List<String> rows = Files.readAllLines(table).subList(0, 5);
        Files.write(table, rows);
        run(job("random", 1, 50, null, "out"), new AtomicLong());
        List<String> trials = Files.readAllLines(directory.resolve("out/history.csv"));
        List<String> known = rows.stream().map(row -> row.split(",", -1)[0]).toList();
        List<String[]> fields = trials.subList(1, trials.size()).stream()
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(fields).anyMatch(trial -> trial[2].isEmpty()).anyMatch(trial -> !trial[2].isEmpty());
        assertThat(fields).allMatch(trial -> trial[2].isEmpty() != known.contains(trial[1]));
        assertThat(known)
                .contains(json(directory.resolve("out/architecture.json"))
                        .get("architecture")
                        .asText());
    }

    @Test
    void unknownNamesListTheKnownOnes() {
        assertThatThrownBy(() -> run(job("annealing", 1, 50, null, "out"), new AtomicLong()))
                .hasMessageContaining("annealing")
                .hasMessageContaining("local-search");
    }

    @Test
    void aGuidedSearchLeavesAPolicyThatAGuidedTransferStartsFrom() throws IOException {
        SearchJob source = job("l2nas-guided", 1, 60, null, "source");
        run(source, new AtomicLong());
        Path policy = source.outputDirectory().resolve("policy.zip");

        run(job("l2nas-guided", null, policy, 1, null, null, "target"), new AtomicLong());

        List<String> history = Files.readAllLines(directory.resolve("target/history.csv"));
        assertThat(history).hasSize(101);
        assertThat(history.get(1)).contains(",critic,");
        assertThatThrownBy(() -> run(job("l2nas", null, policy, 1, 10, null, "other"), new AtomicLong()))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("strategy"))
                .hasMessageContaining("the policy was trained by strategy 'l2nas-guided'");
        assertThatThrownBy(() -> run(job("random", null, policy, 1, 10, null, "other"), new AtomicLong()))
                .hasMessage("only strategies l2nas and l2nas-guided can start from a policy, not random");
    }

    @Test
    void aPresetOfTheOtherStrategyIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> run(job("l2nas-guided", "darts", null, 1, 10, null, "out"), new AtomicLong()))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("strategy.preset"))
                .hasMessageContaining("it has [guided, guided-posterior, guided-transfer, guided-without-neighbours]");
        assertThatThrownBy(() -> run(job("random", "guided", null, 1, 10, null, "out"), new AtomicLong()))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("strategy.preset"))
                .hasMessage("strategy random has no presets; leave it out");
    }

    @Test
    void whatIsNoPolicyIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("policy.zip"), "no zip");
        assertThatThrownBy(() -> PolicyFile.read(new InputFile("policy.zip", file, "x")))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("strategy.inputs.policy"))
                .hasMessageContaining("policy.zip is not a policy.zip of l2nas:search");
    }

    @Test
    void anInputThatChangedAfterTheJobWasDeclaredIsNamed() throws IOException {
        SearchJob onTable = job("random", 1, 10, null, "out");
        Files.writeString(table, Files.readString(table) + "\n");
        assertChanged(onTable, "evaluator.inputs.table", "table.csv");

        run(job("l2nas", 1, 60, null, "first"), new AtomicLong());
        Path policy = directory.resolve("first/policy.zip");
        SearchJob onPolicy = job("l2nas", null, policy, 1, 10, null, null, "second");
        Files.write(policy, new byte[] {0}, StandardOpenOption.APPEND);
        assertChanged(onPolicy, "strategy.inputs.policy", "policy.zip");
    }

    private void assertChanged(SearchJob job, String parameter, String name) {
        assertThatThrownBy(() -> run(job, new AtomicLong()))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessageMatching(name + " has changed since the job was declared: its SHA-256 is [0-9a-f]{64},"
                        + " expected [0-9a-f]{64}\\. Run the build again, or restore the file");
    }
}
