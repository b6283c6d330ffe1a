package io.github.l2nas.maven.fork;

import io.github.l2nas.api.job.JobEvent;

/** Hears what the engine says, on the thread that runs it. */
public interface EngineListener {

    /**
     * An event, as it happens.
     *
     * @param event note, progress, result or failure
     */
    void event(JobEvent event);

    /**
     * A line that is no event: a warning of the JVM, for example.
     *
     * @param line the line
     */
    void otherLine(String line);
}
