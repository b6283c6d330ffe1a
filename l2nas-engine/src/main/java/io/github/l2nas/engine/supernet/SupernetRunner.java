package io.github.l2nas.engine.supernet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ImageSizeException;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.dataset.Split;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.progress.Progress;
import io.github.l2nas.engine.progress.TimeBudget;
import io.github.l2nas.engine.result.OutputTime;
import io.github.l2nas.engine.result.SummaryLines;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.RecipeSpace;
import io.github.l2nas.engine.training.SupernetRecipe;
import io.github.l2nas.engine.training.Training;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Trains a supernet by single-path uniform sampling: every mini-batch trains the path of one random action. */
public final class SupernetRunner {

    private static final String NAME = "supernet";

    private final TrainSupernetJob job;
    private final Consumer<JobEvent> events;
    private final LongSupplier nanoClock;
    private final TimeBudget time;

    /**
     * @param job what to do
     * @param events is told of progress and the result
     * @param nanoClock measures the time budget, from now on
     */
    public SupernetRunner(TrainSupernetJob job, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.job = job;
        this.events = events;
        this.nanoClock = nanoClock;
        time = new TimeBudget(job.timeBudget(), nanoClock);
    }

    /**
     * Trains and writes the supernet; the last event tells of it.
     *
     * @throws JobException where the job can't be done as declared
     */
    public void run() {
        NetworkSpace space = RecipeSpace.of(job.space());
        SupernetRecipe preset = SupernetRecipe.of(RecipeSpace.named(job.preset(), space));
        SupernetRecipe recipe = Skeletons.recipe(space, preset, job.settings(), job.network());
        Instant timestamp = OutputTime.parse(job.outputTimestamp());
        Dataset dataset = DatasetLoader.of(job.dataset());
        Skeleton skeleton = skeleton(space, recipe, dataset);
        Optional<String> networks =
                space.usesChannelsAndCells() ? Optional.empty() : Optional.of(WholeNetworks.digest(space, skeleton));
        SampleSet train = dataset.train();
        Normalisation normalisation = Normalisation.of(train);
        Parameters parameters = new Parameters(job.seed());
        Training training = training(space, skeleton, recipe, batches(train, normalisation, recipe), parameters);
        try (Executor executor = new Executor(
                Backends.choose(job.compute().backend()), job.compute().effectiveThreads())) {
            PathEvaluator evaluator = new PathEvaluator(
                    executor,
                    parameters,
                    ValidationImages.batches(
                            train, normalisation, job.seed(), recipe.validationImages(), recipe.batchSize()));
            run(
                    space.name(),
                    training,
                    identity(networks),
                    executor,
                    () -> bestOfRandomPaths(space, skeleton, recipe, evaluator, training));
        }
        Supernet supernet = new Supernet(
                space.name(),
                skeleton,
                job.dataset().files().name(),
                job.dataset().files().sha256(),
                normalisation,
                job.seed(),
                networks,
                Double.isNaN(training.log().best()) ? 0 : training.log().best(),
                parameters);
        finish(training, supernet, Skeletons.shown(space, recipe), timestamp);
    }

    private Skeleton skeleton(NetworkSpace space, SupernetRecipe recipe, Dataset dataset) {
        Skeleton skeleton = Skeletons.of(recipe.channels(), recipe.cells(), dataset, false);
        if (!space.usesChannelsAndCells()) {
            return Skeleton.of(skeleton.image(), skeleton.classes());
        }
        try {
            space.supernetPath(randomArchitecture(space, "path.0"), skeleton);
        } catch (ImageSizeException e) {
            throw Skeletons.wrongSize(e);
        } catch (IllegalArgumentException e) {
            String from = job.network().channels() == null ? "settings" : "network";
            throw new JobException(from + ".channels", e.getMessage());
        }
        return skeleton;
    }

    private Batches batches(SampleSet train, Normalisation normalisation, SupernetRecipe recipe) {
        int[] half = Split.halves(train, job.seed()).train();
        if (recipe.batchSize() > half.length) {
            throw new JobException(
                    "settings.batchSize",
                    "a batch of " + recipe.batchSize() + " images is larger than the training half, which has "
                            + half.length);
        }
        return new Batches(
                train,
                half,
                recipe.batchSize(),
                normalisation,
                recipe.schedule().augmentation(),
                job.seed(),
                NAME);
    }

    private Training training(
            NetworkSpace space, Skeleton skeleton, SupernetRecipe recipe, Batches batches, Parameters parameters) {
        return new Training(
                NAME,
                recipe.schedule(),
                step -> space.supernetPath(randomArchitecture(space, "path." + step), skeleton),
                batches,
                parameters,
                job.seed());
    }

    private Architecture randomArchitecture(NetworkSpace space, String purpose) {
        SearchContext any = SearchContext.unconstrained(space, job.seed());
        return any.randomArchitecture(any.stream(NAME + "." + purpose));
    }

    private double bestOfRandomPaths(
            NetworkSpace space, Skeleton skeleton, SupernetRecipe recipe, PathEvaluator evaluator, Training training) {
        double best = 0;
        int epoch = training.log().epochs().size();
        for (int path = 0; path < recipe.validationPaths(); path++) {
            Architecture architecture = randomArchitecture(space, "validation." + epoch + "." + path);
            best = Math.max(best, evaluator.accuracy(space.supernetPath(architecture, skeleton)));
        }
        return best;
    }

    private void run(String space, Training training, String identity, Executor executor, DoubleSupplier validation) {
        Checkpoint checkpoint = new Checkpoint(job.outputDirectory().resolve("supernet-checkpoint.bin"), identity);
        Progress progress = new Progress("supernet of " + space, events, nanoClock);
        training.run(
                executor,
                checkpoint,
                validation,
                time::isUsedUp,
                nanoClock,
                (done, total) -> progress.report(done, total, training.log().best()));
    }

    /** Everything that the weights depend on. */
    private String identity(Optional<String> networks) {
        Map<String, String> parts = JobJson.fingerprint(job);
        parts.remove("outputTimestamp");
        return parts + "/" + EngineVersion.current()
                + networks.map(digest -> "/" + digest).orElse("");
    }

    private void finish(Training training, Supernet supernet, ObjectNode recipe, Instant timestamp) {
        Path log = job.outputDirectory().resolve("training.csv");
        training.log().write(log);
        if (!training.complete()) {
            events.accept(new JobEvent.Result(
                    false,
                    List.of("stopped by the time budget after step " + training.step() + " of " + training.totalSteps()
                            + "; the next run goes on"),
                    List.of(log)));
            return;
        }
        Path file = job.outputDirectory().resolve("supernet.zip");
        SupernetFile.write(file, supernet, recipe, timestamp);
        events.accept(new JobEvent.Result(
                true,
                List.of(
                        "supernet      " + supernet.space() + ", " + size(supernet)
                                + recipe.get("epochs").asInt() + " epochs on " + supernet.datasetName(),
                        "accuracy      " + Decimals.percent(supernet.accEnv())
                                + " % on validation images, the best path seen (Acc_env)",
                        SummaryLines.engineTime(time.elapsedNanos())),
                List.of(file, log)));
    }

    private static String size(Supernet supernet) {
        return supernet.networks().isPresent()
                ? ""
                : supernet.skeleton().channels() + " channels, "
                        + supernet.skeleton().cells() + " cells, ";
    }
}
