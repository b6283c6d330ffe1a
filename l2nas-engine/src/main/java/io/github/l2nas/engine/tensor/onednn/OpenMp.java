package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.job.JobException;

/** The number of threads that OpenMP starts for oneDNN, which only the environment of the process can set. */
final class OpenMp {

    private static final String VARIABLE = "OMP_NUM_THREADS";

    private OpenMp() {}

    /**
     * Makes sure that OpenMP starts a number of threads.
     *
     * @param threads the number
     * @throws JobException where the process was started for another one; says how to start it
     */
    static void requireThreads(int threads) {
        String given = System.getenv(VARIABLE);
        String actual = given == null ? String.valueOf(Runtime.getRuntime().availableProcessors()) : given.strip();
        if (!actual.equals(String.valueOf(threads))) {
            throw new JobException(
                    "compute.threads",
                    "OpenMP starts " + actual + " threads in this process, but " + threads
                            + (threads == 1 ? " is" : " are")
                            + " needed. Start the process with the environment variable " + VARIABLE + "=" + threads);
        }
    }
}
