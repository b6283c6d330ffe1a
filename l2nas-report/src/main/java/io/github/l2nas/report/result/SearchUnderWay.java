package io.github.l2nas.report.result;

import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A search that has not come to a result yet: what its job and its journals tell. */
final class SearchUnderWay {

    private static final String JOB = "job.json";

    private final Path directory;

    SearchUnderWay(Path directory) {
        this.directory = directory;
    }

    /** The journals that are there, first seed first. */
    List<Path> journals() {
        Path single = directory.resolve(JournalReader.FILE);
        if (Files.isRegularFile(single)) {
            return List.of(single);
        }
        List<Path> journals = new ArrayList<>();
        job().ifPresent(job -> {
            for (long seed = job.seed(); seed < job.seed() + job.repeats(); seed++) {
                Path journal = directory.resolve("seed-" + seed).resolve(JournalReader.FILE);
                if (Files.isRegularFile(journal)) {
                    journals.add(journal);
                }
            }
        });
        return journals;
    }

    private Optional<SearchJob> job() {
        try {
            Job job = JobJson.read(Files.readString(directory.resolve(JOB), StandardCharsets.UTF_8));
            return job instanceof SearchJob search ? Optional.of(search) : Optional.empty();
        } catch (IOException | JobException e) {
            return Optional.empty();
        }
    }

    /** The best trial so far. */
    private static final class Best {

        private TrialRow row;
        private Path journal;
        private int steps;
        private int unique;
    }

    /** The result so far under a name; nothing where no trial has been scored. */
    Optional<SearchResult> result(String name, boolean finished) {
        Optional<SearchJob> job = job();
        if (job.isEmpty()) {
            return Optional.empty();
        }
        Best best = new Best();
        List<Path> journals = journals();
        for (Path journal : journals) {
            int[] steps = {0};
            Set<String> notations = new HashSet<>();
            TrialRow before = best.row;
            JournalReader.read(journal, row -> {
                steps[0]++;
                if (row.isScored()) {
                    notations.add(row.architecture());
                    if (best.row == null || row.accuracy() > best.row.accuracy()) {
                        best.row = row;
                    }
                }
            });
            if (!Objects.equals(best.row, before)) {
                best.journal = journal;
                best.steps = steps[0];
                best.unique = notations.size();
            }
        }
        return best.row == null ? Optional.empty() : Optional.of(result(name, finished, job.get(), journals, best));
    }

    private SearchResult result(String name, boolean finished, SearchJob job, List<Path> journals, Best best) {
        SearchSpace space = SearchSpaces.of(job.space());
        Architecture architecture = best.row.architecture(space);
        String metric = job.objective() == null || job.objective().metric() == null
                ? "accuracy"
                : job.objective().metric();
        FoundArchitecture found = new FoundArchitecture(
                space,
                architecture,
                metric,
                best.row.accuracy(),
                Optional.empty(),
                job.strategy().name(),
                job.seed() + journals.indexOf(best.journal),
                best.steps,
                best.unique,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(job.objectives()),
                Map.of());
        return new SearchResult(
                name, finished, found, journals, Optional.of(best.journal), Optional.empty(), Map.of(), "");
    }
}
