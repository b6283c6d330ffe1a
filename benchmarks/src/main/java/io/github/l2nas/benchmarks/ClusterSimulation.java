package io.github.l2nas.benchmarks;

import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.Search;

/**
 * How busy a cluster is by the number of trials in flight: the engine's own search on a {@link VirtualCluster}. The strategy is
 * {@code random}; which architectures are proposed plays no part.
 *
 * <p>Arguments: standard deviation of the logarithm of a trial's time, probability that a worker dies in a trial, trials for each
 * worker, then numbers of workers.
 */
public final class ClusterSimulation {

    /** Trials in flight for each worker. */
    private static final double[] RATIOS = {1, 2, 3, 4, 6, 8, 12};

    private ClusterSimulation() {}

    /**
     * Simulates and prints a line for each number of workers and of trials in flight.
     *
     * @param arguments sigma, deaths, trials for each worker, numbers of workers
     */
    public static void main(String[] arguments) {
        int each = Integer.parseInt(arguments[2]);
        for (int i = 3; i < arguments.length; i++) {
            int workers = Integer.parseInt(arguments[i]);
            for (double ratio : RATIOS) {
                simulate(workers, (int) Math.round(ratio * workers), each, arguments[0], arguments[1]);
            }
        }
    }

    private static void simulate(int workers, int concurrency, int each, String sigma, String deaths) {
        String what = "sigma " + sigma + ", deaths " + deaths + ", workers " + workers + ", w " + concurrency + ": ";
        Search.in("darts")
                .evaluator(candidate -> Score.of(new RandomStream(candidate.seed(), "score").nextDouble()))
                .strategy("random")
                .executor(Part.named(VirtualCluster.class.getName())
                        .with("workers", workers)
                        .with("sigma", sigma)
                        .with("deaths", deaths))
                .trialConcurrency(concurrency)
                .steps(each * workers)
                .listener(event -> {
                    if (event instanceof JobEvent.Note note) {
                        System.out.println(what + note.message());
                    }
                })
                .run();
    }
}
