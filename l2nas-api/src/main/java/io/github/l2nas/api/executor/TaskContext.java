package io.github.l2nas.api.executor;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Job;

/**
 * What a job gives the executor of its tasks.
 *
 * @param job the job; a worker that has it knows its tasks by their names
 * @param compute what each worker computes on
 * @param atOnce how many tasks there are to run at the same time, at least 1
 */
public record TaskContext(Job job, Compute compute, int atOnce) {}
