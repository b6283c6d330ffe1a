package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.executor.TaskContext;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.progress.JobRunner;
import io.github.l2nas.engine.progress.Progress;
import io.github.l2nas.engine.result.SummaryLines;
import io.github.l2nas.engine.task.DeclaredExecutor;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.Guessing;
import io.github.l2nas.engine.training.SupernetRecipe;
import io.github.l2nas.engine.training.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Trains a supernet by single-path uniform sampling: every mini-batch trains the path of one random action. */
public final class SupernetRunner extends JobRunner<TrainSupernetJob> {

    /**
     * @param job what to do
     * @param events is told of progress and the result
     * @param nanoClock measures the time budget, from now on
     */
    public SupernetRunner(TrainSupernetJob job, Consumer<JobEvent> events, LongSupplier nanoClock) {
        super(job, job.timeBudget(), events, nanoClock);
    }

    /**
     * Trains and writes the supernet; the last event tells of it.
     *
     * @throws JobException where the job can't be done as declared
     */
    @Override
    public void run() {
        SupernetPlan plan = SupernetPlan.of(job, DatasetLoader::of);
        NetworkSpace space = plan.space();
        SupernetRecipe recipe = plan.recipe();
        Dataset dataset = plan.dataset();
        Skeleton skeleton = plan.skeleton();
        SampleSet train = dataset.train();
        SupernetTraining trained = SupernetTraining.of(job, plan);
        Training training = trained.training();
        Backend backend = Backends.choose(job.compute().backend());
        try (Executor executor = new Executor(backend, job.compute().effectiveThreads())) {
            PathEvaluator evaluator = new PathEvaluator(
                    executor,
                    trained.parameters(),
                    ValidationImages.batches(
                            train, trained.normalisation(), job.seed(), recipe.validationImages(), recipe.batchSize()));
            train(trained, executor, () -> bestOfRandomPaths(plan, evaluator, training));
        }
        Guessing guessing = guessing(train, recipe);
        Supernet supernet = new Supernet(
                space.name(),
                skeleton,
                job.dataset().files().name(),
                job.dataset().files().sha256(),
                trained.normalisation(),
                job.seed(),
                plan.networks(),
                Double.isNaN(training.log().best()) ? 0 : training.log().best(),
                guessing.highest(),
                trained.parameters());
        if (training.complete() && !supernet.hasLearned()) {
            events.accept(JobEvent.Note.warning(guessing.noBetter("The supernet", supernet.accEnv())
                    + ". A search on it finds nothing. Train it for more epochs (they are " + recipe.epochs()
                    + "), with a larger learning rate (it is "
                    + Decimals.shortest(recipe.learningRate()).toPlainString() + "), smaller batches (of "
                    + recipe.batchSize() + ") or "
                    + (space.usesChannelsAndCells() ? "more channels (" + recipe.channels() + ")" : "larger networks")
                    + ", and see that the labels belong to the images"));
        }
        finish(
                training,
                supernet,
                recipe.epochs(),
                file -> SupernetFile.write(
                        file,
                        supernet,
                        job,
                        dataset,
                        backend.name(),
                        Skeletons.shown(space, recipe),
                        plan.timestamp()));
    }

    private Guessing guessing(SampleSet train, SupernetRecipe recipe) {
        return Guessing.on(
                ValidationImages.labels(train, job.seed(), recipe.validationImages(), recipe.batchSize()),
                recipe.validationPaths() * recipe.epochs());
    }

    private double bestOfRandomPaths(SupernetPlan plan, PathEvaluator evaluator, Training training) {
        double best = 0;
        int epoch = training.log().epochs().size();
        for (int path = 0; path < plan.recipe().validationPaths(); path++) {
            Architecture architecture =
                    SupernetPlan.randomArchitecture(plan.space(), job.seed(), "validation." + epoch + "." + path);
            best = Math.max(best, evaluator.accuracy(plan.space().supernetPath(architecture, plan.skeleton())));
        }
        return best;
    }

    private void train(SupernetTraining trained, Executor executor, DoubleSupplier validation) {
        Training training = trained.training();
        SupernetRecipe recipe = trained.plan().recipe();
        Progress progress = new Progress("supernet of " + trained.plan().space().name(), events, nanoClock);
        AtomicBoolean first = new AtomicBoolean(true);
        Training.Listener listener = (done, total) -> {
            // The first step tells that what an earlier training has left is no longer so.
            if (first.getAndSet(false) || done % (total / recipe.epochs()) == 0) {
                training.log().write(log());
            }
            progress.report(done, total, training.log().best());
        };
        if (recipe.replicas() == 1) {
            training.run(executor, trained.checkpoint(), validation, time::isUsedUp, nanoClock, listener);
            return;
        }
        Optional<TaskExecutor> workers = DeclaredExecutor.of(job.executor())
                .forTasks(new TaskContext(trained.job(), trained.job().compute(), recipe.replicas()));
        try {
            new SupernetRounds(trained, executor, workers).run(validation, time::isUsedUp, nanoClock, listener);
        } finally {
            workers.ifPresent(TaskExecutor::close);
        }
    }

    private Path log() {
        return job.outputDirectory().resolve("training.csv");
    }

    private void finish(Training training, Supernet supernet, int epochs, Consumer<Path> write) {
        Path log = log();
        training.log().write(log);
        if (!training.complete()) {
            stoppedAfter("step " + training.step() + " of " + training.totalSteps(), List.of(log));
            return;
        }
        Path file = job.outputDirectory().resolve("supernet.zip");
        write.accept(file);
        events.accept(new JobEvent.Result(
                true,
                List.of(
                        "supernet      " + supernet.space() + ", " + size(supernet) + epochs + " epochs on "
                                + supernet.datasetName(),
                        "accuracy      " + Decimals.percent(supernet.accEnv())
                                + " % on validation images, the best path seen (Acc_env)",
                        SummaryLines.engineTime(time.elapsedNanos())),
                List.of(file, log)));
    }

    private static String size(Supernet supernet) {
        return supernet.networks().isPresent()
                ? ""
                : supernet.skeleton().channels() + " channels, "
                        + supernet.skeleton().cells() + (supernet.skeleton().cells() == 1 ? " cell, " : " cells, ");
    }
}
