package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.Dataset;
import io.github.l2nas.engine.dataset.ImageSet;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.progress.Progress;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.Training;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Trains one network and tests it. A finished training is kept as its checkpoint and only tested again. */
final class EvaluationTraining {

    private static final int TEST_BATCH = 250;

    private final EvaluateJob job;
    private final NetworkSpace space;
    private final EvaluationRecipe recipe;
    private final Skeleton skeleton;
    private final Dataset dataset;
    private final Executor executor;
    private final Consumer<JobEvent> events;
    private final LongSupplier nanoClock;
    private final Normalisation normalisation;

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
        this.space = space;
        this.recipe = recipe;
        this.skeleton = skeleton;
        this.dataset = dataset;
        this.executor = executor;
        this.events = events;
        this.nanoClock = nanoClock;
        normalisation = Normalisation.of(dataset.train());
        if (recipe.batchSize() > dataset.train().count()) {
            throw new JobException(
                    "settings.batchSize",
                    "a batch of " + recipe.batchSize() + " images is larger than the training part, which has "
                            + dataset.train().count());
        }
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
        LayerGraph graph = network(architecture, skeleton);
        Parameters parameters = new Parameters(seed);
        Training training =
                new Training("evaluation", recipe.schedule(), step -> graph, batches(seed), parameters, seed);
        Progress progress = new Progress(activity, events, nanoClock);
        training.run(
                executor,
                new Checkpoint(
                        directory.resolve("checkpoint.bin"), EvaluationIdentity.of(job, architecture) + "/" + seed),
                () -> Double.NaN,
                timeUp,
                nanoClock,
                (done, total) -> progress.report(done, total, Double.NaN));
        if (!training.complete()) {
            return Optional.empty();
        }
        LayerGraph tested = network(architecture, withoutAuxiliary());
        return Optional.of(
                new TestResult(architecture, seed, tested, parameters, training.log(), test(tested, parameters)));
    }

    private LayerGraph network(Architecture architecture, Skeleton around) {
        try {
            return space.network(architecture, around);
        } catch (IllegalArgumentException e) {
            throw new JobException(
                    "dataset.imageSize",
                    "the network does not fit the images: " + e.getMessage()
                            + ". Set another image size, or settings.auxiliaryWeight to 0 where the auxiliary head"
                            + " is what does not fit");
        }
    }

    private Skeleton withoutAuxiliary() {
        return new Skeleton(skeleton.channels(), skeleton.cells(), skeleton.classes(), skeleton.image());
    }

    private Batches batches(long seed) {
        return new Batches(
                dataset.train(),
                all(dataset.train()),
                recipe.batchSize(),
                normalisation,
                recipe.schedule().augmentation(),
                seed,
                "evaluation");
    }

    private static int[] all(ImageSet set) {
        return IntStream.range(0, set.count()).toArray();
    }

    private ConfusionMetrics test(LayerGraph graph, Parameters parameters) {
        ImageSet test = dataset.test();
        int classes = dataset.classes().size();
        Batches batches = Batches.inOrder(test, all(test), TEST_BATCH, normalisation);
        float[] scores = new float[test.count() * classes];
        int[] labels = new int[test.count()];
        int from = 0;
        for (int index = 0; index < batches.perEpoch(); index++) {
            Batch batch = batches.batch(0, index);
            float[] logits = executor.logits(graph, parameters, batch.images(), Statistics.RUNNING);
            System.arraycopy(logits, 0, scores, from * classes, logits.length);
            System.arraycopy(batch.labels(), 0, labels, from, batch.count());
            from += batch.count();
        }
        return ConfusionMetrics.of(labels, scores, classes);
    }
}
