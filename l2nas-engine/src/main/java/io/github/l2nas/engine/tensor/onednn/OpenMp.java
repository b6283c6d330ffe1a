package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.job.JobException;

/** The number of threads of oneDNN's thread pool, which only the environment of the process can set. */
final class OpenMp {

    private static final String VARIABLE = "OMP_NUM_THREADS";

    private OpenMp() {}

    /**
     * Makes sure that the pool has a number of threads.
     *
     * @param threads the number
     * @throws JobException where the process was started with another one; says how to start it
     */
    static void requireThreads(int threads) {
        String given = System.getenv(VARIABLE);
        String actual = given == null ? String.valueOf(Runtime.getRuntime().availableProcessors()) : given.strip();
        if (!actual.equals(String.valueOf(threads))) {
            throw new JobException(
                    "compute.threads",
                    "this process runs oneDNN with " + actual + " threads and can't use " + threads
                            + ". Start it with the environment variable " + VARIABLE + "=" + threads
                            + ", or set the number of threads to " + actual);
        }
    }
}
