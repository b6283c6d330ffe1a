package io.github.l2nas.benchmarks;

import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.result.Sample;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.engine.search.SearchRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;

/**
 * What searches answer with at equal effort, on a table that has a column for each fidelity: the reported column's value of the
 * architecture that is best by the highest fidelity among what was scored at it so far.
 *
 * <p>Arguments: table of NAS-Bench-201; its fidelities separated by commas, each an amount, a unit and a column, lowest first; the
 * reported column; first seed; number of seeds; efforts separated by commas, a search ends with the last of them; strategies, each
 * {@code name[@preset][:setting=value,...]}.
 */
public final class FidelityEfficiency {

    private static final int PERCENT = 100;

    private FidelityEfficiency() {}

    /**
     * Measures and prints, one line for each strategy.
     *
     * @param arguments table, fidelities, reported column, first seed, seeds, efforts, strategies
     * @throws IOException where a file can't be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]).toAbsolutePath();
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        BenchmarkTable.Metric reported =
                BenchmarkTable.read(file, "table", space).metric(arguments[2]);
        Fidelities fidelities = Fidelities.of(Arrays.asList(arguments[1].split(",", -1)), null);
        int seeds = Integer.parseInt(arguments[4]);
        double[] efforts = Arrays.stream(arguments[5].split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (String strategy : Arrays.asList(arguments).subList(6, arguments.length)) {
            SearchJobBuilder job = new SearchJobBuilder(Part.named("nas-bench-201"))
                    .evaluator(Part.reading("table", "table", SearchRuns.input(file)))
                    .metric(fidelities
                            .levels()
                            .get(fidelities.levels().size() - 1)
                            .column())
                    .fidelities(fidelities)
                    .strategy(SearchRuns.strategy(strategy))
                    .maxEffort(efforts[efforts.length - 1])
                    .seed(Long.parseLong(arguments[3]))
                    .repeats(seeds);
            List<List<CSVRecord>> histories = histories(job, Long.parseLong(arguments[3]), seeds);
            StringBuilder line = new StringBuilder(arguments[2] + " of " + strategy + ";");
            for (double effort : efforts) {
                Sample answers = Sample.of(histories.stream()
                        .map(history ->
                                PERCENT * reported.accuracy(space.parse(answer(history, effort, fidelities.full()))))
                        .toList());
                line.append(String.format(
                        Locale.ROOT, " at %.0f: %.2f +- %.2f", effort, answers.mean(), answers.deviation()));
            }
            System.out.println(line);
        }
    }

    private static List<List<CSVRecord>> histories(SearchJobBuilder job, long firstSeed, int seeds) throws IOException {
        Path directory = Files.createTempDirectory("fidelity-efficiency");
        try {
            new SearchRunner(job.outputDirectory(directory).build(), event -> {}, System::nanoTime).run();
            List<List<CSVRecord>> histories = new ArrayList<>();
            for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
                Path itsDirectory = seeds == 1 ? directory : directory.resolve("seed-" + seed);
                histories.add(SearchRuns.rows(itsDirectory.resolve("history.csv")));
            }
            return histories;
        } finally {
            TimedProcess.delete(directory);
        }
    }

    /** The best at the full fidelity; of equals the first. */
    private static String answer(List<CSVRecord> history, double effort, double full) {
        String answer = null;
        double best = -1;
        for (CSVRecord trial : history) {
            if (Double.parseDouble(trial.get("effort")) > effort) {
                break;
            }
            boolean isFull = Double.parseDouble(trial.get("fidelity")) == full;
            if (isFull && !trial.get("accuracy").isEmpty() && Double.parseDouble(trial.get("accuracy")) > best) {
                best = Double.parseDouble(trial.get("accuracy"));
                answer = trial.get("architecture");
            }
        }
        return answer;
    }
}
