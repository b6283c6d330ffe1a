package io.github.l2nas.maven;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.maven.fork.EngineListener;
import io.github.l2nas.maven.progress.ProgressConsole;
import org.apache.maven.plugin.logging.Log;

/**
 * Shows what the engine says.
 *
 * @param log takes warnings, and with {@code -X} all other lines
 * @param console shows progress
 */
record ConsoleListener(Log log, ProgressConsole console) implements EngineListener {

    @Override
    public void event(JobEvent event) {
        if (event instanceof JobEvent.Note note && note.warning()) {
            console.clear();
            log.warn(note.message());
        } else if (event instanceof JobEvent.Note note) {
            console.note(note);
        } else if (event instanceof JobEvent.Progress progress) {
            console.progress(progress);
        }
    }

    @Override
    public void otherLine(String line) {
        log.debug(line);
    }
}
