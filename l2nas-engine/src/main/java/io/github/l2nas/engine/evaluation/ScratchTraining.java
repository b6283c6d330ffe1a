package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.Training;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Trains networks from scratch with some images and tests them on others. A finished training is kept as its checkpoint and
 * only tested again.
 */
final class ScratchTraining {

    private static final int TEST_BATCH = 250;

    private final NetworkSpace space;
    private final Skeleton skeleton;
    private final Images images;
    private final String field;
    private final Executor executor;
    private final LongSupplier nanoClock;

    /**
     * What networks are trained with and tested on.
     *
     * @param train trained with
     * @param test tested on
     * @param normalisation of both
     */
    record Images(SampleSet train, SampleSet test, Normalisation normalisation) {

        /**
         * Images that are normalised as the training part.
         *
         * @param train trained with
         * @param test tested on
         */
        Images(SampleSet train, SampleSet test) {
            this(train, test, Normalisation.of(train));
        }
    }

    /**
     * @param space where networks come from
     * @param skeleton the network around the cells, in training
     * @param images trained with and tested on
     * @param field the job's field that holds the recipe's settings, for example {@code settings}
     * @param executor runs the networks
     * @param nanoClock tells when to save a checkpoint
     */
    ScratchTraining(
            NetworkSpace space,
            Skeleton skeleton,
            Images images,
            String field,
            Executor executor,
            LongSupplier nanoClock) {
        this.space = space;
        this.skeleton = skeleton;
        this.images = images;
        this.field = field;
        this.executor = executor;
        this.nanoClock = nanoClock;
    }

    /**
     * Trains and tests.
     *
     * @param architecture what to train
     * @param recipe how to train it
     * @param seed of weights, order and augmentation
     * @param checkpoint where the training's state is kept
     * @param timeUp whether to stop now
     * @param listener is told of each step
     * @return the result, or empty where the time was up before the end
     * @throws JobException where a batch is larger than the training part, the network does not fit the images or the training
     *     diverges
     */
    Optional<TestResult> run(
            Architecture architecture,
            EvaluationRecipe recipe,
            long seed,
            Checkpoint checkpoint,
            BooleanSupplier timeUp,
            Training.Listener listener) {
        return run(architecture, recipe, recipe.epochs(), seed, checkpoint, timeUp, listener);
    }

    /**
     * Trains for some of the recipe's epochs and tests.
     *
     * @param epochs how many, from 1; a later call with the same checkpoint and more of them goes on
     */
    Optional<TestResult> run(
            Architecture architecture,
            EvaluationRecipe recipe,
            int epochs,
            long seed,
            Checkpoint checkpoint,
            BooleanSupplier timeUp,
            Training.Listener listener) {
        Parameters parameters = new Parameters(seed);
        Training training = train(architecture, recipe, epochs, parameters, seed, checkpoint, timeUp, listener);
        if (training.log().epochs().size() < epochs) {
            return Optional.empty();
        }
        LayerGraph tested = network(architecture, skeleton.withoutAuxiliary());
        return Optional.of(
                new TestResult(architecture, seed, tested, parameters, training.log(), test(tested, parameters)));
    }

    /**
     * Trains and leaves the test to a later call with the same checkpoint.
     *
     * @param architecture what to train
     * @param recipe how to train it
     * @param seed of weights, order and augmentation
     * @param checkpoint where the training's state is kept
     */
    void train(Architecture architecture, EvaluationRecipe recipe, long seed, Checkpoint checkpoint) {
        train(
                architecture,
                recipe,
                recipe.epochs(),
                new Parameters(seed),
                seed,
                checkpoint,
                () -> false,
                (done, total) -> {});
    }

    private Training train(
            Architecture architecture,
            EvaluationRecipe recipe,
            int epochs,
            Parameters parameters,
            long seed,
            Checkpoint checkpoint,
            BooleanSupplier timeUp,
            Training.Listener listener) {
        Training training = training(architecture, recipe, parameters, seed);
        training.run(epochs, executor, checkpoint, () -> Double.NaN, timeUp, nanoClock, listener);
        return training;
    }

    /**
     * Whether a training has ended before.
     *
     * @param architecture what is trained
     * @param recipe how
     * @param seed of weights, order and augmentation
     * @param checkpoint where the training's state is kept
     * @return whether it has made its last step
     */
    boolean isDone(Architecture architecture, EvaluationRecipe recipe, long seed, Checkpoint checkpoint) {
        Training training = training(architecture, recipe, new Parameters(seed), seed);
        checkpoint.restore(training, Integer.MAX_VALUE);
        return training.complete();
    }

    private Training training(Architecture architecture, EvaluationRecipe recipe, Parameters parameters, long seed) {
        LayerGraph graph = network(architecture, skeleton);
        return new Training("evaluation", recipe.schedule(), step -> graph, batches(recipe, seed), parameters, seed);
    }

    /**
     * Insists on batches that the training part fills.
     *
     * @param recipe how to train
     * @throws JobException where one would be larger
     */
    void requireWholeBatches(EvaluationRecipe recipe) {
        requireWholeBatches(recipe, images.train(), field);
    }

    static void requireWholeBatches(EvaluationRecipe recipe, SampleSet train, String field) {
        if (recipe.batchSize() > train.count()) {
            throw new JobException(
                    field + ".batchSize",
                    "a batch of " + recipe.batchSize() + " images is larger than the training part, which has "
                            + train.count());
        }
    }

    /**
     * Insists on networks that fit the images.
     *
     * @param architecture any
     * @throws JobException where its network does not
     */
    void requireFit(Architecture architecture) {
        network(architecture, skeleton);
    }

    /**
     * What a checkpoint must know of a network that a class builds whole: it may build another one now.
     *
     * @param architecture any
     * @return digest of its network; empty where channels and cells tell all
     */
    String built(Architecture architecture) {
        return space.usesChannelsAndCells()
                ? ""
                : "/" + Sha256.hex(network(architecture, skeleton).toString());
    }

    private LayerGraph network(Architecture architecture, Skeleton around) {
        return network(space, architecture, around, field);
    }

    static LayerGraph network(NetworkSpace space, Architecture architecture, Skeleton around, String field) {
        try {
            return space.network(architecture, around);
        } catch (IllegalArgumentException e) {
            if (!space.usesChannelsAndCells()) {
                throw new JobException("space", e.getMessage());
            }
            throw new JobException(
                    "dataset.imageSize",
                    "the network does not fit the images: " + e.getMessage()
                            + ". Set another image size, or " + field
                            + ".auxiliaryWeight to 0 where the auxiliary head is what does not fit");
        }
    }

    private Batches batches(EvaluationRecipe recipe, long seed) {
        return new Batches(
                images.train(),
                all(images.train()),
                recipe.batchSize(),
                images.normalisation(),
                recipe.schedule().augmentation(),
                seed,
                "evaluation");
    }

    private static int[] all(SampleSet set) {
        return IntStream.range(0, set.count()).toArray();
    }

    private ConfusionMetrics test(LayerGraph graph, Parameters parameters) {
        SampleSet test = images.test();
        int classes = skeleton.classes();
        Batches batches = Batches.inOrder(test, all(test), TEST_BATCH, images.normalisation());
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
