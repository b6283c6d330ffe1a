package io.github.l2nas.maven;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.maven.fork.EngineCrashException;
import io.github.l2nas.maven.fork.EngineListener;
import java.io.IOException;
import java.nio.file.Path;

/** Does the job of a job file. */
interface ForkedEngine {

    /**
     * Works to the end.
     *
     * @param jobFile the job
     * @param listener hears what happens
     * @return a result or a failure
     * @throws EngineCrashException where the engine ended without either
     * @throws IOException where it can't be started
     * @throws InterruptedException where Maven wants to end
     */
    JobEvent run(Path jobFile, EngineListener listener) throws EngineCrashException, IOException, InterruptedException;
}
