package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.fidelity.FidelityRange;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.Search;
import io.github.l2nas.engine.SearchResult;
import io.github.l2nas.engine.schema.SchemaFile;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches that score at several fidelities. */
class FidelitySearchTest {

    private static final double FULL = 9;

    @TempDir
    private Path directory;

    /** What is thrown where a process would be killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A score that is nearer to the true one at a higher fidelity; goes on from lower ones. */
    private static final class Epochs implements Evaluator {

        private final List<String> asked = new ArrayList<>();
        private int killAfter = Integer.MAX_VALUE;

        static double accuracy(Candidate candidate) {
            double noise = Math.floorMod(candidate.seed(), 1000) / 1000.0;
            double share = candidate.fidelity();
            return share * SyntheticTable.fraction(candidate.architecture()) + (1 - share) * noise;
        }

        @Override
        public synchronized Score evaluate(Candidate candidate) {
            if (asked.size() >= killAfter) {
                throw new Killed();
            }
            asked.add(candidate.architecture().identity() + " at " + candidate.fidelity() + " in "
                    + candidate.directory().getFileName());
            return Score.of(accuracy(candidate));
        }

        @Override
        public Optional<FidelityRange> fidelities() {
            return Optional.of(new FidelityRange("epochs", 1, FULL, true));
        }

        @Override
        public boolean reusable() {
            return false;
        }
    }

    static Stream<Arguments> strategiesAndConcurrencies() {
        return Stream.of("successive-halving", "hyperband", "bohb", "mobster", "median-stopping")
                .flatMap(strategy -> Stream.of(1, 4).map(w -> Arguments.of(strategy, w)));
    }

    private Search search(String strategy, int concurrency, Evaluator evaluator, String out) {
        return Search.in("nas-bench-201")
                .evaluator("epochs", evaluator)
                .strategy(strategy)
                .trialConcurrency(concurrency)
                .maxEffort(200)
                .seed(3)
                .directory(directory.resolve(out));
    }

    @ParameterizedTest
    @MethodSource("strategiesAndConcurrencies")
    void nothingIsScoredTwiceAndTheAnswerIsTheBestAtTheFullFidelity(String strategy, int concurrency)
            throws IOException {
        Epochs evaluator = new Epochs();
        SearchResult result = search(strategy, concurrency, evaluator, "out").run();
        assertThat(evaluator.asked).doesNotHaveDuplicates();
        List<Trial> trials = result.trials();
        assertThat(trials).extracting(Trial::fidelity).contains(1 / FULL, 3 / FULL, 1.0);
        Trial best = trials.stream()
                .filter(trial -> trial.fidelity() == 1)
                .max(Comparator.comparingDouble(Trial::accuracy))
                .orElseThrow();
        assertThat(result.accuracy()).isEqualTo(best.accuracy());
        double low = trials.stream()
                .filter(trial -> trial.fidelity() < 1)
                .mapToDouble(Trial::accuracy)
                .max()
                .orElseThrow();
        assertThat(low).as("a low fidelity promises more").isGreaterThan(best.accuracy());
        JsonNode json = new ObjectMapper()
                .readTree(directory.resolve("out/architecture.json").toFile());
        assertThat(SchemaFile.named("architecture").violations(json)).isEmpty();
        assertThat(json.get("fidelity").get("unit").asText()).isEqualTo("epochs");
        assertThat(json.get("fidelity").get("effort").asDouble())
                .isEqualTo(effort(evaluator))
                .isBetween(190.0, 200.0);
        List<String> history = Files.readAllLines(directory.resolve("out/history.csv"));
        assertThat(history.get(0)).endsWith(",predicted_reward,fidelity,effort");
        assertThat(history.get(1)).endsWith(",1,1");
        assertThat(history.get(history.size() - 1))
                .endsWith("," + json.get("fidelity").get("effort").asText());
    }

    /** By what was asked: an architecture costs the highest number of epochs it came to. */
    private static double effort(Epochs evaluator) {
        return evaluator.asked.stream()
                .map(text -> text.split(" at | in ", -1))
                .collect(Collectors.toMap(parts -> parts[0], parts -> FULL * Double.parseDouble(parts[1]), Math::max))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("strategiesAndConcurrencies")
    void aKilledSearchGoesOnToTheSameBytes(String strategy, int concurrency) {
        search(strategy, concurrency, new Epochs(), "undisturbed").run();
        for (int killAfter : List.of(5, 17, 40)) {
            Epochs killed = new Epochs();
            killed.killAfter = killAfter;
            assertThatThrownBy(() ->
                            search(strategy, concurrency, killed, "killed").run())
                    .isInstanceOf(Killed.class);
        }
        search(strategy, concurrency, new Epochs(), "killed").run();
        for (String file : List.of("history.csv", "journal.jsonl")) {
            assertThat(directory.resolve("killed").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("undisturbed").resolve(file));
        }
    }

    @Test
    void aRungBeginsWithTheBestOfTheOneBefore() {
        List<Trial> trials =
                search("successive-halving", 1, new Epochs(), "out").run().trials();
        List<Trial> first = trials.subList(0, 9);
        assertThat(first).extracting(Trial::fidelity).containsOnly(1 / FULL);
        List<String> best = first.stream()
                .sorted(Comparator.comparingDouble(Trial::accuracy).reversed())
                .limit(3)
                .map(Trial::architecture)
                .toList();
        assertThat(trials.subList(9, 12)).extracting(Trial::architecture).containsExactlyElementsOf(best);
        assertThat(trials.subList(9, 12)).extracting(Trial::fidelity).containsOnly(3 / FULL);
        assertThat(trials.get(12).fidelity()).isEqualTo(1);
        assertThat(trials.get(13).fidelity()).isEqualTo(1 / FULL);
    }

    @Test
    void bohbDrawsFromItsModelOnceThereAreScores() {
        List<Trial> trials = search("bohb", 1, new Epochs(), "out").run().trials();
        assertThat(trials).extracting(Trial::origin).contains("random", "model", "promoted");
    }

    /** The noise of these low fidelities hides the accuracy; what architectures have in common shows it. */
    @Test
    void mobsterChoosesBetterArchitecturesForItsBracketsThanChance() {
        double chosen = 0;
        double random = 0;
        for (int seed = 1; seed <= 5; seed++) {
            chosen += meanOfFirstRungs("mobster", seed);
            random += meanOfFirstRungs("successive-halving", seed);
        }
        assertThat(chosen / 5).isGreaterThan(random / 5 + 0.03);
    }

    private double meanOfFirstRungs(String strategy, int seed) {
        List<Trial> trials = search(strategy, 1, new Epochs(), strategy + seed)
                .seed(seed)
                .maxEffort(600)
                .run()
                .trials();
        List<Trial> begun = trials.stream()
                .filter(trial -> !trial.origin().equals("promoted"))
                .toList();
        if (strategy.equals("mobster")) {
            assertThat(begun).extracting(Trial::origin).contains("random", "bound");
        }
        return begun.stream()
                .skip(9)
                .mapToDouble(trial -> SyntheticTable.fraction(SyntheticTable.SPACE.parse(trial.architecture())))
                .average()
                .orElseThrow();
    }

    /** What a warm-up has scored is not chosen again. */
    @Test
    void mobsterGoesOnAfterAWarmUp() {
        List<Trial> trials = search("mobster", 1, new Epochs(), "out")
                .warmUp(new SearchJob.WarmUp(Part.named("params"), 3, null))
                .run()
                .trials();
        assertThat(trials.subList(0, 3)).extracting(Trial::origin).containsOnly("warm-up");
        assertThat(trials.stream().filter(trial -> !trial.origin().equals("promoted")))
                .extracting(Trial::architecture)
                .doesNotHaveDuplicates();
    }

    @Test
    void theNumberOfArchitecturesIsThatAtTheFullFidelity() {
        Epochs evaluator = new Epochs();
        SearchResult result = Search.in("nas-bench-201")
                .evaluator("epochs", evaluator)
                .strategy("hyperband")
                .uniqueArchitectures(5)
                .run();
        assertThat(result.trials().stream().filter(trial -> trial.fidelity() == 1))
                .hasSize(5);
    }

    @Test
    void aStrategyThatKnowsNothingOfFidelitiesScoresAtTheFullOneAndCounts() {
        SearchResult result = search("random", 1, new Epochs(), "out").run();
        assertThat(result.trials()).hasSize(22).extracting(Trial::fidelity).containsOnly(1.0);
    }

    @Test
    void withoutFidelitiesNothingTellsOfThem() throws IOException {
        Search.in("nas-bench-201")
                .evaluator("epochs", new Epochs())
                .strategy("random")
                .steps(3)
                .directory(directory)
                .run();
        assertThat(directory.resolve("history.csv")).content().doesNotContain("effort");
        assertThat(directory.resolve("journal.jsonl")).content().doesNotContain("fidelity");
        assertThat(directory.resolve("architecture.json")).content().doesNotContain("fidelit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hyperband | 1 images;9 images | fidelities | evaluator epochs counts epochs, not images",
                "hyperband | 1 epochs;8 epochs | fidelities | has 9 epochs as its full fidelity, and the highest is 8",
                "hyperband | 1.5 epochs;9 epochs | fidelities | 1.5 epochs won't do",
                "bohb | 9 epochs | fidelities | strategy bohb scores at several fidelities, and there is one, 9 epochs",
            })
    void fidelitiesThatWillNotDoAreRefused(String strategy, String levels, String field, String message) {
        Search search = search(strategy, 1, new Epochs(), "out")
                .fidelities(Fidelities.of(List.of(levels.split(";", -1)), null));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(search::run)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(field));
    }

    @Test
    void anEvaluatorWithOneFidelityIsNotEnough() {
        Search search = Search.in("nas-bench-201")
                .evaluator(candidate -> Score.of(0.5))
                .strategy("hyperband")
                .steps(3);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(search::run)
                .withMessageContaining("tells none. Declare them")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("fidelities"));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> search.strategy("random").maxEffort(5).run())
                .withMessageContaining("it is counted in the fidelities' unit")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("stopping.maxEffort"));
    }

    @Test
    void theEffortMustBeEnoughForAnAnswer() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() ->
                        search("hyperband", 1, new Epochs(), "out").maxEffort(8).run())
                .withMessageContaining("must be enough for one trial at the full fidelity, 9 epochs, got 8")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("stopping.maxEffort"));
    }

    @Test
    void aTableHasAColumnForEachFidelity() throws IOException {
        Path table = directory.resolve("table.csv");
        StringBuilder csv = new StringBuilder("architecture,short,long\n");
        SyntheticTable.architectures()
                .forEach(architecture -> csv.append(architecture.notation())
                        .append(',')
                        .append(100 * SyntheticTable.latency(architecture) / 7.0)
                        .append(',')
                        .append(SyntheticTable.percent(architecture))
                        .append('\n'));
        Files.writeString(table, csv);
        Search search = Search.in("nas-bench-201")
                .evaluator(Part.reading("table", "table", new InputFile("table.csv", table, ContentDigest.of(table))))
                .metric("long")
                .strategy("successive-halving")
                .fidelities(Fidelities.of(List.of("12 epochs short", "200 epochs"), null))
                .maxEffort(900);
        List<Trial> trials = search.run().trials();
        for (Trial trial : trials) {
            Architecture architecture = SyntheticTable.SPACE.parse(trial.architecture());
            double expected = trial.fidelity() == 1
                    ? SyntheticTable.fraction(architecture)
                    : SyntheticTable.latency(architecture) / 7.0;
            assertThat(trial.accuracy()).isCloseTo(expected, within(1e-9));
        }
        assertThat(trials.stream().filter(trial -> trial.fidelity() == 1)).hasSize(2);
        refuses(search, "metric, and 'long' is maximised", "1 epochs short", "2 epochs metric");
        refuses(search, "with a table each needs a column", "1 epochs", "2 epochs long");
        refuses(search, "has no column 'medium'", "1 epochs medium", "2 epochs long");
    }

    private static void refuses(Search search, String message, String... levels) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() ->
                        search.fidelities(Fidelities.of(List.of(levels), null)).run())
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("fidelities"))
                .satisfies(e ->
                        assertThat(e.getMessage().replace("'metric'", "metric")).contains(message));
    }
}
