package io.github.l2nas.engine;

import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJobBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Jobs and their parts for tests: a test says what it is about, the rest is here. */
public final class Jobs {

    /** The instant that archive entries of tests carry. */
    public static final String TIMESTAMP = "2026-01-01T00:00:00Z";

    /** Networks of tests run on one thread, so that their results are the same bytes on every machine. */
    public static final Compute ONE_THREAD = new Compute("onednn", 1);

    private Jobs() {}

    /**
     * A file or a directory as a job names it.
     *
     * @param file what a test has written, or a file of the shared data
     * @return its name, place and digest
     */
    public static InputFile input(Path file) {
        try {
            return new InputFile(String.valueOf(file.getFileName()), file, ContentDigest.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A search.
     *
     * @param space name of the space
     * @param evaluator what scores
     * @param output the job's directory
     * @return a builder for what else the test says
     */
    public static SearchJobBuilder search(String space, Part evaluator, Path output) {
        return new SearchJobBuilder(Part.named(space))
                .evaluator(evaluator)
                .compute(ONE_THREAD)
                .outputDirectory(output)
                .outputTimestamp(TIMESTAMP);
    }

    /**
     * A search on a table of NAS-Bench-201 architectures, for its column {@code accuracy}.
     *
     * @param table the table
     * @param output the job's directory
     * @return a builder for what else the test says
     */
    public static SearchJobBuilder searchOnTable(InputFile table, Path output) {
        return search("nas-bench-201", Part.reading("table", "table", table), output)
                .metric("accuracy");
    }

    /**
     * A strategy from scratch, with the usual preset.
     *
     * @param name the strategy's
     * @param settings that differ from the preset
     * @return the part
     */
    public static Part strategy(String name, Map<String, String> settings) {
        return strategy(name, null, settings, null);
    }

    /**
     * A strategy.
     *
     * @param name the strategy's
     * @param preset its preset; null for the usual one
     * @param settings that differ from the preset
     * @param policy to start from; null for none
     * @return the part
     */
    public static Part strategy(String name, String preset, Map<String, String> settings, InputFile policy) {
        return new Part(name, preset, settings, policy == null ? null : Map.of("policy", policy));
    }

    /**
     * Evaluator {@code supernet}.
     *
     * @param file the supernet
     * @param images how many of the validation images are used; null for all
     * @param batchSize images in a batch; null for the usual
     * @param calibrationImages images to calibrate with; null for the usual
     * @return the part
     */
    public static Part supernet(InputFile file, Integer images, Integer batchSize, Integer calibrationImages) {
        return Part.reading("supernet", "supernet", file)
                .with("validationImages", images)
                .with("batchSize", batchSize)
                .with("calibrationImages", calibrationImages);
    }

    /**
     * Evaluator {@code predictor}.
     *
     * @param file the predictor
     * @param imageSize side of the images; null for the best
     * @param widthMultiplier of the supernet; null for 1
     * @return the part
     */
    public static Part predictor(InputFile file, Integer imageSize, Double widthMultiplier) {
        return Part.reading("predictor", "predictor", file)
                .with("imageSize", imageSize)
                .with("widthMultiplier", widthMultiplier);
    }
}
