package io.github.l2nas.spark;

import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a cluster is asked for executors. */
final class SparkMaster {

    private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
    private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int HIGHEST_PORT = 65_535;

    private SparkMaster() {}

    /**
     * Finds out whether a standalone master listens. Spark itself would try for a minute and then tell only that it was stopped.
     *
     * @param master as it is declared; one that is not standalone is left to Spark
     * @throws JobException where none of its addresses can be connected to
     */
    static void requireListening(String master) {
        Matcher standalone = STANDALONE.matcher(master);
        if (standalone.matches()
                && Arrays.stream(standalone.group(1).split(",", -1)).noneMatch(SparkMaster::listens)) {
            throw problem(master, "nobody listens there; is the master running?");
        }
    }

    /** One line about a master that is of no use. */
    static JobException problem(String master, String reason) {
        return new JobException(
                "executor.settings.master",
                "can't start Spark with master " + master + ": "
                        + reason.lines().findFirst().orElse(""));
    }

    private static boolean listens(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
