package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tests a sub-network of a supernet with the weights it inherits.
 *
 * @param space the search space
 * @param architecture {@code architecture.json} of a search; null where {@code notation} is given
 * @param notation the architecture in any notation of its space; null where {@code architecture} is given
 * @param evaluator the supernet that the weights come from, and how its sub-networks are calibrated
 * @param dataset images to test and calibrate with
 * @param compute what networks run on
 * @param minAccuracy accuracy in (0, 1] below which the job fails; null for none
 * @param quantization {@code int8} for a quantized model beside the others; null for none
 * @param latency that the latency of the network is measured at the end; null for not
 * @param timeBudget time this run may take before it stops cleanly and leaves the rest to the next; null for none
 * @param outputDirectory absolute directory for everything the job writes
 * @param outputTimestamp ISO 8601 instant that archive entries carry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluateSubnetJob(
        Part space,
        InputFile architecture,
        String notation,
        Part evaluator,
        DatasetInput dataset,
        Compute compute,
        Double minAccuracy,
        String quantization,
        LatencyCheck latency,
        Duration timeBudget,
        Path outputDirectory,
        String outputTimestamp)
        implements Job {
    public EvaluateSubnetJob {
        compute = compute == null ? new Compute(null, null) : compute;
    }
}
