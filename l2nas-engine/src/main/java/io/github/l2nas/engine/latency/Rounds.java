package io.github.l2nas.engine.latency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times networks in turn, round by round, so that a disturbance meets all of them. In a round each network runs once to fill
 * the caches again, then as often as takes five milliseconds, at least once; what counts is the mean of these runs.
 */
final class Rounds {

    /** What a network runs in one round; clocks and schedulers disturb less than a percent of it. */
    private static final long SLICE_NANOS = Duration.ofMillis(5).toNanos();

    private static final int WARM_UP_RUNS = 3;

    private final int rounds;
    private final LongSupplier nanoClock;

    /**
     * @param rounds at least 1
     * @param nanoClock measures
     */
    Rounds(int rounds, LongSupplier nanoClock) {
        this.rounds = rounds;
        this.nanoClock = nanoClock;
    }

    /**
     * Times some networks.
     *
     * @param networks loaded; they stay so
     * @return a timing for each
     */
    List<Timing> time(List<TimedNetwork> networks) {
        int[] runs = networks.stream().mapToInt(this::warmUp).toArray();
        double[][] nanos = new double[runs.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < runs.length; i++) {
                networks.get(i).run();
                nanos[i][round] = (double) nanosOf(networks.get(i), runs[i]) / runs[i];
            }
        }
        List<Timing> timings = new ArrayList<>();
        for (double[] of : nanos) {
            timings.add(Timing.ofNanos(of));
        }
        return timings;
    }

    /** Runs a network until it is fast, and tells how many runs fill a slice. */
    private int warmUp(TimedNetwork network) {
        network.run();
        long fastest = Long.MAX_VALUE;
        long spent = 0;
        for (int run = 0; run < WARM_UP_RUNS || spent < SLICE_NANOS; run++) {
            long nanos = Math.max(1, nanosOf(network, 1));
            fastest = Math.min(fastest, nanos);
            spent += nanos;
        }
        return (int) Math.max(1, SLICE_NANOS / fastest);
    }

    private long nanosOf(TimedNetwork network, int runs) {
        long start = nanoClock.getAsLong();
        for (int run = 0; run < runs; run++) {
            network.run();
        }
        return nanoClock.getAsLong() - start;
    }
}
