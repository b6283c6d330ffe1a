package io.github.l2nas.api.job;

import java.nio.file.Path;
import java.util.List;

/**
 * Checks jobs without doing them, so that what is declared wrongly is told before anything is trained. A failure's parameter
 * begins with the job, for example {@code jobs[1].constraints.maxParams}.
 *
 * @param jobs in the order in which they are to run, at least one. What an earlier one will write may be missing from a later one:
 *     the supernet of a search, the architecture of an evaluation
 * @param outputDirectory absolute directory; nothing is written there
 */
public record CheckJob(List<Job> jobs, Path outputDirectory) implements Job {
    public CheckJob {
        jobs = List.copyOf(jobs);
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("there is no job to check");
        }
    }

    /** The first job's. */
    @Override
    public Part space() {
        return jobs.get(0).space();
    }
}
