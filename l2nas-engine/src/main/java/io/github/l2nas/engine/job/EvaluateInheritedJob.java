package io.github.l2nas.engine.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tests a sub-network of a supernet with the weights it inherits.
 *
 * @param space name of the search space, {@code ofa-mbv3}
 * @param architecture {@code architecture.json} of a search; null where {@code notation} is given
 * @param notation the architecture in any notation of its space; null where {@code architecture} is given
 * @param supernet where the weights come from, and the photographs to test and calibrate with
 * @param minAccuracy accuracy in (0, 1] below which the job fails; null for none
 * @param timeBudget time this run may take before it stops cleanly and leaves the rest to the next; null for none
 * @param outputDirectory absolute directory for everything the job writes
 * @param outputTimestamp ISO 8601 instant that archive entries carry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluateInheritedJob(
        String space,
        InputFile architecture,
        String notation,
        SupernetInput supernet,
        Double minAccuracy,
        Duration timeBudget,
        Path outputDirectory,
        String outputTimestamp)
        implements Job {}
