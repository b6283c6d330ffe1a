package io.github.l2nas.engine.executor;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.engine.tensor.Backends;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The instructions of the processor that a job's networks use: those of the engine's machine, which its result names. oneDNN
 * takes sums in another order with others. So a worker on a better processor is held to them, and one on a lesser processor
 * refuses to work.
 */
final class PinnedInstructions {

    /** What oneDNN reads once, before it chooses its code. */
    static final String MOST = "ONEDNN_MAX_CPU_ISA";

    /** What a worker compares with its own. */
    static final String EXPECTED = "L2NAS_INSTRUCTIONS";

    /** Where the processor is no better than the library knows, so that it need not be held. */
    private static final String ANY = "any";

    private PinnedInstructions() {}

    /**
     * Variables of a worker.
     *
     * @param job the job
     * @param compute what its networks run on
     * @return by name; none where the job has no networks, or they depend on no instructions
     */
    static Map<String, String> environment(Job job, Compute compute) {
        return here(job, compute)
                .filter(instructions -> instructions.matches("\\w+") && !instructions.equals(ANY))
                .map(instructions -> Map.of(EXPECTED, instructions, MOST, instructions.toUpperCase(Locale.ROOT)))
                .orElse(Map.of());
    }

    /**
     * Refuses a machine whose processor lacks the instructions of the engine's.
     *
     * @param job the job
     * @param compute what its networks run on
     * @param expected by the engine; null where it said nothing
     * @throws JobException where networks would have other results here
     */
    static void require(Job job, Compute compute, String expected) {
        Optional<String> here = expected == null ? Optional.empty() : here(job, compute);
        if (here.isPresent() && !here.get().equals(expected)) {
            String lesser = here.get().toUpperCase(Locale.ROOT);
            throw new JobException(
                    "executor.name",
                    "a machine of the cluster has the instructions " + here.get() + " and the machine of the build "
                            + expected + ", with which networks have other results. Set the environment variable "
                            + MOST
                            + "=" + lesser + " for the build: all machines then use " + here.get());
        }
    }

    private static Optional<String> here(Job job, Compute compute) {
        if (job instanceof SearchJob search && search.dataset() == null) {
            return Optional.empty();
        }
        try {
            return Backends.choose(compute.backend()).instructions();
        } catch (JobException e) {
            return Optional.empty(); // whoever runs networks tells of it
        }
    }
}
