package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.schema.SchemaFile;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches with several objectives, from the job to the files. */
class FrontSearchTest extends JobFixture {

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = SyntheticTable.write(directory.resolve("table.csv"));
    }

    private static Objectives objectives(String choose, String... pairs) {
        Map<String, String> declared = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            declared.put(pairs[i], pairs[i + 1]);
        }
        return Objectives.of(declared, choose);
    }

    private SearchJobBuilder job(String strategy, String out, Objectives objectives) {
        return Jobs.searchOnTable(Jobs.input(table), directory.resolve(out))
                .strategy(Jobs.strategy(strategy, Map.of()))
                .seed(3)
                .objectives(objectives);
    }

    /** By accuracy and latency, without the code under test: sorted by latency, each better than all before. */
    private static List<Architecture> front(List<Architecture> scored) {
        List<Architecture> front = new ArrayList<>();
        for (Architecture one : scored) {
            boolean dominated = scored.stream()
                    .anyMatch(other -> SyntheticTable.fraction(other) >= SyntheticTable.fraction(one)
                            && SyntheticTable.latency(other) <= SyntheticTable.latency(one)
                            && (SyntheticTable.fraction(other) > SyntheticTable.fraction(one)
                                    || SyntheticTable.latency(other) < SyntheticTable.latency(one)));
            boolean known = front.stream()
                    .anyMatch(other -> SyntheticTable.fraction(other) == SyntheticTable.fraction(one)
                            && SyntheticTable.latency(other) == SyntheticTable.latency(one));
            if (!dominated && !known) {
                front.add(one);
            }
        }
        return front;
    }

    private static List<Architecture> architectures(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .skip(1)
                .<Architecture>map(line -> SyntheticTable.SPACE.parse(line.split(",", -1)[1]))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "nsga2", "l2nas-guided"})
    void theFrontIsWhatNoScoredArchitectureDominates(String strategy) throws IOException {
        run(job(strategy, "out", objectives(null, "accuracy", "maximize", "latency", "minimize"))
                .steps(150)
                .build());
        List<Architecture> scored = architectures(out("out/history.csv"));
        assertThat(architectures(out("out/front.csv"))).isEqualTo(front(scored));
        JsonNode json = json("out/front.json");
        assertThat(SchemaFile.named("front").violations(json)).isEmpty();
        assertThat(SchemaFile.named("architecture").violations(json("out/architecture.json")))
                .isEmpty();
        assertThat(json.get("front")).hasSameSizeAs(front(scored));
        assertThat(json.get("front").get(0).get("metrics").get("latency").asInt())
                .isEqualTo(SyntheticTable.latency(front(scored).get(0)));
        assertThat(Files.readAllLines(out("out/front.csv")).get(0)).isEqualTo("step,architecture,accuracy,latency");
        assertThat(Files.readAllLines(out("out/history.csv")).get(0)).endsWith(",predicted_reward,latency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nsga2", "l2nas-guided"})
    void aStrategyThatWeighsFindsMoreThanChance(String strategy) throws IOException {
        Objectives both = objectives(null, "accuracy", "maximize", "latency", "minimize");
        assertThat(covered(strategy, both)).isGreaterThan(covered("random", both));
    }

    /** Mean accuracy by latency 0 to 6 of the best that was found: the synthetic front has a point for each. */
    private double covered(String strategy, Objectives objectives) throws IOException {
        run(job(strategy, strategy, objectives).steps(200).build());
        List<Architecture> scored = architectures(out(strategy + "/history.csv"));
        double sum = 0;
        for (int latency = 0; latency <= 6; latency++) {
            int most = latency;
            sum += scored.stream()
                    .filter(architecture -> SyntheticTable.latency(architecture) <= most)
                    .mapToDouble(SyntheticTable::fraction)
                    .max()
                    .orElse(0);
        }
        return sum / 7;
    }

    @ParameterizedTest
    @CsvSource({"nsga2, minimize", "l2nas-guided, minimize", "l2nas-guided, minimize known", "random, minimize"})
    void anInterruptedSearchEndsAsAnUndisturbedOne(String strategy, String latency) throws IOException {
        Objectives both = objectives(null, "accuracy", "maximize", "latency", latency);
        run(job(strategy, "undisturbed", both).steps(80).build());
        for (int part = 1; part < 100; part++) {
            SearchJob interrupted = job(strategy, "out", both)
                    .steps(80)
                    .timeBudget(Duration.ofNanos(50))
                    .build();
            if (run(interrupted, new HurryingClock(Duration.ofNanos(1))).complete()) {
                break;
            }
            assertThat(json("out/front.json").get("unfinished").asBoolean()).isTrue();
        }
        for (String file : List.of("history.csv", "front.csv")) {
            assertThat(out("out/" + file)).hasSameBinaryContentAs(out("undisturbed/" + file));
        }
    }

    @Test
    void anotherChoiceScoresNothingAgain() throws IOException {
        run(job("nsga2", "out", objectives(null, "accuracy", "maximize", "latency", "minimize"))
                .steps(60)
                .build());
        byte[] front = Files.readAllBytes(out("out/front.csv"));
        events.clear();
        run(job(
                        "nsga2",
                        "out",
                        objectives("accuracy where latency <= 3", "accuracy", "maximize", "latency", "minimize"))
                .steps(60)
                .build());
        assertThat(events)
                .filteredOn(JobEvent.Note.class::isInstance)
                .extracting(event -> ((JobEvent.Note) event).message())
                .contains("seed 3: going on after step 60");
        assertThat(Files.readAllBytes(out("out/front.csv"))).isEqualTo(front);
        JsonNode architecture = json("out/architecture.json");
        assertThat(architecture.get("choose").asText()).isEqualTo("accuracy where latency <= 3");
        assertThat(architecture.get("objectives").get("latency").asInt()).isLessThanOrEqualTo(3);
        assertThat(json("out/front.json").get("front"))
                .filteredOn(trial -> trial.has("chosen"))
                .singleElement()
                .satisfies(trial -> assertThat(trial.get("architecture")).isEqualTo(architecture.get("architecture")));
    }

    @Test
    void whereNothingIsWithinTheLimitsTheSearchSaysSo() {
        assertThatThrownBy(() -> run(job(
                                "random",
                                "out",
                                objectives(
                                        "latency where accuracy >= 0.999",
                                        "accuracy",
                                        "maximize",
                                        "latency",
                                        "minimize"))
                        .steps(20)
                        .build()))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("objectives.choose"))
                .hasMessageContaining("the largest accuracy is");
    }

    @Test
    void whatTheSpaceCountsIsKnownWithoutATable() throws IOException {
        run(job(
                        "l2nas-guided",
                        "out",
                        objectives(null, "accuracy", "maximize", "params", "minimize", "macs", "minimize"))
                .steps(40)
                .build());
        JsonNode front = json("out/front.json");
        assertThat(front.get("objectives"))
                .extracting(objective -> objective.get("known").asBoolean())
                .containsExactly(false, true, true);
        CostModel costs = SyntheticTable.SPACE.capability(CostModel.class).orElseThrow();
        for (JsonNode trial : front.get("front")) {
            Architecture architecture =
                    SyntheticTable.SPACE.parse(trial.get("architecture").asText());
            assertThat(trial.get("metrics").get("params").asLong())
                    .isEqualTo(costs.cost(architecture).params());
        }
    }

    @Test
    void theBestSeedIsThatOfTheLargestHypervolume() throws IOException {
        run(job("random", "out", objectives(null, "accuracy", "maximize", "latency", "minimize"))
                .steps(40)
                .repeats(3)
                .build());
        long seed = json("out/front.json").get("seed").asLong();
        assertThat(out("out/front.csv")).hasSameBinaryContentAs(out("out/seed-" + seed + "/front.csv"));
        assertThat(json("out/architecture.json").get("seed").asLong()).isEqualTo(seed);
        Map<Long, List<Architecture>> scored = new HashMap<>();
        for (long one = 3; one < 6; one++) {
            scored.put(one, architectures(out("out/seed-" + one + "/history.csv")));
        }
        double worst = scored.values().stream()
                .flatMap(List::stream)
                .mapToDouble(SyntheticTable::fraction)
                .min()
                .orElseThrow();
        Map<Long, Double> areas = new HashMap<>();
        scored.forEach((one, architectures) -> areas.put(one, area(architectures, worst)));
        assertThat(areas.get(seed))
                .isEqualTo(
                        areas.values().stream().mapToDouble(area -> area).max().orElseThrow());
    }

    @Test
    void anotherReferenceAndGateScoreNothingAgain() throws IOException {
        Objectives both = objectives(null, "accuracy", "maximize", "latency", "minimize");
        run(job("nsga2", "out", both).steps(60).build());
        byte[] csv = Files.readAllBytes(out("out/front.csv"));
        events.clear();
        run(job("nsga2", "out", both.upTo(Map.of("accuracy", 0.0, "latency", 6.0), 0.001))
                .steps(60)
                .build());
        assertThat(events)
                .filteredOn(JobEvent.Note.class::isInstance)
                .extracting(event -> ((JobEvent.Note) event).message())
                .contains("seed 3: going on after step 60");
        assertThat(out("out/front.csv")).hasBinaryContent(csv);
        JsonNode front = json("out/front.json");
        assertThat(SchemaFile.named("front").violations(front)).isEmpty();
        assertThat(front.get("objectives").get(1).get("reference").asDouble()).isEqualTo(6);
        assertThat(front.get("hypervolume").asDouble())
                .isCloseTo(area(architectures(out("out/history.csv")), 0), Offset.offset(1e-9));
    }

    @Test
    void aFrontThatCoversTooLittleFailsWithBothNumbersAndGoesOnLater() throws IOException {
        Objectives required = objectives(null, "accuracy", "maximize", "latency", "minimize")
                .upTo(Map.of("accuracy", 0.0, "latency", 6.0), 6.5);
        assertThatThrownBy(() -> run(job("random", "out", required).steps(20).build()))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("objectives.minHypervolume"))
                .hasMessageStartingWith(
                        "the hypervolume of the front, "
                                + json("out/front.json")
                                        .get("hypervolume")
                                        .decimalValue()
                                        .toPlainString()
                                + ", is below the required 6.5. It is bounded by accuracy 0, latency 6; front.json has the front.");
        assertThat(run(job("random", "out", required)
                                .steps(500)
                                .timeBudget(Duration.ofNanos(1))
                                .build())
                        .complete())
                .isFalse();
    }

    @Test
    void theReferenceDecidesWhichSeedIsTheBest() throws IOException {
        Objectives fast = objectives(null, "accuracy", "maximize", "latency", "minimize")
                .upTo(Map.of("accuracy", 0.0, "latency", 1.0), null);
        run(job("random", "out", fast).steps(40).repeats(4).build());
        double most = 0;
        for (int seed = 3; seed < 7; seed++) {
            most = Math.max(
                    most,
                    json("out/seed-" + seed + "/front.json").get("hypervolume").asDouble());
        }
        assertThat(json("out/front.json").get("hypervolume").asDouble()).isEqualTo(most);
    }

    /** Latencies are whole numbers up to 6, the worst of all. */
    private static double area(List<Architecture> scored, double worst) {
        double area = 0;
        for (int latency = 0; latency < 6; latency++) {
            int most = latency;
            area += scored.stream()
                    .filter(architecture -> SyntheticTable.latency(architecture) <= most)
                    .mapToDouble(architecture -> SyntheticTable.fraction(architecture) - worst)
                    .max()
                    .orElse(0);
        }
        return area;
    }

    @Test
    void whatFailsOrViolatesALimitIsNotOnTheFront() throws IOException {
        Objectives both = objectives(null, "accuracy", "maximize", "params", "minimize");
        EvaluatorChoice failing = EvaluatorChoice.ofInstance(
                job("nsga2", "out", both).build(),
                candidate -> {
                    if (candidate.architecture().choices()[0] == 1) {
                        throw new TrialFailedException("no network");
                    }
                    return new Score(SyntheticTable.fraction(candidate.architecture()), Map.of("seconds", 2.5));
                },
                false);
        SearchJob limited = job("nsga2", "out", both)
                .steps(60)
                .constraints(new SearchJob.Constraints(900_000L, null, null, null, List.of()))
                .evaluations(new SearchJob.Evaluations(null, 1000))
                .build();
        Files.createDirectories(limited.outputDirectory());
        new SearchRunner(limited, events::add, new AtomicLong()::get).run(SyntheticTable.SPACE, failing, false);
        List<Architecture> front = architectures(out("out/front.csv"));
        CostModel costs = SyntheticTable.SPACE.capability(CostModel.class).orElseThrow();
        assertThat(front).isNotEmpty().allSatisfy(architecture -> {
            assertThat(architecture.choices()[0]).isNotEqualTo(1);
            assertThat(costs.cost(architecture).params()).isLessThanOrEqualTo(900_000L);
        });
        assertThat(Files.readAllLines(out("out/front.csv")).get(0))
                .isEqualTo("step,architecture,accuracy,params,seconds");
        assertThat(Files.readString(out("out/history.csv"))).contains("no network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2nas", "regularized-evolution", "local-search", "reinforce", "gaussian-process"})
    void aStrategyForOneMetricIsRefusedByName(String strategy) {
        assertRefused(
                job(strategy, "out", objectives(null, "accuracy", "maximize", "latency", "minimize")),
                "strategy",
                strategy + " looks at one metric only");
    }

    @Test
    void whatIsForOneMetricIsRefusedByName() {
        Objectives both = objectives(null, "accuracy", "maximize", "latency", "minimize");
        assertRefused(job("random", "out", both).consensus(0.5), "objective.consensus", "leave it out");
        assertRefused(
                job("random", "out", both).stopping(new SearchJob.Stopping(5, null, 0.9, null)),
                "stopping.targetAccuracy",
                "leave it out");
        assertRefused(
                job("random", "out", objectives(null, "accuracy", "maximize", "speed", "minimize")),
                "objectives.metrics.speed",
                "gives no metric 'speed'; it gives accuracy and [accuracy, latency]");
    }

    private void assertRefused(SearchJobBuilder job, String parameter, String message) {
        assertThatThrownBy(() -> run(job.build()))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessageContaining(message);
    }
}
