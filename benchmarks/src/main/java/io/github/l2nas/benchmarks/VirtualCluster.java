package io.github.l2nas.benchmarks;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.random.RandomStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Executor on a cluster in virtual time. A trial takes a log-normal time of median 1; a worker dies in the midst of a trial with some
 * probability, is away for a while, and the trial is run again by whoever is free. Time passes while the search waits for a result.
 * At its end it notes how busy the workers were.
 */
public final class VirtualCluster implements TrialExecutorFactory<VirtualCluster.Settings> {

    /**
     * The cluster.
     *
     * @param workers at least 1
     * @param sigma standard deviation of the logarithm of a trial's time
     * @param deaths probability that a worker dies in a trial, in [0, 1)
     * @param away time that a worker which has died is away
     */
    public record Settings(int workers, double sigma, double deaths, double away) {}

    @Override
    public String name() {
        return "virtual-cluster";
    }

    @Override
    public Settings defaults() {
        return new Settings(16, 0.5, 0, 1);
    }

    @Override
    public TrialExecutor create(ExecutorContext context, Settings settings) {
        return new Cluster(settings, context);
    }

    private record Event(double time, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(time, other.time);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private record Submitted(Candidate candidate, Awaited<TrialOutcome> outcome) {}

    /** A result to come: waiting for it lets virtual time pass. So does waiting for what follows from it. */
    private static final class Awaited<T> extends CompletableFuture<T> {
        private final Cluster cluster;

        private Awaited(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Awaited<>(cluster);
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            while (!isDone()) {
                cluster.letTimePass();
            }
            return super.get();
        }
    }

    private static final class Cluster implements TrialExecutor {
        private final Settings settings;
        private final ExecutorContext context;
        private final Consumer<String> notes;
        private final RandomStream random;
        private final Deque<Submitted> waiting = new ArrayDeque<>();
        private final PriorityQueue<Event> events = new PriorityQueue<>();
        private int free;
        private long numbers;
        private double now;
        private double useful;
        private int deaths;

        private Cluster(Settings settings, ExecutorContext context) {
            this.settings = settings;
            this.context = context;
            notes = context.notes();
            free = settings.workers();
            random = new RandomStream(context.job().seed(), "virtual-cluster");
        }

        @Override
        public CompletableFuture<TrialOutcome> submit(Candidate candidate) {
            Submitted submitted = new Submitted(candidate, new Awaited<>(this));
            waiting.addLast(submitted);
            assign();
            return submitted.outcome();
        }

        private void assign() {
            while (free > 0 && !waiting.isEmpty()) {
                free--;
                run(waiting.removeFirst());
            }
        }

        private void run(Submitted trial) {
            double takes = StrictMath.exp(settings.sigma() * random.nextGaussian());
            if (random.nextDouble() < settings.deaths()) {
                deaths++;
                double until = random.nextDouble() * takes;
                at(until, () -> {
                    waiting.addFirst(trial);
                    assign();
                });
                at(until + settings.away(), this::freeOne);
            } else {
                at(takes, () -> {
                    useful += takes;
                    trial.outcome().complete(context.inProcess().apply(trial.candidate()));
                    freeOne();
                });
            }
        }

        private void freeOne() {
            free++;
            assign();
        }

        private void at(double after, Runnable action) {
            events.add(new Event(now + after, numbers++, action));
        }

        private void letTimePass() {
            Event next = events.remove();
            now = next.time();
            next.action().run();
        }

        @Override
        public int workers() {
            return 0;
        }

        @Override
        public void close() {
            notes.accept(String.format(
                    Locale.ROOT,
                    "utilisation %.1f %% in a time of %.1f, %d deaths",
                    100 * useful / (settings.workers() * now),
                    now,
                    deaths));
        }
    }
}
