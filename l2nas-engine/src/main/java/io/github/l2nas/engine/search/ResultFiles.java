package io.github.l2nas.engine.search;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.LearningStrategy;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.agent.PolicyFile;
import io.github.l2nas.engine.result.OutputTime;
import io.github.l2nas.engine.result.SummaryLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files a search job leaves: each seed's, and in the output directory those of the best seed. */
final class ResultFiles {

    private static final String ARCHITECTURE = "architecture.json";
    private static final String FRONT_CSV = "front.csv";
    private static final String FRONT_JSON = "front.json";
    private static final String HISTORY = "history.csv";
    /** What a strategy that trains networks writes itself. */
    private static final String ONE_SHOT = "one-shot.csv";

    private static final String POLICY = "policy.zip";
    private static final String SUMMARY = "summary.json";

    private final SearchJob job;
    private final SearchSpace space;
    private final EvaluatorChoice evaluator;
    private final SearchCosts costs;
    private final JobObjectives objectives;
    private final Optional<LatencySpace.Latencies> latencies;
    private final StrategyChoice<?> strategy;
    private final Instant timestamp;

    ResultFiles(
            SearchJob job,
            SearchSpace space,
            SearchCosts costs,
            EvaluatorChoice evaluator,
            JobObjectives objectives,
            Optional<LatencySpace.Latencies> latencies,
            StrategyChoice<?> strategy) {
        this.costs = costs;
        this.job = job;
        this.space = space;
        this.evaluator = evaluator;
        this.objectives = objectives;
        this.latencies = latencies;
        this.strategy = strategy;
        timestamp = OutputTime.parse(job.outputTimestamp());
    }

    /** Where the files of one seed's search lie: with one seed the output directory itself. */
    static Path seedDirectory(SearchJob job, long seed) {
        return job.repeats() == 1
                ? job.outputDirectory()
                : job.outputDirectory().resolve("seed-" + seed);
    }

    /**
     * Writes them.
     *
     * @param found one for each seed; one without an answer is not complete
     * @param scores line of the summary about where scores came from, if there is something to tell
     * @param nanos how long it has taken
     */
    JobEvent.Result write(SeedResults found, Optional<String> scores, long nanos) {
        boolean complete = found.complete();
        List<SeedResult> results = found.all();
        List<Path> files = new ArrayList<>();
        for (SeedResult result : results) {
            files = writeSearch(result, result.directory(), result.complete());
        }
        Optional<SeedResult> best = found.best();
        if (job.repeats() > 1) {
            files = best.map(result -> writeSearch(result, job.outputDirectory(), complete))
                    .orElseGet(() -> deleteAnswer(job.outputDirectory()));
        }
        List<History> histories = results.stream().map(SeedResult::history).toList();
        Path summary = job.outputDirectory().resolve(SUMMARY);
        if (job.repeats() > 1 && histories.stream().allMatch(history -> history.best() != null)) {
            SummaryFile.write(summary, job, space.name(), evaluator.metric(), histories, complete);
            files.add(summary);
        } else {
            delete(summary);
        }
        List<String> lines = best.map(result -> summary(result, histories))
                .orElseGet(() ->
                        new ArrayList<>(List.of("no architecture yet: " + Unanswered.why(job, histories.get(0)))));
        trialsLine(histories).ifPresent(lines::add);
        scores.ifPresent(lines::add);
        lines.add(SummaryLines.engineTime(nanos));
        return new JobEvent.Result(complete, lines, files);
    }

    private Front front(SeedResult result) {
        return Front.of(result.history(), objectives.objectives());
    }

    /** Writes the files of one search into a directory; returns them. */
    private List<Path> writeSearch(SeedResult result, Path directory, boolean complete) {
        List<Path> files = new ArrayList<>();
        if (result.found() == null) {
            deleteAnswer(directory);
        } else {
            files.add(directory.resolve(ARCHITECTURE));
            ArchitectureFile.write(
                    directory.resolve(ARCHITECTURE),
                    job,
                    result.seed(),
                    space,
                    costs,
                    evaluator.metric(),
                    latencies,
                    Provenance.of(job, space, evaluator, strategy),
                    result.history(),
                    result.found(),
                    chosen(result),
                    complete,
                    doubts(result));
        }
        if (!strategy.trainsNetworks()) {
            delete(directory.resolve(ONE_SHOT));
        }
        files.add(directory.resolve(HISTORY));
        HistoryFile.write(
                directory.resolve(HISTORY),
                result.history(),
                objectives.objectives().all().stream()
                        .filter(objective -> !objective.isAccuracy())
                        .map(Objective::metric)
                        .toList());
        writeFront(result, directory, complete, files);
        if (result.found() != null && result.strategy() instanceof LearningStrategy learning) {
            PolicyFile.write(directory.resolve(POLICY), learning, timestamp);
            files.add(directory.resolve(POLICY));
        } else {
            delete(directory.resolve(POLICY));
        }
        return files;
    }

    private void writeFront(SeedResult result, Path directory, boolean complete, List<Path> files) {
        Path table = directory.resolve(FRONT_CSV);
        Path document = directory.resolve(FRONT_JSON);
        if (!objectives.several() || result.found() == null) {
            delete(table);
            delete(document);
            return;
        }
        Front front = front(result);
        FrontFile.writeCsv(table, front);
        FrontFile.writeJson(
                document,
                job,
                space,
                evaluator.metric(),
                objectives,
                result,
                front,
                Provenance.of(job, space, evaluator, strategy),
                complete);
        files.addAll(List.of(table, document));
    }

    /** The values by which the answer was chosen from the front; none where it was not. */
    private Map<String, Double> chosen(SeedResult result) {
        return objectives.several() ? objectives.values(trial(result).result()) : Map.of();
    }

    /** The first trial of what was found. */
    private static Trial trial(SeedResult result) {
        String notation = result.found().architecture().notation();
        return result.history().trials().stream()
                .filter(trial -> trial.full() && trial.architecture().equals(notation))
                .findFirst()
                .orElseThrow();
    }

    /** What the evaluator says against a search's answer. */
    List<String> doubts(SeedResult result) {
        return result.found() == null
                ? List.of()
                : evaluator
                        .evaluator()
                        .doubts(result.found().architecture(), result.found().accuracy());
    }

    /** Removes what an earlier search has left where this one has no answer yet. */
    private static List<Path> deleteAnswer(Path directory) {
        for (String file : List.of(ARCHITECTURE, HISTORY, POLICY, FRONT_CSV, FRONT_JSON)) {
            delete(directory.resolve(file));
        }
        return new ArrayList<>();
    }

    private static Optional<String> trialsLine(List<History> histories) {
        int steps = histories.stream().mapToInt(History::steps).sum();
        int infeasible = histories.stream().mapToInt(History::infeasibleTrials).sum();
        int failed = histories.stream().mapToInt(History::failedTrials).sum();
        return infeasible + failed == 0
                ? Optional.empty()
                : Optional.of("trials        " + failed + " failed and " + infeasible + " infeasible of " + steps);
    }

    private List<String> summary(SeedResult best, List<History> histories) {
        Architecture architecture = best.found().architecture();
        List<String> lines = new ArrayList<>();
        lines.add("architecture  " + architecture.notation());
        lines.add(accuracyLine(best));
        if (objectives.several()) {
            lines.add("objectives    "
                    + chosen(best).entrySet().stream()
                            .map(value -> value.getKey() + " "
                                    + Decimals.shortest(value.getValue()).toPlainString())
                            .collect(Collectors.joining(", ")));
        }
        if (best.history().fidelities().counted()) {
            lines.add(EffortReport.line(best.history()));
        }
        costs.counted().ifPresent(model -> lines.add(SummaryLines.cost("cost", architecture, model)));
        if (costs.publishedWhereItDiffers(architecture).isPresent()) {
            costs.published().ifPresent(model -> lines.add(SummaryLines.cost("published", architecture, model)));
        }
        latencies.ifPresent(
                known -> lines.add(String.format(Locale.ROOT, "latency       %.3f ms", known.latency(architecture))));
        if (histories.size() > 1) {
            lines.addAll(SummaryFile.lines(histories));
        }
        return lines;
    }

    private String accuracyLine(SeedResult result) {
        String how = how(result);
        return String.format(
                Locale.ROOT,
                "accuracy      %s %% %s, %s (%d unique architectures), seed %d",
                Decimals.percent(result.found().accuracy()),
                evaluator.metric(),
                how,
                result.history().uniqueArchitectures(),
                result.seed());
    }

    private String how(SeedResult result) {
        int steps = result.history().steps();
        if (objectives.several()) {
            return "chosen by '" + objectives.declared().choice() + "' from a front of "
                    + front(result).trials().size() + " of " + steps + " steps";
        }
        Trial best = result.history().best();
        return result.found().consensusOf() == null
                ? "found at step " + best.step() + " of " + steps
                : String.format(
                        Locale.ROOT,
                        "the consensus of the %d best (up to %s %%) of %d steps",
                        result.found().consensusOf(),
                        Decimals.percent(best.accuracy()),
                        steps);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't delete " + file + ": " + AtomicFile.reason(e));
        }
    }
}
