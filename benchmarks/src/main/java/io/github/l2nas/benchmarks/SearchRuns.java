package io.github.l2nas.benchmarks;

import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.engine.search.SearchRunner;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The same search with several seeds, by the engine as a build runs it, and what each seed scored.
 *
 * @param space the search space
 * @param scoring table or predictor
 * @param metric the table's column; null for a predictor
 * @param maxMacs most multiply-accumulates of an architecture; null for no limit
 * @param objectives what is weighed; null for the metric alone
 * @param firstSeed seed of the first search
 * @param seeds number of searches
 * @param ranked what other evaluators rank: warm-up, features and filter
 */
record SearchRuns(
        Part space,
        Path scoring,
        String metric,
        Long maxMacs,
        Objectives objectives,
        long firstSeed,
        int seeds,
        Ranked ranked) {

    /**
     * What other evaluators rank.
     *
     * @param warmUp what chooses the first architectures; null for the strategy
     * @param features what a model looks at; null for the space's own features alone
     * @param filter what may be scored; null for all
     */
    record Ranked(SearchJob.WarmUp warmUp, List<Part> features, SearchJob.Filter filter) {

        static final Ranked NOTHING = new Ranked(null, null, null);

        /** By {@code [+evaluator][+features=evaluator;...][+filter=share*evaluator]}. */
        static Ranked of(List<String> texts) {
            SearchJob.WarmUp warmUp = null;
            List<Part> features = null;
            SearchJob.Filter filter = null;
            for (String text : texts) {
                if (text.startsWith(FEATURES)) {
                    features = Stream.of(text.substring(FEATURES.length()).split(";", -1))
                            .map(SearchRuns::part)
                            .toList();
                } else if (text.startsWith(FILTER)) {
                    String[] share = text.substring(FILTER.length()).split("\\*", 2);
                    filter = new SearchJob.Filter(part(share[1]), Double.valueOf(share[0]), null);
                } else {
                    warmUp = new SearchJob.WarmUp(part(text), null, null);
                }
            }
            return new Ranked(warmUp, features, filter);
        }
    }

    private static final String FEATURES = "features=";
    private static final String FILTER = "filter=";

    SearchRuns(Part space, Path scoring, String metric, long firstSeed, int seeds) {
        this(space, scoring, metric, null, null, firstSeed, seeds, Ranked.NOTHING);
    }

    /**
     * These searches with what an argument lets other evaluators rank.
     *
     * @param text {@code strategy[+evaluator][+features=evaluator;...][+filter=share*evaluator]}
     * @return searches that begin with the five architectures that the first evaluator ranks highest, where there is one, and so on
     */
    SearchRuns ranking(String text) {
        List<String> parts = List.of(text.split("\\+", -1));
        return new SearchRuns(
                space,
                scoring,
                metric,
                maxMacs,
                objectives,
                firstSeed,
                seeds,
                Ranked.of(parts.subList(1, parts.size())));
    }

    /** The system property that tells how many trials are in flight; 1 where it is not set. */
    private static final String TRIAL_CONCURRENCY = "trialConcurrency";

    /** A strategy, as an argument {@code name[@preset][:setting=value,...]}, before the first {@code +}, gives it. */
    static Part strategy(String text) {
        return part(text.split("\\+", 2)[0]);
    }

    /** A part, as an argument {@code name[@preset][:setting=value,...]} gives it. */
    static Part part(String text) {
        String[] parts = text.split(":", 2);
        String[] name = parts[0].split("@", 2);
        Map<String, String> settings = new TreeMap<>();
        if (parts.length > 1) {
            for (String setting : parts[1].split(",", -1)) {
                String[] pair = setting.split("=", 2);
                settings.put(pair[0], pair[1]);
            }
        }
        return new Part(name[0], name.length > 1 ? name[1] : null, settings, null);
    }

    /** Where the files of each seed are visited before they are deleted. */
    @FunctionalInterface
    interface Visitor {
        void visit(long seed, Path directory) throws IOException;
    }

    /**
     * Searches.
     *
     * @param strategy what searches
     * @param architectures number of different architectures a search scores
     * @param target accuracy in [0, 1] with which a search ends earlier; null for none
     * @param policy the policy a search starts from; null for none
     * @return for each seed the different architectures in the order of scoring, with their accuracies
     * @throws IOException where files can't be written
     */
    List<Map<String, Double>> run(Part strategy, int architectures, Double target, Path policy) throws IOException {
        List<Map<String, Double>> scored = new ArrayList<>();
        run(strategy, architectures, target, policy, (seed, directory) -> scored.add(history(directory)));
        return scored;
    }

    void run(Part strategy, int architectures, Double target, Path policy, Visitor visitor) throws IOException {
        Path directory = Files.createTempDirectory("search-runs");
        try {
            new SearchRunner(job(strategy, architectures, target, policy, directory), event -> {}, System::nanoTime)
                    .run();
            for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
                visitor.visit(seed, seeds == 1 ? directory : directory.resolve("seed-" + seed));
            }
        } finally {
            TimedProcess.delete(directory);
        }
    }

    private SearchJob job(Part strategy, int architectures, Double target, Path policy, Path directory)
            throws IOException {
        String evaluator = metric == null ? "predictor" : "table";
        Map<String, InputFile> policies = policy == null ? Map.of() : Map.of("policy", input(policy));
        return new SearchJobBuilder(space)
                .evaluator(Part.reading(evaluator, evaluator, input(scoring)))
                .metric(metric)
                .objectives(objectives)
                .strategy(new Part(strategy.name(), strategy.preset(), strategy.settings(), policies))
                .warmUp(ranked.warmUp())
                .features(ranked.features())
                .filter(ranked.filter())
                .compute(ranked.equals(Ranked.NOTHING) ? null : new Compute(null, 1))
                .seed(firstSeed)
                .repeats(seeds)
                .trials(new SearchJob.Trials(Integer.getInteger(TRIAL_CONCURRENCY, 1), null, null))
                .constraints(new SearchJob.Constraints(null, maxMacs, null, null, List.of()))
                .stopping(new SearchJob.Stopping(null, architectures, target, null))
                .outputDirectory(directory)
                .build();
    }

    static InputFile input(Path file) throws IOException {
        return new InputFile(String.valueOf(file.getFileName()), file, ContentDigest.of(file));
    }

    static Map<String, Double> history(Path directory) throws IOException {
        Map<String, Double> scored = new LinkedHashMap<>();
        for (CSVRecord trial : rows(directory.resolve("history.csv"))) {
            if (!trial.get("accuracy").isEmpty()) {
                scored.putIfAbsent(trial.get("architecture"), Double.valueOf(trial.get("accuracy")));
            }
        }
        return scored;
    }

    /** The rows of a csv file below its header. */
    static List<CSVRecord> rows(Path file) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(file)) {
            return format.parse(reader).getRecords();
        }
    }

    /**
     * Best accuracy after so many architectures.
     *
     * @param scored accuracies in their order
     * @param count how many of them count
     * @return the largest of them
     */
    static double best(Map<String, Double> scored, int count) {
        return scored.values().stream()
                .limit(count)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
    }

    /**
     * Architectures until one is as good as asked for.
     *
     * @param scored accuracies in their order
     * @param accuracy what is asked for
     * @return from 1; infinite where none is
     */
    static double until(Map<String, Double> scored, double accuracy) {
        int count = 0;
        for (double value : scored.values()) {
            count++;
            if (value >= accuracy) {
                return count;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
