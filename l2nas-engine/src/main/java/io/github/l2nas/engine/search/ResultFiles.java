package io.github.l2nas.engine.search;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.LearningStrategy;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.agent.PolicyFile;
import io.github.l2nas.engine.result.ArchitectureFile;
import io.github.l2nas.engine.result.HistoryFile;
import io.github.l2nas.engine.result.OutputTime;
import io.github.l2nas.engine.result.SummaryFile;
import io.github.l2nas.engine.result.SummaryLines;
import io.github.l2nas.engine.table.LatencyTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The files a search job leaves: each seed's, and in the output directory those of the best seed. */
final class ResultFiles {

    private static final String ARCHITECTURE = "architecture.json";
    private static final String HISTORY = "history.csv";
    private static final String POLICY = "policy.zip";
    private static final String SUMMARY = "summary.json";

    private final SearchJob job;
    private final SearchSpace space;
    private final String metric;
    private final Optional<LatencyTable> latencies;
    private final Record settings;
    private final Instant timestamp;

    ResultFiles(SearchJob job, SearchSpace space, String metric, Optional<LatencyTable> latencies, Record settings) {
        this.job = job;
        this.space = space;
        this.metric = metric;
        this.latencies = latencies;
        this.settings = settings;
        timestamp = OutputTime.parse(job.outputTimestamp());
    }

    /** Where the files of one seed's search lie: with one seed the output directory itself. */
    static Path seedDirectory(SearchJob job, long seed) {
        return job.repeats() == 1
                ? job.outputDirectory()
                : job.outputDirectory().resolve("seed-" + seed);
    }

    JobEvent.Result write(List<SeedResult> results, long nanos) {
        for (SeedResult result : results) {
            writeSearch(result, result.directory());
        }
        SeedResult best = results.stream()
                .max(Comparator.<SeedResult>comparingDouble(
                                result -> result.found().accuracy())
                        .thenComparing(SeedResult::seed, Comparator.reverseOrder()))
                .orElseThrow();
        Path directory = job.outputDirectory();
        List<Path> files = new ArrayList<>(List.of(directory.resolve(ARCHITECTURE), directory.resolve(HISTORY)));
        if (best.strategy() instanceof LearningStrategy) {
            files.add(directory.resolve(POLICY));
        } else {
            delete(directory.resolve(POLICY));
        }
        List<History> histories = results.stream().map(SeedResult::history).toList();
        if (job.repeats() > 1) {
            writeSearch(best, directory);
            SummaryFile.write(directory.resolve(SUMMARY), job, metric, histories);
            files.add(directory.resolve(SUMMARY));
        } else {
            delete(directory.resolve(SUMMARY));
        }
        boolean complete = results.stream().allMatch(SeedResult::complete);
        return new JobEvent.Result(complete, summary(best, histories, nanos), files);
    }

    private void writeSearch(SeedResult result, Path directory) {
        ArchitectureFile.write(
                directory.resolve(ARCHITECTURE),
                job,
                result.seed(),
                space,
                metric,
                latencies,
                settings,
                result.history(),
                result.found());
        HistoryFile.write(directory.resolve(HISTORY), result.history());
        if (result.strategy() instanceof LearningStrategy learning) {
            PolicyFile.write(directory.resolve(POLICY), learning, timestamp);
        }
    }

    private List<String> summary(SeedResult best, List<History> histories, long nanos) {
        Architecture architecture = best.found().architecture();
        List<String> lines = new ArrayList<>();
        lines.add("architecture  " + architecture.notation());
        lines.add(accuracyLine(best));
        space.capability(CostModel.class)
                .map(costs -> costs.cost(architecture))
                .ifPresent(cost -> lines.add(SummaryLines.cost("cost", cost.params(), cost.macs())));
        latencies.ifPresent(
                known -> lines.add(String.format(Locale.ROOT, "latency       %.3f ms", known.latency(architecture))));
        if (histories.size() > 1) {
            lines.addAll(SummaryFile.lines(histories));
        }
        lines.add(SummaryLines.engineTime(nanos));
        return lines;
    }

    private String accuracyLine(SeedResult result) {
        Trial trial = result.history().best();
        int steps = result.history().steps();
        String how = result.found().consensusOf() == null
                ? "found at step " + trial.step() + " of " + steps
                : String.format(
                        Locale.ROOT,
                        "the consensus of the %d best (up to %s %%) of %d steps",
                        result.found().consensusOf(),
                        Decimals.percent(trial.accuracy()),
                        steps);
        return String.format(
                Locale.ROOT,
                "accuracy      %s %% %s, %s (%d unique architectures), seed %d",
                Decimals.percent(result.found().accuracy()),
                metric,
                how,
                result.history().uniqueArchitectures(),
                result.seed());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't delete " + file + ": " + AtomicFile.reason(e));
        }
    }
}
