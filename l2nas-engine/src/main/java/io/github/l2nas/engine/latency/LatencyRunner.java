package io.github.l2nas.engine.latency;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.progress.JobRunner;
import io.github.l2nas.engine.result.SummaryLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Times networks of a space: those of listed architectures, or of random ones and all blocks of the space, from which a latency model is
 * made.
 */
public final class LatencyRunner extends JobRunner<MeasureLatencyJob> {

    /** Processors that other programs may use on a machine that counts as quiet. */
    private static final double MOST_USED_BY_OTHERS = 0.3;

    /** Distance of quartiles, as a share of the median, that is usual on a quiet machine. */
    private static final double USUAL_SPREAD = 0.05;

    private static final double PERCENT = 100;

    /** So many architectures are told of one by one. */
    private static final int FEW = 20;

    /**
     * @param job what to do
     * @param events is told of progress and the result
     * @param nanoClock measures
     */
    public LatencyRunner(MeasureLatencyJob job, Consumer<JobEvent> events, LongSupplier nanoClock) {
        super(job, job.timeBudget(), events, nanoClock);
    }

    /**
     * Does what can be done without timing anything.
     *
     * @param job as declared
     * @throws JobException where the job can't be done as declared
     */
    public static void check(MeasureLatencyJob job) {
        plan(job);
    }

    private record Plan(SearchSpace space, SizedNetworks networks, List<Architecture> architectures) {}

    private static Plan plan(MeasureLatencyJob job) {
        requireAtLeast("batchSize", 1, job.batchSize());
        requireAtLeast("rounds", MeasureLatencyJob.FEWEST_ROUNDS, job.rounds());
        SearchSpace space = SearchSpaces.of(job.space());
        SizedNetworks networks = SizedNetworks.of(job, space);
        if (job.architectures() != null) {
            return new Plan(space, networks, MeasuredArchitectures.listed(job.architectures(), space));
        }
        requireAtLeast("sample", MeasureLatencyJob.SMALLEST_SAMPLE, job.sample());
        requireAtLeast("check", 2, job.check());
        return new Plan(space, networks, MeasuredArchitectures.sample(job, space, networks));
    }

    private static void requireAtLeast(String parameter, int least, int value) {
        if (value < least) {
            throw new JobException(parameter, "must be at least " + least + ", got " + value);
        }
    }

    /**
     * Times and writes the file; the last event tells of it.
     *
     * @throws JobException where the job can't be done as declared
     */
    @Override
    public void run() {
        Plan plan = plan(job);
        List<Architecture> architectures = plan.architectures().stream()
                .filter(architecture -> SizedNetworks.readsImage(plan.networks().graph(architecture)))
                .toList();
        int left = plan.architectures().size() - architectures.size();
        if (left > 0) {
            events.accept(new JobEvent.Note(left + " of " + plan.architectures().size()
                    + " architectures have networks that do not look at their image; they are left out"));
        }
        TimedGroups groups = new TimedGroups(job, events, nanoClock, time::isUsedUp);
        Function<Architecture, List<Block>> blocksOf =
                architecture -> groups.blocks(plan.networks().graph(architecture));
        List<Block> blocks = new ArrayList<>();
        if (job.architectures() == null) {
            blocks.add(Block.nothing());
            blocks.addAll(MeasuredArchitectures.blocks(architectures, plan.space(), blocksOf));
        }
        Machine.usedByOthers();
        Optional<TimedGroups.Timings> timings = groups.time(
                architectures.stream().map(plan.networks()::graph).toList(),
                blocks.stream().map(Block::graph).toList());
        if (timings.isEmpty()) {
            stoppedAfter(groups.done(), List.of());
            return;
        }
        finish(plan, groups, architectures, blocks, timings.get());
    }

    private void finish(
            Plan plan,
            TimedGroups groups,
            List<Architecture> architectures,
            List<Block> blocks,
            TimedGroups.Timings timings) {
        Map<Architecture, Timing> measured = new LinkedHashMap<>();
        for (int i = 0; i < architectures.size(); i++) {
            measured.put(architectures.get(i), timings.networks().get(i));
        }
        if (measured.isEmpty()) {
            throw new JobException("architectures", "no architecture is left that could be timed");
        }
        Optional<LatencyFile.CheckedModel> model = blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(model(
                        architecture -> groups.blocks(plan.networks().graph(architecture)),
                        measured,
                        blocks,
                        timings.blocks()));
        warn(measured, model);
        Path file = job.outputDirectory().resolve("latency.json");
        LatencyFile.write(file, job, plan.space(), plan.networks(), groups.runtimeVersion(), measured, model);
        events.accept(
                new JobEvent.Result(true, summary(plan, groups.runtimeVersion(), measured, model), List.of(file)));
    }

    private LatencyFile.CheckedModel model(
            Function<Architecture, List<Block>> blocksOf,
            Map<Architecture, Timing> measured,
            List<Block> blocks,
            List<Timing> timings) {
        double nothing = timings.get(0).median();
        Map<Block, Double> alone = new LinkedHashMap<>();
        for (int i = 1; i < blocks.size(); i++) {
            alone.put(blocks.get(i), timings.get(i).median());
        }
        List<List<Block>> networks = measured.keySet().stream().map(blocksOf).toList();
        List<Double> latencies = measured.values().stream().map(Timing::median).toList();
        int sample = job.sample();
        LatencyModel model =
                new LatencyFit(alone, nothing).fit(networks.subList(0, sample), latencies.subList(0, sample));
        double[] predicted =
                networks.stream().skip(sample).mapToDouble(model::latency).toArray();
        double[] actual =
                latencies.stream().skip(sample).mapToDouble(Double::doubleValue).toArray();
        return new LatencyFile.CheckedModel(model, alone, sample, ModelCheck.of(predicted, actual));
    }

    private void warn(Map<Architecture, Timing> measured, Optional<LatencyFile.CheckedModel> model) {
        double others = Machine.usedByOthers();
        double spread = median(
                measured.values().stream().mapToDouble(Timing::spread).sorted().toArray());
        if (others > MOST_USED_BY_OTHERS) {
            events.accept(JobEvent.Note.warning(String.format(
                    Locale.ROOT, "other programs used %.1f processors meanwhile. End them and measure again", others)));
        }
        if (spread > USUAL_SPREAD) {
            events.accept(JobEvent.Note.warning(String.format(
                    Locale.ROOT,
                    "times vary: the quartiles of a network's rounds lie %.1f %% apart. Measure on a quiet machine, or with"
                            + " fewer threads",
                    PERCENT * spread)));
        }
        model.map(LatencyFile.CheckedModel::check)
                .filter(ModelCheck::poor)
                .ifPresent(check -> events.accept(JobEvent.Note.warning("the latency model is poor: " + text(check)
                        + ". Measure on a quiet machine, with a larger sample or more rounds")));
    }

    private static double median(double... sorted) {
        return sorted[sorted.length / 2];
    }

    private static String text(ModelCheck check) {
        return String.format(
                Locale.ROOT,
                "on %d architectures that it has not seen Kendall's tau %.3f, median error %.1f %%, largest %.1f %%",
                check.architectures(),
                check.kendallTau(),
                PERCENT * check.medianError(),
                PERCENT * check.largestError());
    }

    private List<String> summary(
            Plan plan, String runtime, Map<Architecture, Timing> measured, Optional<LatencyFile.CheckedModel> model) {
        double[] sorted =
                measured.values().stream().mapToDouble(Timing::median).sorted().toArray();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "latency       %d networks, %.3f to %.3f ms, median %.3f",
                sorted.length,
                sorted[0],
                sorted[sorted.length - 1],
                median(sorted)));
        lines.add("network       " + plan.networks().text());
        lines.add("measured on   " + Machine.json().get("processor").asText() + ", " + runtime + ", threads "
                + job.compute().effectiveThreads() + ", batch " + job.batchSize());
        model.ifPresent(
                checked -> lines.add("model         " + checked.alone().size() + " blocks; " + text(checked.check())));
        if (model.isEmpty() && sorted.length <= FEW) {
            lines.addAll(measured.entrySet().stream()
                    .map(entry -> String.format(
                            Locale.ROOT,
                            "%9.3f ms  %s",
                            entry.getValue().median(),
                            entry.getKey().notation()))
                    .toList());
        }
        lines.add(SummaryLines.engineTime(time.elapsedNanos()));
        return lines;
    }
}
