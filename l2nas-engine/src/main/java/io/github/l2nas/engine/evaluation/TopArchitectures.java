package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The best architectures of a search by its {@code history.csv}: those that were scored, at the full fidelity. */
final class TopArchitectures {

    private static final String PARAMETER = "top.history";
    private static final String ARCHITECTURE = "architecture";
    private static final String ACCURACY = "accuracy";
    private static final String FIDELITY = "fidelity";
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private record Scored(double accuracy, double fidelity) {

        boolean isPossible() {
            return accuracy >= 0 && accuracy <= 1 && fidelity > 0 && Double.isFinite(fidelity);
        }
    }

    private final InputFile history;
    /** By notation, in the order of their first trials. */
    private final Map<String, Scored> scored = new LinkedHashMap<>();

    private final List<Architecture> others;

    private TopArchitectures(InputFile history) {
        this.history = history;
        others = new ArrayList<>();
    }

    /**
     * Reads the history of a job.
     *
     * @param job says how many, the answer among them, and names the history
     * @param declared what the job declares
     * @return the best ones; empty where the job asks for none
     * @throws JobException where the file is no history of that space
     */
    static Optional<TopArchitectures> of(EvaluateJob job, EvaluationPlan declared) {
        return Optional.ofNullable(job.top()).map(top -> of(top, declared.space(), declared.requiredArchitecture()));
    }

    private static TopArchitectures of(EvaluateJob.Top top, SearchSpace space, Architecture answer) {
        TopArchitectures best = new TopArchitectures(top.history());
        ContentDigest.requireUnchanged(top.history(), PARAMETER);
        best.read();
        best.choose(top.architectures() - 1, space, answer);
        return best;
    }

    /** The best different ones beside the answer, best first; of equals the one that was scored first. May be too few. */
    List<Architecture> others() {
        return List.copyOf(others);
    }

    /** What an architecture had in the search, in [0, 1]; nothing where it was not scored. */
    OptionalDouble searched(Architecture architecture) {
        Scored found = scored.get(architecture.notation());
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.accuracy());
    }

    private void read() {
        try (BufferedReader reader = Files.newBufferedReader(history.file(), StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(reader)) {
            if (!parser.getHeaderNames().containsAll(List.of(ARCHITECTURE, ACCURACY))) {
                throw wrong("it has no columns " + ARCHITECTURE + " and " + ACCURACY);
            }
            boolean several = parser.getHeaderNames().contains(FIDELITY);
            for (CSVRecord row : parser) {
                add(row, several);
            }
        } catch (IOException e) {
            throw wrong(AtomicFile.reason(e));
        } catch (UncheckedIOException e) {
            throw wrong(AtomicFile.reason(e.getCause()));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        double full =
                scored.values().stream().mapToDouble(Scored::fidelity).max().orElse(0);
        scored.values().removeIf(one -> one.fidelity() < full);
    }

    private void add(CSVRecord row, boolean several) {
        try {
            if (!row.get(ACCURACY).isEmpty()) {
                Scored found = new Scored(
                        Double.parseDouble(row.get(ACCURACY)), several ? Double.parseDouble(row.get(FIDELITY)) : 1);
                if (!found.isPossible()) {
                    throw noTrial(row);
                }
                scored.merge(
                        row.get(ARCHITECTURE),
                        found,
                        (before, now) -> now.fidelity() > before.fidelity() ? now : before);
            }
        } catch (IllegalArgumentException e) {
            throw noTrial(row);
        }
    }

    private JobException noTrial(CSVRecord row) {
        return wrong("row " + row.getRecordNumber() + " is no trial");
    }

    private void choose(int count, SearchSpace space, Architecture answer) {
        Set<String> identities = new HashSet<>(Set.of(answer.identity()));
        List<Map.Entry<String, Scored>> sorted = new ArrayList<>(scored.entrySet());
        sorted.sort(Comparator.comparingDouble(one -> -one.getValue().accuracy()));
        for (int i = 0; i < sorted.size() && others.size() < count; i++) {
            Architecture next = parse(space, sorted.get(i).getKey());
            if (identities.add(next.identity())) {
                others.add(next);
            }
        }
    }

    private Architecture parse(SearchSpace space, String notation) {
        try {
            return space.parse(notation);
        } catch (NotationException e) {
            throw wrong(e.getMessage());
        }
    }

    private JobException wrong(String problem) {
        return new JobException(
                PARAMETER, history.name() + " is not a history.csv of l2nas:search in this space: " + problem);
    }
}
