package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.evaluator.EvaluationPausedException;
import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.TrainingContext;
import io.github.l2nas.engine.dataset.Augmentation;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.dataset.Split;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.result.ComputeJson;
import io.github.l2nas.engine.store.CodeDigest;
import io.github.l2nas.engine.supernet.PathEvaluator;
import io.github.l2nas.engine.supernet.Skeletons;
import io.github.l2nas.engine.supernet.ValidationImages;
import io.github.l2nas.engine.supernet.WholeNetworks;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.DivergedException;
import io.github.l2nas.engine.training.SupernetRecipe;
import io.github.l2nas.engine.training.Training;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The training of a supernet by a one-shot method, from the data set to the method's ranking. Its state is kept in the search's
 * directory, so that one that was killed goes on.
 */
final class OneShotTraining {

    private static final String SETTINGS = "strategy.settings";
    private static final String STREAM = "one-shot";
    private static final String CHECKPOINT = "one-shot-checkpoint.bin";

    private final SearchContext context;
    private final NetworkSpace space;
    private final String settings;
    private final SupernetRecipe recipe;
    private final boolean augmented;
    private final Function<OneShotParts, OneShotMethod> methods;

    /**
     * @param context the search
     * @param space its space
     * @param settings of the strategy, as text: part of the training's identity
     * @param recipe how the supernet is trained
     * @param augmented whether mini-batches of the validation half are augmented as those of the training half
     * @param methods makes the method once everything that it needs is there
     */
    OneShotTraining(
            SearchContext context,
            NetworkSpace space,
            String settings,
            SupernetRecipe recipe,
            boolean augmented,
            Function<OneShotParts, OneShotMethod> methods) {
        this.context = context;
        this.space = space;
        this.settings = settings;
        this.recipe = recipe;
        this.augmented = augmented;
        this.methods = methods;
    }

    /**
     * Trains to the end.
     *
     * @param wanted how many architectures, at most
     * @return the first of the method's ranking
     * @throws EvaluationPausedException where the time is up; at least one step was made
     * @throws JobException where the data set, the space and the settings don't fit each other, or the training diverges
     */
    List<Architecture> run(int wanted) {
        TrainingContext given = context.training()
                .orElseThrow(() -> new JobException("dataset", "a one-shot strategy needs a data set to train with"));
        Dataset dataset = DatasetLoader.of(given.dataset());
        Skeleton skeleton = Skeletons.ofSupernet(
                space, recipe.channels(), recipe.cells(), dataset, context.seed(), SETTINGS + ".channels");
        try (Executor executor = new Executor(
                Backends.choose(given.compute().backend()), given.compute().effectiveThreads())) {
            return new Run(given, dataset, skeleton, executor).ranking(wanted);
        } catch (DivergedException e) {
            throw new JobException("strategy." + e.parameter(), e.getMessage());
        }
    }

    /** The training with its data in memory, and the choice after each epoch, which is saved with it. */
    private final class Run implements Training.Companion {

        private final TrainingContext given;
        private final Skeleton skeleton;
        private final Executor executor;
        private final Parameters parameters = new Parameters(context.seed());
        private final PathEvaluator validation;
        private final Batches batches;
        private final OneShotMethod method;
        private final Training training;
        private final List<Architecture> choices = new ArrayList<>();

        Run(TrainingContext given, Dataset dataset, Skeleton skeleton, Executor executor) {
            this.given = given;
            this.skeleton = skeleton;
            this.executor = executor;
            SampleSet train = dataset.train();
            Normalisation normalisation = Normalisation.of(train);
            Split halves = Split.halves(train, context.seed());
            int smaller = Math.min(halves.train().length, halves.validation().length);
            if (recipe.batchSize() > smaller) {
                throw new JobException(
                        SETTINGS + ".batchSize",
                        "a batch of " + recipe.batchSize()
                                + " images is larger than half of the training images, which is " + smaller);
            }
            Augmentation augmentation = recipe.schedule().augmentation();
            batches = batches(train, halves.train(), normalisation, augmentation, STREAM);
            validation = new PathEvaluator(
                    executor,
                    parameters,
                    ValidationImages.batches(
                            train, normalisation, context.seed(), recipe.validationImages(), recipe.batchSize()));
            Batches validating = batches(
                    train,
                    halves.validation(),
                    normalisation,
                    augmented ? augmentation : Augmentation.NONE,
                    STREAM + ".validation");
            method = methods.apply(new OneShotParts(
                    context, space, skeleton, batches.perEpoch(), parameters, executor, validating, validation));
            training = new Training(STREAM, recipe.schedule(), method, batches, parameters, context.seed(), this);
        }

        private Batches batches(
                SampleSet set, int[] half, Normalisation normalisation, Augmentation augmentation, String name) {
            return new Batches(set, half, recipe.batchSize(), normalisation, augmentation, context.seed(), name);
        }

        List<Architecture> ranking(int wanted) {
            OneShotLog log = new OneShotLog(given.directory());
            AtomicBoolean first = new AtomicBoolean(true);
            training.run(executor, checkpoint(), this::endEpoch, given.timeUp(), System::nanoTime, (done, total) -> {
                // The first step tells that what an earlier training has left is no longer so.
                if (first.getAndSet(false) || done % batches.perEpoch() == 0) {
                    log.write(training.log().epochs(), choices);
                }
                given.listener().step(done, total, training.log().best());
            });
            if (!training.complete()) {
                throw new EvaluationPausedException("the training goes on after step " + training.step());
            }
            log.write(training.log().epochs(), choices);
            List<Architecture> best = new ArrayList<>();
            Iterator<Architecture> ranking = method.ranking();
            while (best.size() < wanted && ranking.hasNext()) {
                best.add(ranking.next());
            }
            return best;
        }

        /** Everything that the weights depend on. */
        private Checkpoint checkpoint() {
            String identity = Sha256.hex(String.join(
                    "\n",
                    space.name(),
                    space.settings().toString(),
                    CodeDigest.of(space.getClass()).orElse(""),
                    space.usesChannelsAndCells() ? "" : WholeNetworks.digest(space, skeleton),
                    settings,
                    given.limits(),
                    skeleton.toString(),
                    given.dataset().files().sha256(),
                    given.dataset().format() + " " + given.dataset().testPercent(),
                    given.dataset().settings().toString(),
                    String.valueOf(context.seed()),
                    ComputeJson.division(given.compute()),
                    EngineVersion.current()));
            return new Checkpoint(given.directory().resolve(CHECKPOINT), identity);
        }

        private double endEpoch() {
            method.endEpoch();
            Architecture choice = method.choice();
            choices.add(choice);
            return validation.accuracy(space.supernetPath(choice, skeleton));
        }

        @Override
        public void before(long step) {
            method.before(step);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            method.save(out);
            out.writeInt(choices.size());
            for (Architecture choice : choices) {
                for (int column : choice.choices()) {
                    out.writeInt(column);
                }
            }
        }

        @Override
        public void restore(DataInput in) throws IOException {
            method.restore(in);
            choices.clear();
            for (int count = in.readInt(); count > 0; count--) {
                int[] columns = new int[space.actionShape().rows()];
                for (int row = 0; row < columns.length; row++) {
                    columns[row] = in.readInt();
                }
                choices.add(space.architecture(columns));
            }
        }
    }
}
