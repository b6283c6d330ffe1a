package io.github.l2nas.maven.fork;

import io.github.l2nas.api.job.JobEvent;
import java.nio.file.Path;

/** A JVM that runs the fake engine as Maven does, and prints the engine's process id. */
final class FakeMaven {

    private FakeMaven() {}

    public static void main(String[] args) throws Exception {
        Path jobFile = Path.of(args[0]);
        EngineProcess.run(EngineProcessTest.command(jobFile, null), jobFile.getParent(), new EngineListener() {
            @Override
            public void event(JobEvent event) {
                if (event instanceof JobEvent.Note note) {
                    System.out.println(note.message());
                }
            }

            @Override
            public void otherLine(String line) {}
        });
    }
}
