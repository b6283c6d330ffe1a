package io.github.l2nas.engine.task;

import io.github.l2nas.api.job.JobException;

/** Does the tasks of a job, in a worker. */
public interface TaskWork extends AutoCloseable {

    /**
     * Does one.
     *
     * @param name of the task
     * @throws JobException where the job can't be done as declared
     */
    void run(String name);

    @Override
    void close();
}
