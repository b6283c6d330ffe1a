package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.progress.Progress;
import io.github.l2nas.engine.training.EvaluationRecipe;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The trainings of a job that evaluates. */
final class EvaluationTraining {

    private final EvaluateJob job;
    private final EvaluationRecipe recipe;
    private final ScratchTraining training;
    private final Consumer<JobEvent> events;
    private final LongSupplier nanoClock;

    EvaluationTraining(
            EvaluateJob job,
            NetworkSpace space,
            EvaluationRecipe recipe,
            Skeleton skeleton,
            Dataset dataset,
            Executor executor,
            Consumer<JobEvent> events,
            LongSupplier nanoClock) {
        this.job = job;
        this.recipe = recipe;
        this.events = events;
        this.nanoClock = nanoClock;
        training = new ScratchTraining(
                space,
                skeleton,
                new ScratchTraining.Images(dataset.train(), dataset.test()),
                "settings",
                executor,
                nanoClock);
    }

    /**
     * Trains and tests.
     *
     * @param architecture what to train
     * @param seed of weights, order and augmentation
     * @param directory where the checkpoint is kept
     * @param activity what the user is told is under way
     * @param timeUp whether to stop now
     * @return the result, or empty where the time was up before the end
     */
    Optional<TestResult> run(
            Architecture architecture, long seed, Path directory, String activity, BooleanSupplier timeUp) {
        AtomicFile.createDirectory(directory, "outputDirectory");
        Progress progress = new Progress(activity, events, nanoClock);
        String identity =
                EvaluationIdentity.of(job, job.compute(), architecture) + "/" + seed + training.built(architecture);
        return training.run(
                architecture,
                recipe,
                seed,
                new Checkpoint(directory.resolve("checkpoint.bin"), identity),
                timeUp,
                (done, total) -> progress.report(done, total, Double.NaN));
    }
}
