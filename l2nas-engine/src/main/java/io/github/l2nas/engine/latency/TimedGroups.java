package io.github.l2nas.engine.latency;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.file.Processor;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.progress.Progress;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Backends;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Times many networks, some at a time: those of a group take turns, and the first of all networks takes part in every group. A machine
 * may be faster in one minute than in another; what a group took is set right by what that network took beside it. After each group what
 * is known is saved; a job that was interrupted goes on with the next group.
 */
final class TimedGroups implements Checkpointable {

    /** Networks that are loaded at once. */
    private static final int GROUP = 16;

    private static final int CALIBRATION_IMAGES = 8;
    private static final long SEED = 1;

    /**
     * All timings.
     *
     * @param networks of whole networks
     * @param blocks of blocks alone
     */
    record Timings(List<Timing> networks, List<Timing> blocks) {}

    private final MeasureLatencyJob job;
    private final Backend backend;
    private final LatencyRuntime runtime;
    private final Rounds rounds;
    private final BooleanSupplier timeIsUp;
    private final Checkpoint checkpoint;
    private final Progress progress;
    private final List<Timing> timings = new ArrayList<>();

    /** For each timing what the first network took beside it, in milliseconds. */
    private final List<Double> beside = new ArrayList<>();

    private LayerGraph first;
    private int all;

    TimedGroups(MeasureLatencyJob job, Consumer<JobEvent> events, LongSupplier nanoClock, BooleanSupplier timeIsUp) {
        this.job = job;
        this.timeIsUp = timeIsUp;
        backend = Backends.choose(job.compute().backend());
        runtime = runtime();
        rounds = new Rounds(job.rounds(), nanoClock);
        checkpoint = new Checkpoint(
                job.outputDirectory().resolve("latency-checkpoint.bin"),
                JobJson.fingerprint(job) + "/" + Processor.name() + "/" + runtime.version());
        progress = new Progress("timing networks", events, nanoClock);
    }

    private LatencyRuntime runtime() {
        int threads = job.compute().effectiveThreads();
        return switch (job.runtime()) {
            case OnnxRuntime.NAME -> new OnnxRuntime(threads, job.batchSize());
            case EngineRuntime.NAME -> new EngineRuntime(backend, threads, job.batchSize());
            default ->
                throw new JobException(
                        "runtime",
                        "there is no runtime '" + job.runtime() + "'; there are " + OnnxRuntime.NAME + " and "
                                + EngineRuntime.NAME);
        };
    }

    /**
     * Times networks, then blocks.
     *
     * @param networks as they answer
     * @param blocks networks of one block each
     * @return empty where the time was used up before
     */
    Optional<Timings> time(List<LayerGraph> networks, List<LayerGraph> blocks) {
        all = networks.size() + blocks.size();
        first = networks.isEmpty() ? null : networks.get(0);
        checkpoint.restore(this, Integer.MAX_VALUE);
        boolean goesOn = time(networks, 0, graph -> runtime.whole(calibrated(graph)))
                && time(blocks, networks.size(), graph -> runtime.part(initialised(graph)));
        if (!goesOn) {
            return Optional.empty();
        }
        List<Timing> right = atOnePace();
        return Optional.of(new Timings(
                List.copyOf(right.subList(0, networks.size())), List.copyOf(right.subList(networks.size(), all))));
    }

    private List<Timing> atOnePace() {
        double usual = median(beside);
        List<Timing> right = new ArrayList<>();
        for (int i = 0; i < timings.size(); i++) {
            right.add(timings.get(i).times(usual / beside.get(i)));
        }
        return right;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 1 : sorted.get(sorted.size() / 2);
    }

    private boolean time(List<LayerGraph> graphs, int before, Function<LayerGraph, TimedNetwork> load) {
        while (timings.size() < before + graphs.size()) {
            int from = timings.size() - before;
            time(graphs.subList(from, Math.min(graphs.size(), from + GROUP)), load);
            checkpoint.save(timings.size(), this);
            progress.report(timings.size(), all, Double.NaN);
            if (timings.size() < all && timeIsUp.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private void time(List<LayerGraph> group, Function<LayerGraph, TimedNetwork> load) {
        List<TimedNetwork> loaded = new ArrayList<>();
        try {
            group.forEach(graph -> loaded.add(load.apply(graph)));
            loaded.add(runtime.whole(calibrated(first)));
            List<Timing> measured = rounds.time(loaded);
            Timing reference = measured.get(group.size());
            for (Timing timing : measured.subList(0, group.size())) {
                timings.add(timing);
                beside.add(reference.median());
            }
        } finally {
            loaded.forEach(TimedNetwork::close);
        }
    }

    /**
     * With the batch statistics of random images: without them the activations of a deep network that has learned nothing fade away, and
     * processors take long for numbers next to zero.
     */
    private Network calibrated(LayerGraph graph) {
        Network network = initialised(graph);
        try (Executor executor =
                new Executor(backend.openForSingleImages(job.compute().effectiveThreads()))) {
            executor.calibrate(network, List.of(RandomImages.of(SizedNetworks.image(graph), CALIBRATION_IMAGES)));
        }
        return network;
    }

    private static Network initialised(LayerGraph graph) {
        Parameters parameters = new Parameters(SEED);
        parameters.initialise(graph);
        return new Network(graph, parameters);
    }

    /** How far it is, for people. */
    String done() {
        return timings.size() + " of " + all + " networks";
    }

    /** The blocks that are run of a network. */
    List<Block> blocks(LayerGraph network) {
        return LatencyRuntime.blocks(runtime.version(), network);
    }

    /** The runtime with its version. */
    String runtimeVersion() {
        return runtime.version();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(timings.size());
        for (int i = 0; i < timings.size(); i++) {
            out.writeDouble(timings.get(i).median());
            out.writeDouble(timings.get(i).lowerQuartile());
            out.writeDouble(timings.get(i).upperQuartile());
            out.writeDouble(beside.get(i));
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        timings.clear();
        beside.clear();
        for (int count = in.readInt(); count > 0; count--) {
            timings.add(new Timing(in.readDouble(), in.readDouble(), in.readDouble()));
            beside.add(in.readDouble());
        }
    }
}
