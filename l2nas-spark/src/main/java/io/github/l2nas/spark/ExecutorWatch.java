package io.github.l2nas.spark;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Notices that a cluster has no executor for a search. Spark itself waits for one without end: where the master is gone, where it
 * came back without knowing the search, or where no worker is large enough.
 */
final class ExecutorWatch implements AutoCloseable {

    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "l2nas-spark-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final JavaSparkContext spark;
    private final Duration patience;
    private final Runnable lost;
    private long lastSeen = System.nanoTime();

    /**
     * @param spark connected to a cluster
     * @param patience how long the cluster may have no executor
     * @param lost is called again and again as long as it has had none for longer
     */
    @SuppressWarnings("FutureReturnValueIgnored") // looks until it is closed
    ExecutorWatch(JavaSparkContext spark, Duration patience, Runnable lost) {
        this.spark = spark;
        this.patience = patience;
        this.lost = lost;
        clock.scheduleWithFixedDelay(this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    private void look() {
        if (executors() > 0) {
            lastSeen = System.nanoTime();
        } else if (System.nanoTime() - lastSeen > patience.toNanos()) {
            lost.run();
        }
    }

    /** The driver is one of the places that Spark tells of. */
    private int executors() {
        return spark.sc().isStopped() ? 0 : spark.sc().statusTracker().getExecutorInfos().length - 1;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
