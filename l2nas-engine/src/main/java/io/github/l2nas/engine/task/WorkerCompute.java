package io.github.l2nas.engine.task;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Backends;

/** What workers compute on: the same as the engine, also on machines with other processors and other libraries. */
public final class WorkerCompute {

    private WorkerCompute() {}

    /**
     * Names what a job leaves to the machine, as far as results depend on it.
     *
     * @param compute of the job
     * @return with the backend of this machine, and with its number of threads where sums depend on it
     */
    public static Compute of(Compute compute) {
        Backend backend = Backends.choose(compute.backend());
        Integer threads = backend.dependsOnThreads() ? (Integer) compute.effectiveThreads() : compute.threads();
        return new Compute(backend.name(), threads);
    }
}
