package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.EvaluationPausedException;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.fidelity.FidelityRange;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.dataset.Split;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.result.ComputeJson;
import io.github.l2nas.engine.supernet.Skeletons;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.DivergedException;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.Guessing;
import io.github.l2nas.engine.training.Training;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Trains each architecture from scratch with a part of the training images and scores it on the rest, which is the same for all
 * architectures and all seeds: it follows from the images alone. Weights, order and augmentation follow from the candidate's
 * seed. The state of a training is kept in the candidate's directory, so that one that was killed goes on, until the next
 * architecture is asked for.
 *
 * <p>A lower fidelity is the first epochs of the same training, with the learning rate of the whole one. Its state is kept until the
 * search is complete, and a higher fidelity goes on from there.
 */
final class TrainEvaluator implements Evaluator {

    /** What its fidelities are counted in, and the setting that is the full one. */
    static final String UNIT = "epochs";

    private static final String CHECKPOINT = "checkpoint.bin";
    private static final int TRAINED_BEFORE_WARNING = 3;

    private final EvaluationRecipe recipe;
    private final TrainSettings inForce;
    private final Skeleton skeleton;
    private final Executor executor;
    private final ScratchTraining training;
    private final String identity;
    private final Training.Listener listener;
    private final BooleanSupplier timeUp;
    private final Consumer<String> notes;
    private final int[] validationLabels;
    private Path finished;
    private int trained;
    private double best;

    /**
     * Reads the data set and makes sure that networks of this size can be trained with it.
     *
     * @param context size of the networks, compute
     * @param settings of this evaluator
     * @param space where networks come from
     * @param input the data set
     * @throws JobException where a file is missing or damaged, or settings, networks and images don't fit each other
     */
    TrainEvaluator(EvaluatorContext context, TrainSettings settings, NetworkSpace space, DatasetInput input) {
        this(context, settings, space, input, System::nanoTime, (done, total) -> {});
    }

    /** The same with a clock that tells when to save a checkpoint, and somebody who is told of each step. */
    TrainEvaluator(
            EvaluatorContext context,
            TrainSettings settings,
            NetworkSpace space,
            DatasetInput input,
            LongSupplier nanoClock,
            Training.Listener listener) {
        this.listener = listener;
        timeUp = context.timeUp();
        notes = context.notes();
        recipe = settings.recipe(space, context.network());
        inForce = settings.inForce(recipe);
        Dataset dataset = DatasetLoader.of(input);
        skeleton = Skeletons.of(recipe.channels(), recipe.cells(), dataset, recipe.auxiliaryWeight() > 0);
        Backend backend = Backends.choose(context.compute().backend());
        identity = Sha256.hex(String.join(
                "\n",
                space.name(),
                space.settings().toString(),
                inForce.toString(),
                skeleton.toString(),
                input.files().sha256(),
                input.settings().toString(),
                dataset.toString(),
                ComputeJson.division(context.compute()),
                EngineVersion.current()));
        executor = new Executor(backend, context.compute().effectiveThreads());
        try {
            ScratchTraining.Images images = images(dataset, settings);
            validationLabels = images.test().labels();
            training = new ScratchTraining(space, skeleton, images, "evaluator.settings", executor, nanoClock);
            training.requireWholeBatches(recipe);
            SearchContext any = SearchContext.unconstrained(space, 1);
            training.requireFit(any.randomArchitecture(any.stream("train.any")));
        } catch (JobException e) {
            executor.close();
            throw e;
        }
    }

    private static ScratchTraining.Images images(Dataset dataset, TrainSettings settings) {
        SampleSet all = dataset.train();
        Split split = Split.byContent(all, settings.validationPercent());
        if (split.validation().length == 0) {
            throw new JobException(
                    "evaluator.settings.validationPercent",
                    settings.validationPercent() + " percent of the training images are none in any class. Raise it");
        }
        return new ScratchTraining.Images(all.select(split.train()), all.select(split.validation()));
    }

    /**
     * Trains and scores.
     *
     * @return the share of the validation images that the network classifies rightly, and {@code loss}, the mean loss of the
     *     last epoch
     * @throws TrialFailedException where the training diverges
     * @throws EvaluationPausedException where the time is up; at least one step of the training was made
     */
    @Override
    public synchronized Score evaluate(Candidate candidate) {
        forgetFinished();
        Path directory = candidate.directory();
        AtomicFile.createDirectory(directory, "outputDirectory");
        int epochs = (int) range().amount(candidate.fidelity());
        try {
            requireNetwork(candidate.architecture());
            TestResult result = training.run(
                            candidate.architecture(),
                            recipe,
                            epochs,
                            candidate.seed(),
                            checkpoint(candidate),
                            timeUp,
                            listener)
                    .orElseThrow(() -> new EvaluationPausedException(
                            "the training of " + candidate.architecture().notation() + " goes on in the next run"));
            double loss = result.log().epochs().get(epochs - 1).loss();
            finished = epochs == recipe.epochs() ? directory : null;
            warnAtChance(result.metrics().top1());
            return new Score(result.metrics().top1(), Map.of("loss", loss));
        } catch (DivergedException e) {
            finished = directory;
            throw new TrialFailedException(e.getMessage(), e);
        }
    }

    /** Some architectures can learn nothing; where the first few have not, none can be told from another. */
    private void warnAtChance(double accuracy) {
        trained++;
        best = Math.max(best, accuracy);
        Guessing guessing = Guessing.on(validationLabels, trained);
        if (trained == TRAINED_BEFORE_WARNING && best <= guessing.highest()) {
            notes.accept(guessing.noBetter("Each of the first " + trained + " networks that this run has trained", best)
                    + ". A search that can't tell good architectures from bad ones finds nothing. Train for more epochs"
                    + " (they are " + recipe.epochs() + "), with another learning rate (it is "
                    + Decimals.shortest(recipe.learningRate()).toPlainString() + ") or smaller batches (of "
                    + recipe.batchSize() + "), and see that the labels belong to the images");
        }
    }

    /** The one that was tried at first fits, so that only this one may not. */
    private void requireNetwork(Architecture architecture) {
        try {
            training.requireFit(architecture);
        } catch (JobException e) {
            throw new TrialFailedException(e.getMessage(), e);
        }
    }

    private Checkpoint checkpoint(Candidate candidate) {
        return new Checkpoint(
                candidate.directory().resolve(CHECKPOINT),
                identity + "/" + candidate.architecture().notation() + "/" + candidate.seed() + "/" + recipe.epochs()
                        + training.built(candidate.architecture()));
    }

    /** The last score has been recorded when another is asked for. */
    private void forgetFinished() {
        if (finished != null) {
            forget(finished);
            finished = null;
        }
    }

    private static void forget(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(CHECKPOINT));
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // somebody keeps other files there
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't delete " + directory + ": " + AtomicFile.reason(e));
        }
    }

    /** Forgets what was kept for higher fidelities. */
    @Override
    public synchronized void completed(Path trials) {
        if (!Files.isDirectory(trials)) {
            return;
        }
        try (Stream<Path> candidates = Files.list(trials)) {
            candidates.filter(Files::isDirectory).forEach(TrainEvaluator::forget);
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't read " + trials + ": " + AtomicFile.reason(e));
        }
    }

    /** Epochs. */
    @Override
    public Optional<FidelityRange> fidelities() {
        return Optional.of(range());
    }

    private FidelityRange range() {
        return new FidelityRange(UNIT, 1, recipe.epochs(), true);
    }

    /** Those of the recipe too. */
    @Override
    public Optional<Record> settings() {
        return Optional.of(inForce);
    }

    @Override
    public Optional<Skeleton> skeleton() {
        return Optional.of(skeleton);
    }

    @Override
    public void close() {
        forgetFinished();
        executor.close();
    }
}
