package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.fidelity.FidelityRange;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.tensor.Backends;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Scores architectures by their paths through a supernet, on its validation images. Several searches may share it. */
public final class SupernetEvaluator implements Evaluator {

    private static final int BATCH_SIZE = 250;

    private final NetworkSpace space;
    private final Supernet supernet;
    private final Executor executor;
    private final PathEvaluator paths;
    private final SupernetSettings settings;
    private final Map<String, Double> known = new HashMap<>();

    /**
     * Reads the supernet and its data set and makes sure that they belong together.
     *
     * @param input supernet and data set
     * @param space the search's space
     * @throws JobException where a file is missing, damaged or of another kind; says what to change
     */
    public SupernetEvaluator(SupernetInput input, NetworkSpace space) {
        this.space = space;
        supernet = SupernetFile.read(input.file());
        if (!supernet.space().equals(space.name())) {
            throw new JobException(
                    "evaluator.inputs.supernet",
                    input.file().name() + " is a supernet of space " + supernet.space() + ", not of " + space.name());
        }
        requireSameNetworks(input);
        int images = require("evaluator.settings.validationImages", input.validationImages(), 0);
        int batchSize = require("evaluator.settings.batchSize", input.batchSize(), BATCH_SIZE);
        Dataset dataset = requireSame(input);
        executor = new Executor(
                Backends.choose(input.compute().backend()), input.compute().effectiveThreads());
        Batches batches =
                ValidationImages.batches(dataset.train(), supernet.normalisation(), supernet.seed(), images, batchSize);
        settings = new SupernetSettings(batches.count(), batchSize, null);
        paths = new PathEvaluator(executor, supernet.parameters(), batches);
    }

    /** A class may build other networks than when the supernet was trained, though its name is still the same. */
    private void requireSameNetworks(SupernetInput input) {
        Optional<String> digest = space.usesChannelsAndCells()
                ? Optional.empty()
                : Optional.of(WholeNetworks.digest(space, supernet.skeleton()));
        if (!digest.equals(supernet.networks())) {
            throw new JobException(
                    "evaluator.inputs.supernet",
                    input.file().name() + " was trained with other networks than space " + space.name()
                            + " builds now. Train a supernet with the class as it is");
        }
    }

    private static int require(String parameter, Integer value, int otherwise) {
        if (value != null && value < 2) {
            throw new JobException(parameter, "must be at least 2, got " + value);
        }
        return value == null ? otherwise : value;
    }

    private Dataset requireSame(SupernetInput input) {
        if (!input.dataset().files().sha256().equals(supernet.datasetSha256())) {
            throw new JobException(
                    "dataset",
                    input.file().name() + " was trained on " + supernet.datasetName() + " with digest "
                            + supernet.datasetSha256() + "; "
                            + input.dataset().files().name() + " has "
                            + input.dataset().files().sha256()
                            + ". Give the same data, or train a supernet on these");
        }
        Dataset dataset = DatasetLoader.of(input.dataset());
        if (dataset.classes().size() != supernet.skeleton().classes()
                || !dataset.train().shape().equals(supernet.skeleton().image())) {
            throw new JobException(
                    "dataset",
                    input.file().name() + " was trained on "
                            + supernet.skeleton().classes() + " classes of "
                            + supernet.skeleton().image() + ", the data set is read as "
                            + dataset.classes().size() + " classes of "
                            + dataset.train().shape()
                            + ". Read it with the settings that train-supernet was given");
        }
        if (!supernet.normalisation().isNear(Normalisation.of(dataset.train()))) {
            throw new JobException(
                    "dataset",
                    input.file().name() + " was trained on another part of " + supernet.datasetName()
                            + ": the means of its samples differ. Read it with the settings that train-supernet was given,"
                            + " testPercent and those of the format among them");
        }
        return dataset;
    }

    @Override
    public synchronized Score evaluate(Candidate candidate) {
        return Score.of(accuracy(candidate.architecture(), batches(candidate.fidelity())));
    }

    /** All of them in full, also where the last one is smaller. */
    private int batches(double fidelity) {
        long whole = Math.round(range().amount(fidelity) / settings.batchSize());
        return fidelity == 1 ? paths.batches() : (int) Math.min(whole, paths.batches());
    }

    private double accuracy(Architecture architecture, int batches) {
        return known.computeIfAbsent(
                batches + " " + architecture.identity(),
                key -> paths.accuracy(space.supernetPath(architecture, supernet.skeleton()), batches));
    }

    /** Images of the validation part, in whole batches; all of them where they are fewer than one. */
    @Override
    public Optional<FidelityRange> fidelities() {
        return Optional.of(range());
    }

    private FidelityRange range() {
        int images = settings.validationImages();
        return new FidelityRange("images", Math.min(settings.batchSize(), images), images, false);
    }

    /** The best validation accuracy that was seen while the supernet was trained. */
    @Override
    public OptionalDouble referenceAccuracy() {
        return OptionalDouble.of(supernet.accEnv());
    }

    /**
     * A supernet that has learned nothing.
     *
     * @return a sentence about it; empty where it has learned something
     */
    public Optional<String> warning() {
        return supernet.hasLearned()
                ? Optional.empty()
                : Optional.of("The supernet is no better than guessing: its best accuracy is "
                        + Decimals.percent(supernet.accEnv()) + " %, and by chance alone it can be up to "
                        + Decimals.percent(supernet.guessing())
                        + " %. A search on it finds nothing; train a better one first, for more epochs or with another"
                        + " learning rate");
    }

    @Override
    public Optional<Skeleton> skeleton() {
        return Optional.of(supernet.skeleton());
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    /** How many validation images are used, and how many at once. */
    @Override
    public Optional<Record> settings() {
        return Optional.of(settings);
    }

    @Override
    public void close() {
        executor.close();
    }
}
