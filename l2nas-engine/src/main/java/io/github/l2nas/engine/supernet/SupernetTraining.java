package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.result.ComputeJson;
import io.github.l2nas.engine.task.WorkerCompute;
import io.github.l2nas.engine.training.Training;
import java.nio.file.Path;
import java.util.Map;

/**
 * The training of a supernet, in the process of its job and in its workers: every step trains the path of one random architecture.
 *
 * @param job as declared, with what its workers compute on
 * @param plan what it declares
 * @param normalisation of the images
 * @param parameters weights
 * @param training trains them
 */
record SupernetTraining(
        TrainSupernetJob job,
        SupernetPlan plan,
        Normalisation normalisation,
        Parameters parameters,
        Training training) {

    private static final String NAME = "supernet";

    static SupernetTraining of(TrainSupernetJob job, SupernetPlan plan) {
        SampleSet train = plan.dataset().train();
        Normalisation normalisation = Normalisation.of(train);
        Parameters parameters = new Parameters(job.seed());
        Batches batches = new Batches(
                train,
                plan.trainingHalf(),
                plan.recipe().batchSize(),
                normalisation,
                plan.recipe().schedule().augmentation(),
                job.seed(),
                NAME);
        Training training = new Training(
                NAME,
                plan.recipe().schedule(),
                step -> plan.space()
                        .supernetPath(
                                SupernetPlan.randomArchitecture(plan.space(), job.seed(), "path." + step),
                                plan.skeleton()),
                batches,
                parameters,
                job.seed());
        return new SupernetTraining(
                job.withCompute(WorkerCompute.of(job.compute())), plan, normalisation, parameters, training);
    }

    /** Where the state of the training is kept. */
    Path checkpointFile() {
        return job.outputDirectory().resolve("supernet-checkpoint.bin");
    }

    /** The state of the training. */
    Checkpoint checkpoint() {
        return new Checkpoint(checkpointFile(), identity());
    }

    /** Where a replica's state at the end of a round is kept until all are there. */
    Path replicaFile(int replica) {
        return job.outputDirectory().resolve("supernet-replica-" + (replica + 1) + ".bin");
    }

    /** The state of a replica at the end of a round. */
    Checkpoint replicaCheckpoint(int replica, long end) {
        return new Checkpoint(replicaFile(replica), identity() + "/replica " + replica + " at " + end);
    }

    /** Everything that the weights depend on. */
    private String identity() {
        Map<String, String> parts = JobJson.fingerprint(job);
        parts.remove("outputTimestamp");
        return parts + "/" + ComputeJson.division(job.compute()) + "/" + EngineVersion.current()
                + plan.networks().map(digest -> "/" + digest).orElse("");
    }
}
