package io.github.l2nas.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One side of {@link NetworkSpeed} in a process of its own: it works when it is asked, and tells how long that took. */
final class NetworkProcess implements AutoCloseable {

    private static final long LEAD_NANOS = 100_000_000;

    private final Process process;
    private final PrintStream to;
    private final BufferedReader from;

    /**
     * Starts it.
     *
     * @param side {@code ours}, {@code pytorch} or {@code pytorch-channels-last}
     * @param name one of {@link SpeedCases#NAMES}
     * @param threads that compute
     * @throws IOException where it can't be started
     */
    NetworkProcess(String side, String name, int threads) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:InitialRAMPercentage=0.3", // as the plugin starts its engine
                        "-cp",
                        System.getProperty("java.class.path"),
                        NetworkSpeed.class.getName(),
                        "--side",
                        side,
                        name,
                        String.valueOf(threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(side.equals("ours") ? 1 : threads));
        process = builder.start();
        to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Has it do something.
     *
     * @param what work and the number of the network, or {@code memory}
     * @return milliseconds, or megabytes
     * @throws IOException where it has ended
     */
    double ask(String what) throws IOException {
        to.println(what);
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            if (line.startsWith("= ")) {
                return Double.parseDouble(line.substring(2));
            }
        }
        throw new IOException("a side has ended, see its messages above");
    }

    /**
     * Times some work as it is in a long run, where step follows step. OpenMP's threads go on spinning for milliseconds after their
     * work, which disturbs the side whose turn is next; and threads and caches that had a pause are slow at first. So the
     * network before this one works for a tenth of a second that does not count.
     *
     * @param what work
     * @param network number of the network
     * @param networks how many there are
     * @return milliseconds
     * @throws IOException where it has ended
     */
    double time(String what, int network, int networks) throws IOException {
        long begun = System.nanoTime();
        do {
            ask(what + " " + (network + networks - 1) % networks);
        } while (System.nanoTime() - begun < LEAD_NANOS);
        return ask(what + " " + network);
    }

    @Override
    public void close() {
        to.close();
        process.destroy();
    }
}
