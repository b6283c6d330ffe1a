package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Times networks of a space on this machine.
 *
 * @param space the search space
 * @param architectures a table of the architectures that are timed; null for random ones, from whose times a latency model of
 *     the space is made
 * @param dataset tells how large the images are and how many classes there are; null for those of the space's published networks
 * @param imageSize side of the images in pixels where there is no data set; null for the usual one
 * @param network size of the networks
 * @param runtime what runs the networks: {@code onnxruntime} or {@code engine}
 * @param batchSize images that are answered at once, at least 1
 * @param rounds how often each network is timed, at least 3
 * @param sample number of random architectures that the latency model is fitted to, at least 10
 * @param check number of further random architectures that the latency model is checked with, at least 2
 * @param seed chooses random architectures
 * @param compute threads, and what runs the networks of runtime {@code engine}
 * @param timeBudget time this run may take before it stops cleanly and leaves the rest to the next; null for none
 * @param outputDirectory absolute directory for everything the job writes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeasureLatencyJob(
        Part space,
        InputFile architectures,
        DatasetInput dataset,
        Integer imageSize,
        NetworkSize network,
        String runtime,
        int batchSize,
        int rounds,
        int sample,
        int check,
        long seed,
        Compute compute,
        Duration timeBudget,
        Path outputDirectory)
        implements Job {

    /** Fewest times a network is timed: a median and quartiles need some. */
    public static final int FEWEST_ROUNDS = 3;

    /** Fewest architectures that a latency model is fitted to. */
    public static final int SMALLEST_SAMPLE = 10;

    public MeasureLatencyJob {
        network = network == null ? new NetworkSize(null, null) : network;
        compute = compute == null ? new Compute(null, null) : compute;
    }
}
