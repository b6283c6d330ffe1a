package io.github.l2nas.engine.command;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Programs that run now. They end with this process: none goes on for nobody, and none that was ended so counts as failed. */
public final class LivePrograms {

    private static final Set<Process> LIVE = new HashSet<>();
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
     * @return the program; to be forgotten when it has ended
     * @throws IOException where it can't be started
     */
    static Process start(ProcessBuilder builder) throws IOException {
        synchronized (LIVE) {
            requireGoingOn();
            Process process = builder.start();
            LIVE.add(process);
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
            LIVE.remove(process);
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
            LIVE.forEach(process -> kill(process.toHandle()));
        }
    }

    /**
     * Ends a program and everything that it started, the program first, so that it starts nothing more.
     *
     * @param program the program
     */
    public static void kill(ProcessHandle program) {
        List<ProcessHandle> children = program.children().toList();
        program.destroyForcibly();
        children.forEach(LivePrograms::kill);
    }
}
