package io.github.l2nas.engine.command;

import io.github.l2nas.api.file.StartedPrograms;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Programs that run now. They end with this process: none goes on for nobody, and none that was ended so counts as failed. */
public final class LivePrograms {

    private static final Map<Process, StartedPrograms> LIVE = new HashMap<>();
    private static final CountDownLatch ENDING = new CountDownLatch(1);

    /** Exit statuses of programs that a terminal's or a system's signal ended: hang-up, interrupt and termination. */
    private static final Set<Integer> SIGNALS = Set.of(129, 130, 143);

    /** Who sends such a signal to a program sends it to this process, too; it takes as long until this process knows. */
    private static final long SIGNAL_SECONDS = 2;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LivePrograms::end, "l2nas-programs-shutdown"));
    }

    private LivePrograms() {}

    /**
     * Starts a program.
     *
     * @param builder says which
     * @param notes where it is noted until it has ended, for the case that this process is killed
     * @return the program; to be forgotten when it has ended
     * @throws IOException where it can't be started or noted
     */
    static Process start(ProcessBuilder builder, StartedPrograms notes) throws IOException {
        synchronized (LIVE) {
            requireGoingOn();
            Process process = builder.start();
            try {
                notes.add(process.toHandle());
            } catch (IOException e) {
                StartedPrograms.kill(process.toHandle());
                throw e;
            }
            LIVE.put(process, notes);
            return process;
        }
    }

    /**
     * Takes note of a program's end.
     *
     * @param process has ended
     * @throws CancellationException where this process ends: the program may have been ended for that
     * @throws InterruptedException where this thread was interrupted
     */
    static void forget(Process process) throws InterruptedException {
        if (SIGNALS.contains(process.exitValue()) && ENDING.await(SIGNAL_SECONDS, TimeUnit.SECONDS)) {
            requireGoingOn();
        }
        synchronized (LIVE) {
            LIVE.remove(process).remove(process.pid());
            requireGoingOn();
        }
    }

    private static void requireGoingOn() {
        if (ENDING.getCount() == 0) {
            throw new CancellationException("this process ends");
        }
    }

    /** Ends all programs, because this process ends. No program is started from now on. */
    public static void end() {
        ENDING.countDown();
        synchronized (LIVE) {
            LIVE.keySet().forEach(process -> StartedPrograms.kill(process.toHandle()));
        }
    }
}
