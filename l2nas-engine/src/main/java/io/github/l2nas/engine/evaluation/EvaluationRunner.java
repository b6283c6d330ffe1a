package io.github.l2nas.engine.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.executor.TaskContext;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.export.Dl4jModel;
import io.github.l2nas.engine.export.ModelDescription;
import io.github.l2nas.engine.export.OnnxModel;
import io.github.l2nas.engine.export.TrainedClassifier;
import io.github.l2nas.engine.latency.LatencyComparison;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.TopAccuracy;
import io.github.l2nas.engine.progress.JobRunner;
import io.github.l2nas.engine.progress.Progress;
import io.github.l2nas.engine.result.SummaryLines;
import io.github.l2nas.engine.task.DeclaredExecutor;
import io.github.l2nas.engine.task.TaskRun;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.Guessing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Trains an architecture from scratch over several seeds, tests it, and writes what came out. */
public final class EvaluationRunner extends JobRunner<EvaluateJob> {

    /**
     * @param job what to do
     * @param events is told of progress and the result
     * @param nanoClock measures the time budget, from now on
     */
    public EvaluationRunner(EvaluateJob job, Consumer<JobEvent> events, LongSupplier nanoClock) {
        super(job, job.timeBudget(), events, nanoClock);
    }

    private static final int QUANTIZATION_BATCH = 64;

    /**
     * Trains, tests and writes the results; the last event tells of them.
     *
     * @throws JobException where the job can't be done as declared, or the accuracy is too low
     */
    @Override
    public void run() {
        EvaluationPlan declared = EvaluationPlan.of(job, DatasetLoader::of);
        NetworkSpace space = declared.space();
        EvaluationRecipe recipe = declared.recipe();
        Dataset dataset = declared.dataset();
        Optional<LatencyComparison> latency = LatencyComparison.of(job.latency(), space);
        Optional<TopArchitectures> top = TopArchitectures.of(job, declared);
        top.ifPresent(this::warnOfFewer);
        List<PlannedTraining> plan = PlannedTraining.all(job, declared, top);
        List<TestResult> results = new ArrayList<>();
        List<TestResult> random = new ArrayList<>();
        List<TestResult> others = new ArrayList<>();
        Backend backend = Backends.choose(job.compute().backend());
        int trained;
        boolean complete;
        try (Executor executor = new Executor(backend, job.compute().effectiveThreads())) {
            EvaluationTraining training = new EvaluationTraining(job, declared, executor, nanoClock);
            trained = trainElsewhere(plan, training);
            complete = trained == plan.size();
            for (int i = 0; i < plan.size() && complete; i++) {
                Progress progress = new Progress("training " + (i + 1) + " of " + plan.size(), events, nanoClock);
                Optional<TestResult> result = training.run(
                        plan.get(i), time::isUsedUp, (step, total) -> progress.report(step, total, Double.NaN));
                complete = result.isPresent();
                int beforeTop = job.runs() + job.randomArchitectures();
                result.ifPresent((i < job.runs() ? results : i < beforeTop ? random : others)::add);
            }
        }
        if (complete) {
            CostModel costs = space.costs(declared.skeleton().withoutAuxiliary());
            EvaluationFile file = new EvaluationFile(
                    job, space, recipe, costs, backend.name(), dataset, results, random, top, others);
            finish(file, costs, latency, dataset, results, declared.timestamp());
        } else {
            int done = trained < plan.size() ? trained : results.size() + random.size() + others.size();
            stoppedAfter(done + " of " + plan.size() + " trainings", List.of());
        }
    }

    /** A history may hold fewer. */
    private void warnOfFewer(TopArchitectures top) {
        int found = top.others().size() + 1;
        if (found < job.top().architectures()) {
            events.accept(JobEvent.Note.warning("the search has scored only " + found + " different architectures, not "
                    + job.top().architectures() + ": these are trained"));
        }
    }

    /**
     * Has workers do the trainings that are not done, where the job asks for some. What they leave are finished checkpoints.
     *
     * @return how many are done, or left to this process
     */
    private int trainElsewhere(List<PlannedTraining> plan, EvaluationTraining training) {
        DeclaredExecutor<?> declared = DeclaredExecutor.of(job.executor());
        List<PlannedTraining> left =
                plan.stream().filter(planned -> !training.isDone(planned)).toList();
        Optional<TaskExecutor> workers = left.isEmpty()
                ? Optional.empty()
                : declared.forTasks(
                        new TaskContext(training.job(), training.job().compute(), left.size()));
        if (workers.isEmpty()) {
            return plan.size();
        }
        int before = plan.size() - left.size();
        try (TaskExecutor executor = workers.get()) {
            Progress progress = new Progress("trainings", events, nanoClock);
            int ended = TaskRun.all(
                    executor,
                    left.stream().map(planned -> planned.task(job)).toList(),
                    time::isUsedUp,
                    count -> progress.report(before + count, plan.size(), Double.NaN));
            if (ended == left.size()) {
                left.forEach(training::requireDone);
            }
            return before + ended;
        }
    }

    private void finish(
            EvaluationFile file,
            CostModel costs,
            Optional<LatencyComparison> latency,
            Dataset dataset,
            List<TestResult> results,
            Instant timestamp) {
        TestResult best = results.stream()
                .max(Comparator.<TestResult>comparingDouble(
                                result -> result.metrics().top1())
                        .thenComparing(TestResult::seed, Comparator.reverseOrder()))
                .orElseThrow();
        Path directory = job.outputDirectory();
        Path evaluation = directory.resolve("evaluation.json");
        Path model = directory.resolve("model.zip");
        Normalisation normalisation = Normalisation.of(dataset.train());
        ObjectNode json = file.json();
        TrainedClassifier classifier = new TrainedClassifier(
                best.graph(),
                name -> best.parameters().get(name).values(),
                ModelDescription.of(dataset, normalisation));
        Dl4jModel.write(classifier, model, timestamp);
        Path onnx = directory.resolve("model.onnx");
        OnnxModel.write(classifier, ModelOrigin.of(json), onnx);
        List<Path> written = new ArrayList<>(List.of(evaluation, model, onnx));
        Optional<QuantizedEvaluation> quantized = job.quantization() == null
                ? Optional.empty()
                : Optional.of(quantize(best, dataset, normalisation, ModelOrigin.of(json), onnx));
        quantized.ifPresent(result -> {
            json.set("quantization", result.json());
            written.add(result.integers());
        });
        Path log = directory.resolve("training.csv");
        best.log().write(log);
        written.add(log);
        ResultJson.write(evaluation, json);
        requireAccuracy(file.mean());
        warnOfGuessing(dataset, best.metrics().top1());
        List<String> lines = summary(best, file, costs, quantized);
        latency.ifPresent(comparison -> lines.add(
                comparison.line(best.architecture(), new Network(best.graph(), best.parameters()), events, nanoClock)));
        lines.add(SummaryLines.engineTime(time.elapsedNanos()));
        events.accept(new JobEvent.Result(true, lines, written));
    }

    private QuantizedEvaluation quantize(
            TestResult best, Dataset dataset, Normalisation normalisation, Map<String, String> origin, Path floats) {
        Quantizer quantizer = new Quantizer(
                floats,
                ModelDescription.of(dataset, normalisation),
                job.compute().effectiveThreads(),
                events,
                nanoClock);
        return quantizer.quantize(
                new Network(best.graph(), best.parameters()),
                samples(dataset.train(), CalibrationSample.of(dataset.train().count(), job.seed()), normalisation),
                samples(
                        dataset.test(),
                        IntStream.range(0, dataset.test().count()).toArray(),
                        normalisation),
                new TopAccuracy(best.metrics().top1(), best.metrics().top5()),
                origin);
    }

    private static Quantizer.Samples samples(SampleSet set, int[] indices, Normalisation normalisation) {
        Batches batches = Batches.inOrder(set, indices, QUANTIZATION_BATCH, normalisation);
        return new Quantizer.Samples(batches.all(), batches.count());
    }

    private void requireAccuracy(double mean) {
        if (job.minAccuracy() != null && mean < job.minAccuracy()) {
            throw new JobException(
                    "minAccuracy",
                    "the mean test accuracy " + Decimals.percent(mean) + " % is below the required "
                            + Decimals.percent(job.minAccuracy()) + " %. evaluation.json has the runs");
        }
    }

    private void warnOfGuessing(Dataset dataset, double best) {
        Guessing guessing = Guessing.on(dataset.test().labels(), job.runs());
        if (best <= guessing.highest()) {
            events.accept(JobEvent.Note.warning(guessing.noBetter("The network", best)
                    + ". Train it for more epochs, with another learning rate or smaller batches, and see that the labels"
                    + " belong to the images"));
        }
    }

    private List<String> summary(
            TestResult best, EvaluationFile file, CostModel costs, Optional<QuantizedEvaluation> quantized) {
        List<String> lines = new ArrayList<>();
        lines.add("architecture  " + best.architecture().notation());
        lines.add(String.format(
                Locale.ROOT,
                "test accuracy %s %% %s, top-5 %s %%, best run seed %d",
                Decimals.percent(file.mean()),
                job.runs() == 1
                        ? "(1 run: no spread is known)"
                        : "+- " + Decimals.percent(file.deviation()) + " (" + job.runs() + " runs)",
                Decimals.percent(best.metrics().top5()),
                best.seed()));
        if (job.randomArchitectures() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "random        %s %%, the mean of %d random architectures trained alike",
                    Decimals.percent(file.randomMean()),
                    job.randomArchitectures()));
        }
        file.topLine().ifPresent(lines::add);
        quantized.ifPresent(result -> lines.add(result.summary()));
        lines.add(SummaryLines.cost("network", best.architecture(), costs));
        return lines;
    }
}
