package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.executor.Task;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.task.TaskWork;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.ReplicaState;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does replicas' shares of rounds in a worker: from the state at the beginning of the round to the replica's at its end. */
public final class SupernetTasks implements TaskWork {

    private static final Pattern NAME = Pattern.compile("replica (\\d+) until step (\\d+)");

    private final SupernetTraining supernet;
    private final Executor executor;

    /**
     * @param job trains the supernet
     * @throws JobException where it can't be done as declared
     */
    public SupernetTasks(TrainSupernetJob job) {
        supernet = SupernetTraining.of(job, SupernetPlan.of(job, DatasetLoader::of));
        executor = new Executor(
                Backends.choose(job.compute().backend()), job.compute().effectiveThreads());
    }

    /** The task of a replica. */
    static Task task(SupernetTraining supernet, int replica, long end) {
        return new Task(
                "replica " + replica + " until step " + end,
                List.of(supernet.checkpointFile()),
                List.of(supernet.replicaFile(replica)));
    }

    @Override
    public void run(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a replica's task: " + name);
        }
        int replica = Integer.parseInt(parts.group(1));
        long end = Long.parseLong(parts.group(2));
        if (supernet.checkpoint()
                .restore(supernet.training(), Math.toIntExact(end))
                .isEmpty()) {
            throw new JobException(
                    "outputDirectory",
                    "a worker can't read " + supernet.checkpointFile()
                            + ": it is missing, damaged or of another training");
        }
        ReplicaState state = supernet.training()
                .trainReplica(executor, replica, supernet.plan().recipe().replicas(), end);
        supernet.replicaCheckpoint(replica, end).save(Math.toIntExact(end), state);
    }

    @Override
    public void close() {
        executor.close();
    }
}
