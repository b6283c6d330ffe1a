package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.export.Dl4jModel;
import io.github.l2nas.engine.export.ModelDescription;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.progress.TimeBudget;
import io.github.l2nas.engine.result.OutputTime;
import io.github.l2nas.engine.result.SummaryLines;
import io.github.l2nas.engine.supernet.Skeletons;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.RecipeSpace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Trains an architecture from scratch over several seeds, tests it, and writes what came out. */
public final class EvaluationRunner {

    private final EvaluateJob job;
    private final Consumer<JobEvent> events;
    private final LongSupplier nanoClock;
    private final TimeBudget time;

    /**
     * @param job what to do
     * @param events is told of progress and the result
     * @param nanoClock measures the time budget, from now on
     */
    public EvaluationRunner(EvaluateJob job, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.job = job;
        this.events = events;
        this.nanoClock = nanoClock;
        time = new TimeBudget(job.timeBudget(), nanoClock);
    }

    /** One training of the job. */
    private record Planned(Architecture architecture, long seed, String directory) {}

    /**
     * Trains, tests and writes the results; the last event tells of them.
     *
     * @throws JobException where the job can't be done as declared, or the accuracy is too low
     */
    public void run() {
        requireAtLeast("runs", 1, job.runs());
        requireAtLeast("randomArchitectures", 0, job.randomArchitectures());
        NetworkSpace space = RecipeSpace.of(job.space());
        EvaluationRecipe preset = EvaluationRecipe.of(RecipeSpace.named(job.preset(), space));
        EvaluationRecipe recipe = Skeletons.recipe(space, preset, job.settings(), job.network());
        Instant timestamp = OutputTime.parse(job.outputTimestamp());
        Architecture architecture = ArchitectureInput.of(job.architecture(), job.notation(), space);
        Dataset dataset = DatasetLoader.of(job.dataset());
        if (dataset.test().count() == 0) {
            throw new JobException(
                    "dataset.testPercent",
                    job.dataset().files().name() + " has no test images. Split some off by setting a percentage");
        }
        Skeleton skeleton = Skeletons.of(recipe.channels(), recipe.cells(), dataset, recipe.auxiliaryWeight() > 0);
        List<TestResult> results = new ArrayList<>();
        List<TestResult> random = new ArrayList<>();
        boolean complete = true;
        try (Executor executor = new Executor(
                Backends.choose(job.compute().backend()), job.compute().effectiveThreads())) {
            EvaluationTraining training =
                    new EvaluationTraining(job, space, recipe, skeleton, dataset, executor, events, nanoClock);
            List<Planned> plan = plan(space, architecture);
            for (int i = 0; i < plan.size() && complete; i++) {
                Planned planned = plan.get(i);
                Optional<TestResult> result = training.run(
                        planned.architecture(),
                        planned.seed(),
                        job.outputDirectory().resolve(planned.directory()),
                        "training " + (i + 1) + " of " + plan.size(),
                        time::isUsedUp);
                complete = result.isPresent();
                result.ifPresent((i < job.runs() ? results : random)::add);
            }
        }
        if (complete) {
            finish(space, recipe, dataset, results, random, timestamp);
        } else {
            events.accept(new JobEvent.Result(
                    false,
                    List.of("stopped by the time budget after " + (results.size() + random.size()) + " of "
                            + (job.runs() + job.randomArchitectures()) + " trainings; the next run goes on"),
                    List.of()));
        }
    }

    private static void requireAtLeast(String parameter, int least, int value) {
        if (value < least) {
            throw new JobException(parameter, "must be at least " + least + ", got " + value);
        }
    }

    private List<Planned> plan(NetworkSpace space, Architecture architecture) {
        List<Planned> plan = new ArrayList<>();
        for (int run = 0; run < job.runs(); run++) {
            plan.add(new Planned(architecture, job.seed() + run, "seed-" + (job.seed() + run)));
        }
        SearchContext any = SearchContext.unconstrained(space, job.seed());
        for (int i = 0; i < job.randomArchitectures(); i++) {
            Architecture other = any.randomArchitecture(any.stream("evaluation.random." + i));
            plan.add(new Planned(other, job.seed() + i, "random-" + (i + 1)));
        }
        return plan;
    }

    private void finish(
            NetworkSpace space,
            EvaluationRecipe recipe,
            Dataset dataset,
            List<TestResult> results,
            List<TestResult> random,
            Instant timestamp) {
        TestResult best = results.stream()
                .max(Comparator.<TestResult>comparingDouble(
                                result -> result.metrics().top1())
                        .thenComparing(TestResult::seed, Comparator.reverseOrder()))
                .orElseThrow();
        Path directory = job.outputDirectory();
        Path model = directory.resolve("model.zip");
        Normalisation normalisation = Normalisation.of(dataset.train());
        Dl4jModel.write(
                best.graph(),
                name -> best.parameters().get(name).values(),
                ModelDescription.of(dataset, normalisation),
                model,
                timestamp);
        Path log = directory.resolve("training.csv");
        best.log().write(log);
        Path evaluation = directory.resolve("evaluation.json");
        EvaluationFile file = new EvaluationFile(job, space, recipe, dataset, results, random);
        file.write(evaluation);
        requireAccuracy(file.mean());
        events.accept(new JobEvent.Result(true, summary(best, file), List.of(evaluation, model, log)));
    }

    private void requireAccuracy(double mean) {
        if (job.minAccuracy() != null && mean < job.minAccuracy()) {
            throw new JobException(
                    "minAccuracy",
                    "the mean test accuracy " + Decimals.percent(mean) + " % is below the required "
                            + Decimals.percent(job.minAccuracy()) + " %. evaluation.json has the runs");
        }
    }

    private List<String> summary(TestResult best, EvaluationFile file) {
        List<String> lines = new ArrayList<>();
        lines.add("architecture  " + best.architecture().notation());
        lines.add(String.format(
                Locale.ROOT,
                "test accuracy %s %% +- %s (%d runs), top-5 %s %%, best run seed %d",
                Decimals.percent(file.mean()),
                Decimals.percent(file.deviation()),
                job.runs(),
                Decimals.percent(best.metrics().top5()),
                best.seed()));
        if (job.randomArchitectures() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "random        %s %%, the mean of %d random architectures trained alike",
                    Decimals.percent(file.randomMean()),
                    job.randomArchitectures()));
        }
        lines.add(
                SummaryLines.cost("network", best.graph().params(), best.graph().macs()));
        lines.add(SummaryLines.engineTime(time.elapsedNanos()));
        return lines;
    }
}
