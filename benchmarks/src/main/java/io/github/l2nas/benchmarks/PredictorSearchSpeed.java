package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * L2NAS on an accuracy predictor of Once-for-All, with the paper's settings: 10 000 steps, networks 256 wide. Prints the time
 * of the engine's process.
 *
 * <p>Arguments: the predictor, and how often to run it (3).
 */
public final class PredictorSearchSpeed {

    private static final double LIMIT = 90;

    private PredictorSearchSpeed() {}

    /**
     * Measures and prints.
     *
     * @param arguments predictor, runs
     * @throws IOException where a file can't be written
     * @throws InterruptedException where the benchmark is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path predictor = Path.of(arguments[0]).toAbsolutePath();
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            seconds.add(TimedProcess.inEmptyDirectory(
                            directory -> TimedProcess.engine(directory, job(directory, predictor)))
                    .process());
            System.out.printf(
                    Locale.ROOT, "engine process, run %d: %.1f s (limit %.0f s)%n", run + 1, seconds.get(run), LIMIT);
        }
        System.out.printf(Locale.ROOT, "median: %.1f s%n", Median.of(seconds));
    }

    private static SearchJob job(Path directory, Path predictor) throws IOException {
        return new SearchJobBuilder(Part.named("ofa-mbv3"))
                .evaluator(Part.reading("predictor", "predictor", SearchRuns.input(predictor)))
                .outputDirectory(directory.resolve("out"))
                .build();
    }
}
