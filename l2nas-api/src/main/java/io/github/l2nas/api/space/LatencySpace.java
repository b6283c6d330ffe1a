package io.github.l2nas.api.space;

import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import java.util.Optional;

/** What a space offers whose architectures have latencies that are summed from a table of measured blocks. */
public interface LatencySpace extends SearchSpace {

    /**
     * Reads a table.
     *
     * @param table a file in the form that the space describes
     * @return what it tells
     * @throws JobException where the file can't be read, or a row is wrong or missing; names the line
     */
    Latencies latencies(InputFile table);

    /**
     * The latencies in a space that a job declares.
     *
     * @param space any space
     * @param table the job's latency table
     * @return what the table tells
     * @throws JobException with parameter {@code constraints.latencyTable} where the space has no such latencies, the file is
     *     wrong, or it is not the one whose digest the job has
     */
    static Latencies of(SearchSpace space, InputFile table) {
        ContentDigest.requireUnchanged(table, "constraints.latencyTable");
        return space.capability(LatencySpace.class)
                .orElseThrow(() -> new JobException(
                        "constraints.latencyTable",
                        "latencies of blocks don't add up in space " + space.name()
                                + ". Use a constraint on a column of a table"))
                .latencies(table);
    }

    /** Latencies by a table. */
    interface Latencies {

        /**
         * The latency of an architecture.
         *
         * @param architecture of the space; one that is {@link #knows known}
         * @return milliseconds
         */
        double latency(Architecture architecture);

        /**
         * Whether the table tells an architecture's latency. One of which it doesn't is never a search's answer.
         *
         * @param architecture of the space
         * @return true unless overridden
         */
        default boolean knows(Architecture architecture) {
            return true;
        }

        /**
         * The architecture of the least latency.
         *
         * @return the first of equals; empty where only a look at all architectures would tell
         */
        Optional<Architecture> fastest();
    }
}
