package io.github.l2nas.engine.training;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.Prefetch;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.DropPathNoise;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Noise;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.network.Sgd;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * A training: step after step, one mini-batch each. Everything that a step draws depends on the seed and the step's number,
 * so that a training that was killed goes on from its last checkpoint and ends with the bytes of an undisturbed one.
 */
public final class Training implements Checkpointable {

    /** Which network a step trains. */
    @FunctionalInterface
    public interface Network {
        /**
         * The network of a step.
         *
         * @param step from 0
         * @return a graph; its weights are taken from the training's parameters
         */
        LayerGraph at(long step);

        /**
         * The weights that a step trains.
         *
         * @param graph the network of the step
         * @return all of it, unless overridden
         */
        default Set<String> trained(LayerGraph graph) {
            return graph.weights().keySet();
        }
    }

    /** Learns beside a training, and is saved with it. */
    public interface Companion extends Checkpointable {
        /**
         * Does what comes before a step of the training.
         *
         * @param step from 0
         */
        void before(long step);
    }

    /** Nothing beside the training. */
    private static final Companion ALONE = new Companion() {
        @Override
        public void before(long step) {}

        @Override
        public void save(DataOutput out) {}

        @Override
        public void restore(DataInput in) {}
    };

    /** Is told of each step. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A step has ended.
         *
         * @param done steps so far
         * @param total steps in all
         */
        void step(long done, long total);
    }

    private final String name;
    private final Schedule schedule;
    private final Network network;
    private final Batches batches;
    private final Parameters parameters;
    private final long seed;
    private final Companion companion;
    private final Sgd sgd;
    private final TrainingLog log = new TrainingLog();
    private long step;
    private double lossSum;

    /**
     * @param name the purpose; names the random streams
     * @param schedule how to train
     * @param network what to train
     * @param batches what to train with
     * @param parameters weights, changed in place
     * @param seed of drop path and dropout
     */
    public Training(
            String name, Schedule schedule, Network network, Batches batches, Parameters parameters, long seed) {
        this(name, schedule, network, batches, parameters, seed, ALONE);
    }

    /**
     * @param name the purpose; names the random streams
     * @param schedule how to train
     * @param network what to train
     * @param batches what to train with
     * @param parameters weights, changed in place
     * @param seed of drop path and dropout
     * @param companion learns beside this training
     */
    public Training(
            String name,
            Schedule schedule,
            Network network,
            Batches batches,
            Parameters parameters,
            long seed,
            Companion companion) {
        this.companion = companion;
        this.name = name;
        this.schedule = schedule;
        this.network = network;
        this.batches = batches;
        this.parameters = parameters;
        this.seed = seed;
        sgd = new Sgd(schedule.sgd());
    }

    /**
     * What the epochs came to.
     *
     * @return the log, growing
     */
    public TrainingLog log() {
        return log;
    }

    /**
     * Steps so far.
     *
     * @return 0 to {@link #totalSteps()}
     */
    public long step() {
        return step;
    }

    /**
     * Steps in all.
     *
     * @return epochs times batches
     */
    public long totalSteps() {
        return (long) schedule.epochs() * batches.perEpoch();
    }

    public boolean complete() {
        return step == totalSteps();
    }

    /**
     * Trains until the last epoch is over or the time is up.
     *
     * @see #run(int, Executor, Checkpoint, DoubleSupplier, BooleanSupplier, LongSupplier, Listener)
     */
    public void run(
            Executor executor,
            Checkpoint checkpoint,
            DoubleSupplier validation,
            BooleanSupplier timeUp,
            LongSupplier nanoClock,
            Listener listener) {
        run(schedule.epochs(), executor, checkpoint, validation, timeUp, nanoClock, listener);
    }

    /**
     * Trains until some epochs are over or the time is up. The learning rate takes the course of the whole training, so that a later
     * run goes on from here and ends with the bytes of an undisturbed training.
     *
     * @param epochs how many of the schedule's, from 1; a checkpoint that is further is left alone
     * @param executor runs the network
     * @param checkpoint where the state is kept; its state is taken up first where there is one
     * @param validation measures the validation accuracy after each epoch; NaN where there is nothing to measure
     * @param timeUp whether to stop now and leave the rest to a later run; at least one step is made
     * @param nanoClock tells when to save a checkpoint; results do not depend on it
     * @param listener is told of each step
     * @throws DivergedException where the loss becomes infinite or undefined
     */
    public void run(
            int epochs,
            Executor executor,
            Checkpoint checkpoint,
            DoubleSupplier validation,
            BooleanSupplier timeUp,
            LongSupplier nanoClock,
            Listener listener) {
        long last = (long) epochs * batches.perEpoch();
        checkpoint.restore(this, Math.toIntExact(Math.min(last, Integer.MAX_VALUE)));
        if (step == last) {
            return;
        }
        long saved = nanoClock.getAsLong();
        try (Prefetch prefetch =
                new Prefetch(batches, LongStream.iterate(step, at -> at + 1).iterator())) {
            do {
                lossSum += train(executor, step, prefetch.next());
                advance(step + 1, validation);
                listener.step(step, last);
                if (nanoClock.getAsLong() - saved >= Checkpoint.INTERVAL_NANOS) {
                    checkpoint.save(Math.toIntExact(step), this);
                    saved = nanoClock.getAsLong();
                }
            } while (step < last && !timeUp.getAsBoolean());
        }
        checkpoint.save(Math.toIntExact(step), this);
    }

    private void advance(long to, DoubleSupplier validation) {
        step = to;
        if (step % batches.perEpoch() == 0) {
            log.add(new TrainingLog.Epoch(lossSum / batches.perEpoch(), validation.getAsDouble()));
            lossSum = 0;
        }
    }

    /**
     * The end of a round that begins now: after some steps of each replica, or with the epoch.
     *
     * @param round how the replicas share the steps
     * @return a step after the present one
     */
    public long endOfRound(ReplicaRounds round) {
        long epochEnd = (step / batches.perEpoch() + 1) * batches.perEpoch();
        return Math.min(step + (long) round.replicas() * round.steps(), epochEnd);
    }

    /**
     * Makes the weights that the networks of a round need and that do not exist yet: every replica then begins with all of them.
     *
     * @param end of the round
     */
    public void prepareRound(long end) {
        for (long at = step; at < end; at++) {
            parameters.initialise(network.at(at));
        }
    }

    /**
     * Makes one replica's steps of a round, every so manyth. Weights and momentum are changed then, the number of steps is not.
     *
     * @param executor runs the network
     * @param replica from 0
     * @param replicas number of replicas
     * @param end of the round
     * @return the weights, the momentum and the losses
     * @throws DivergedException where the loss becomes infinite or undefined
     */
    public ReplicaState trainReplica(Executor executor, int replica, int replicas, long end) {
        long[] steps = LongStream.iterate(step + replica, at -> at < end, at -> at + replicas)
                .toArray();
        double[] losses = new double[steps.length];
        try (Prefetch prefetch = new Prefetch(batches, LongStream.of(steps).iterator())) {
            for (int i = 0; i < steps.length; i++) {
                losses[i] = train(executor, steps[i], prefetch.next());
            }
        }
        if (steps.length > 0 && !(parameters.areFinite() && sgd.isFinite())) {
            throw diverged(steps[steps.length - 1], "its weights became infinite");
        }
        return ReplicaState.copy(emptyReplica(), parameters, sgd, losses);
    }

    /**
     * A replica's state that is read from a file.
     *
     * @return to be restored
     */
    public ReplicaState emptyReplica() {
        return new ReplicaState(seed, schedule.sgd());
    }

    /**
     * Ends a round, in the state in which it began: of each weight the mean of the replicas that have moved it is what the next round
     * begins with.
     *
     * @param states of the replicas that made a step, in their order
     * @param end of the round
     * @param validation measures the validation accuracy where an epoch ends
     */
    public void joinRound(List<ReplicaState> states, long end, DoubleSupplier validation) {
        ReplicaState.join(states, parameters, sgd);
        for (int i = 0; step + i < end; i++) {
            lossSum += states.get(i % states.size()).losses()[i / states.size()];
        }
        advance(end, validation);
    }

    private double train(Executor executor, long at, Batch batch) {
        companion.before(at);
        LayerGraph graph = network.at(at);
        parameters.initialise(graph);
        double time = (double) at / batches.perEpoch();
        double loss =
                executor.train(graph, parameters, batch.images(), batch.labels(), schedule.loss(), noise(at, time));
        if (!Double.isFinite(loss)) {
            throw diverged(at, "its loss became " + loss);
        }
        sgd.step(network.trained(graph), parameters, schedule.learningRate().at(time));
        return loss;
    }

    private DivergedException diverged(long at, String sign) {
        return new DivergedException(
                "settings.learningRate",
                "the training diverged in epoch " + (at / batches.perEpoch() + 1) + ": " + sign
                        + ". Choose a lower learning rate, now "
                        + schedule.learningRate().initial());
    }

    private Noise noise(long at, double time) {
        return new Noise(dropPath(at, time), Optional.of(new RandomStream(seed, name + ".dropout." + at)));
    }

    private Optional<DropPathNoise> dropPath(long at, double time) {
        double probability = schedule.dropPath() * Math.floor(time) / schedule.epochs();
        return probability == 0
                ? Optional.empty()
                : Optional.of(new DropPathNoise(probability, new RandomStream(seed, name + ".droppath." + at)));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(step);
        out.writeDouble(lossSum);
        log.save(out);
        parameters.save(out);
        sgd.save(out);
        companion.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        step = in.readLong();
        lossSum = in.readDouble();
        log.restore(in);
        parameters.restore(in);
        sgd.restore(in, parameters);
        companion.restore(in);
    }
}
