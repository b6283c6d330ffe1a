package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.executor.Task;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.journal.MemoryState;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.task.TaskRun;
import io.github.l2nas.engine.training.ReplicaRounds;
import io.github.l2nas.engine.training.ReplicaState;
import io.github.l2nas.engine.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Trains a supernet as several replicas (local SGD): in each round every replica makes steps of its own from the same weights, then
 * all go on from the mean; of each weight among the replicas that have moved it. Where replicas train has no effect on it.
 */
final class SupernetRounds {

    private final SupernetTraining supernet;
    private final Executor executor;
    private final Optional<TaskExecutor> workers;
    private final ReplicaRounds rounds;

    /**
     * @param supernet what is trained
     * @param executor runs the networks of this process
     * @param workers train the replicas; empty where this process does
     */
    SupernetRounds(SupernetTraining supernet, Executor executor, Optional<TaskExecutor> workers) {
        this.supernet = supernet;
        this.executor = executor;
        this.workers = workers;
        rounds = supernet.plan().recipe().rounds();
    }

    /**
     * Trains until the last epoch is over or the time is up, at least one round.
     *
     * @param validation measures the validation accuracy after each epoch
     * @param timeUp whether to stop now
     * @param nanoClock tells when to save a checkpoint
     * @param listener is told of each round
     */
    void run(DoubleSupplier validation, BooleanSupplier timeUp, LongSupplier nanoClock, Training.Listener listener) {
        Training training = supernet.training();
        Checkpoint checkpoint = supernet.checkpoint();
        checkpoint.restore(training, Integer.MAX_VALUE);
        if (training.complete()) {
            return;
        }
        long saved = nanoClock.getAsLong();
        do {
            long end = training.endOfRound(rounds);
            training.prepareRound(end);
            if (workers.isPresent() || nanoClock.getAsLong() - saved >= Checkpoint.INTERVAL_NANOS) {
                checkpoint.save(Math.toIntExact(training.step()), training);
                saved = nanoClock.getAsLong();
            }
            int replicas = (int) Math.min(rounds.replicas(), end - training.step());
            training.joinRound(
                    workers.isPresent() ? there(workers.get(), replicas, end) : here(replicas, end), end, validation);
            listener.step(training.step(), training.totalSteps());
        } while (!training.complete() && !timeUp.getAsBoolean());
        checkpoint.save(Math.toIntExact(training.step()), training);
        deleteReplicas();
    }

    private void deleteReplicas() {
        for (int replica = 0; replica < rounds.replicas(); replica++) {
            try {
                Files.deleteIfExists(supernet.replicaFile(replica));
            } catch (IOException e) {
                // A file that is left behind does no harm: it is of a round that has passed.
            }
        }
    }

    private List<ReplicaState> here(int replicas, long end) {
        Training training = supernet.training();
        MemoryState begin = MemoryState.of(training);
        List<ReplicaState> states = new ArrayList<>();
        for (int replica = 0; replica < replicas; replica++) {
            states.add(training.trainReplica(executor, replica, rounds.replicas(), end));
            begin.restore(training);
        }
        return states;
    }

    private List<ReplicaState> there(TaskExecutor executors, int replicas, long end) {
        List<Task> tasks = IntStream.range(0, replicas)
                .mapToObj(replica -> SupernetTasks.task(supernet, replica, end))
                .toList();
        TaskRun.all(executors, tasks, () -> false, ended -> {});
        return IntStream.range(0, replicas)
                .mapToObj(replica -> read(replica, end))
                .toList();
    }

    private ReplicaState read(int replica, long end) {
        ReplicaState state = supernet.training().emptyReplica();
        if (supernet.replicaCheckpoint(replica, end)
                .restore(state, Math.toIntExact(end))
                .isEmpty()) {
            throw new JobException(
                    "outputDirectory",
                    "a worker has left no whole " + supernet.replicaFile(replica)
                            + ". Workers need this directory, or an executor that carries files; run again to go on");
        }
        return state;
    }
}
