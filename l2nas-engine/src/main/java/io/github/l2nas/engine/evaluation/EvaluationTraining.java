package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.task.WorkerCompute;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.Training;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Does the trainings of a job that evaluates. */
final class EvaluationTraining {

    private final EvaluateJob job;
    private final EvaluationRecipe recipe;
    private final ScratchTraining training;

    /**
     * @param job as declared
     * @param declared what it declares
     * @param executor runs the networks
     * @param nanoClock tells when to save a checkpoint
     */
    EvaluationTraining(EvaluateJob job, EvaluationPlan declared, Executor executor, LongSupplier nanoClock) {
        this.job = job.withCompute(WorkerCompute.of(job.compute()));
        recipe = declared.recipe();
        training = new ScratchTraining(
                declared.space(),
                declared.skeleton(),
                new ScratchTraining.Images(
                        declared.dataset().train(), declared.dataset().test()),
                "settings",
                executor,
                nanoClock);
    }

    /**
     * Trains and tests.
     *
     * @param planned what to train
     * @param timeUp whether to stop now
     * @param listener is told of each step
     * @return the result, or empty where the time was up before the end
     */
    Optional<TestResult> run(PlannedTraining planned, BooleanSupplier timeUp, Training.Listener listener) {
        return training.run(planned.architecture(), recipe, planned.seed(), checkpoint(planned), timeUp, listener);
    }

    /**
     * Trains: what {@link #run} does later finds a finished checkpoint.
     *
     * @param planned what to train
     */
    void train(PlannedTraining planned) {
        training.train(planned.architecture(), recipe, planned.seed(), checkpoint(planned));
    }

    /**
     * Whether a training has a finished checkpoint.
     *
     * @param planned the training
     * @return false where something is left to do
     */
    boolean isDone(PlannedTraining planned) {
        return training.isDone(planned.architecture(), recipe, planned.seed(), checkpoint(planned));
    }

    /**
     * Insists on the finished checkpoint of a training that a worker has done.
     *
     * @param planned the training
     * @throws JobException where there is none
     */
    void requireDone(PlannedTraining planned) {
        if (!isDone(planned)) {
            throw new JobException(
                    "executor.name",
                    "a worker has left no finished training in " + planned.checkpoint(job)
                            + ". It has to be of this version, and to leave its files in this directory");
        }
    }

    /** The job, with what its workers compute on. */
    EvaluateJob job() {
        return job;
    }

    private Checkpoint checkpoint(PlannedTraining planned) {
        AtomicFile.createDirectory(planned.checkpoint(job).getParent(), "outputDirectory");
        String identity = EvaluationIdentity.of(job, job.compute(), planned.architecture()) + "/" + planned.seed()
                + training.built(planned.architecture());
        return new Checkpoint(planned.checkpoint(job), identity);
    }
}
