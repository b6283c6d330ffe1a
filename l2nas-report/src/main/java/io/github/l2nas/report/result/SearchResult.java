package io.github.l2nas.report.result;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.table.BenchmarkTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a search has left.
 *
 * @param name what people call it, for example the execution's id
 * @param finished whether the stopping rule holds, or it failed; else it runs, or its time budget interrupted it
 * @param found the architecture of the best seed
 * @param histories {@code history.csv} of each seed, first seed first; may be empty
 * @param bestHistory that of the best seed
 * @param table the table that scored, where it is still there as it was
 * @param latencies what tells the latency of an architecture in milliseconds, by the name of the latency
 * @param digest SHA-256 of {@code architecture.json}
 */
public record SearchResult(
        String name,
        boolean finished,
        FoundArchitecture found,
        List<Path> histories,
        Optional<Path> bestHistory,
        Optional<BenchmarkTable> table,
        Map<String, ToDoubleFunction<Architecture>> latencies,
        String digest) {

    private static final String ARCHITECTURE = "architecture.json";
    private static final String HISTORY = "history.csv";
    private static final String REMEDY = "Search again";

    public SearchResult {
        histories = List.copyOf(histories);
        latencies = Collections.unmodifiableMap(new LinkedHashMap<>(latencies));
    }

    /**
     * Whether a directory holds the result of a search.
     *
     * @param directory the directory
     * @return whether {@link #in} can read it
     */
    public static boolean isIn(Path directory) {
        return Files.isRegularFile(directory.resolve(ARCHITECTURE));
    }

    /**
     * Whether a directory holds the journal of a search that has not come to a result, because it runs or was interrupted.
     *
     * @param directory the directory
     * @return whether {@link #soFar} may read it
     */
    public static boolean isUnderWay(Path directory) {
        return !isIn(directory) && !new SearchUnderWay(directory).journals().isEmpty();
    }

    /**
     * Reads what a search has recorded so far.
     *
     * @param name what people call it
     * @param directory holds the job file and journals
     * @param finished whether it failed; else it runs, or was interrupted
     * @return its best architecture and its trials; nothing where none has been scored yet
     * @throws ResultException where a journal is not what it should be
     */
    public static Optional<SearchResult> soFar(String name, Path directory, boolean finished) {
        return new SearchUnderWay(directory).result(name, finished);
    }

    /**
     * Reads what a search has left in its output directory.
     *
     * @param name what people call it
     * @param directory holds {@code architecture.json}; histories, summary and the job file where they are
     * @param finished whether the stopping rule holds
     * @return the result
     * @throws ResultException where a file is not what it should be
     */
    public static SearchResult in(String name, Path directory, boolean finished) {
        FoundArchitecture found = FoundArchitecture.read(directory.resolve(ARCHITECTURE));
        JobInputs inputs = new JobInputs(directory, found.provenance());
        Optional<BenchmarkTable> table = inputs.find("table", "evaluator", "inputs", "table")
                .map(input -> BenchmarkTable.read(input.file(), input.name(), found.space()));
        // What measure-latency writes is told by networks, which only the engine builds.
        Optional<LatencySpace.Latencies> blocks = inputs.find("latencyTable", "constraints", "latencyTable")
                .filter(input -> !input.file().toString().endsWith(".json"))
                .map(input -> LatencySpace.of(found.space(), input));
        Optional<Path> best = existing(directory.resolve(HISTORY));
        List<Path> seeds = seeds(directory);
        return new SearchResult(
                name,
                finished,
                found,
                seeds.isEmpty() ? best.stream().toList() : seeds,
                best,
                table,
                latencies(table, blocks),
                digest(directory.resolve(ARCHITECTURE)));
    }

    /**
     * The result of a search of which no more is known than its architecture, and perhaps its history.
     *
     * @param name what people call it
     * @param architecture {@code architecture.json}
     * @param history {@code history.csv}, where it is there
     * @return the result
     * @throws ResultException where the file is not what it should be
     */
    public static SearchResult of(String name, Path architecture, Optional<Path> history) {
        return new SearchResult(
                name,
                true,
                FoundArchitecture.read(architecture),
                history.stream().toList(),
                history,
                Optional.empty(),
                Map.of(),
                digest(architecture));
    }

    private static String digest(Path file) {
        try {
            return ContentDigest.of(file);
        } catch (IOException e) {
            throw new ResultException(file, "it can't be read: " + AtomicFile.reason(e), REMEDY);
        }
    }

    private static List<Path> seeds(Path directory) {
        Optional<Path> file = existing(directory.resolve("summary.json"));
        if (file.isEmpty()) {
            return List.of();
        }
        ResultDocument summary = ResultDocument.read(file.get(), REMEDY);
        long first = summary.seed("firstSeed");
        List<Path> histories = new ArrayList<>();
        for (long seed = first; seed < first + summary.count("repeats"); seed++) {
            Optional<Path> history = existing(directory.resolve("seed-" + seed).resolve(HISTORY));
            if (history.isEmpty()) {
                return List.of();
            }
            histories.add(history.get());
        }
        return histories;
    }

    private static Optional<Path> existing(Path file) {
        return Optional.of(file).filter(Files::isRegularFile);
    }

    /** What the table and the latency table tell, by the names of the columns. */
    private static Map<String, ToDoubleFunction<Architecture>> latencies(
            Optional<BenchmarkTable> table, Optional<LatencySpace.Latencies> blocks) {
        Map<String, ToDoubleFunction<Architecture>> latencies = new LinkedHashMap<>();
        table.ifPresent(known -> known.columns().stream()
                .filter(column -> column.contains("latency"))
                .forEach(column -> latencies.put(column, known.column(column))));
        blocks.ifPresent(known -> latencies.put("latency (ms)", known::latency));
        return latencies;
    }
}
