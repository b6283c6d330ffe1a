package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.engine.result.ComputeJson;
import java.util.Map;

/** What a checkpoint of an evaluation belongs to. */
final class EvaluationIdentity {

    /** Fields of jobs that neither weights nor accuracies depend on, or that an architecture or a seed stands for. */
    private static final String[] OTHERS = {
        "notation", "outputTimestamp", "minAccuracy", "quantization", "seed", "runs", "randomArchitectures"
    };

    private EvaluationIdentity() {}

    /**
     * Everything that the weights and accuracies of an architecture depend on, but for the seed.
     *
     * @param job as declared
     * @param compute the job's
     * @param architecture that is evaluated
     * @return a text that only equal evaluations share
     */
    static String of(Job job, Compute compute, Architecture architecture) {
        Map<String, String> parts = JobJson.fingerprint(job);
        parts.keySet()
                .removeIf(
                        key -> key.startsWith("architecture.") || key.startsWith("latency.") || key.startsWith("top."));
        for (String other : OTHERS) {
            parts.remove(other);
        }
        return parts + "/" + ComputeJson.division(compute) + "/" + architecture.notation() + "/"
                + EngineVersion.current();
    }
}
