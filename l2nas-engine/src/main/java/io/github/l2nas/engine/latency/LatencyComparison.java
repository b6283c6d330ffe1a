package io.github.l2nas.engine.latency;

import io.github.l2nas.api.file.Processor;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.LatencyCheck;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.engine.network.Network;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Measures a network that was found by latencies, on the machine and the runtime that those are of. */
public final class LatencyComparison {

    private static final int ROUNDS = 15;

    private final MeasuredLatencies latencies;
    private final Double limit;

    private LatencyComparison(MeasuredLatencies latencies, Double limit) {
        this.latencies = latencies;
        this.limit = limit;
    }

    /**
     * What a job asks for.
     *
     * @param check as declared; null for nothing
     * @param space the job's
     * @return empty where nothing is asked for, or the table is not one of goal {@code measure-latency}
     * @throws JobException where the table can't be read
     */
    public static Optional<LatencyComparison> of(LatencyCheck check, SearchSpace space) {
        return check == null
                ? Optional.empty()
                : MeasuredLatencies.read(space, check.table()).map(read -> new LatencyComparison(read, check.limit()));
    }

    /**
     * Measures a network and tells of it.
     *
     * @param architecture of the network
     * @param network as it was trained, without auxiliary head
     * @param events is warned where the network is slower than the limit
     * @param nanoClock measures
     * @return a line for people
     */
    public String line(Architecture architecture, Network network, Consumer<JobEvent> events, LongSupplier nanoClock) {
        MeasuredOn on = latencies.measuredOn();
        String predicted = latencies.knows(architecture)
                ? String.format(Locale.ROOT, "latency       %.3f ms expected", latencies.latency(architecture))
                : "latency       not known to the table";
        if (!on.ranOn(OnnxRuntime.NAME)) {
            return predicted + " of " + on.runtime() + "; only latencies of " + OnnxRuntime.NAME + " are measured here";
        }
        if (!on.processor().equals(Processor.name())) {
            return predicted + " on " + on.processor() + "; not measured, since this is " + Processor.name();
        }
        Timing timing;
        try (TimedNetwork timed = new OnnxRuntime(on.threads(), on.batchSize()).whole(network)) {
            timing = new Rounds(ROUNDS, nanoClock).time(List.of(timed)).get(0);
        }
        String measured = String.format(
                Locale.ROOT,
                "%.3f ms measured (half of the rounds between %.3f and %.3f)",
                timing.median(),
                timing.lowerQuartile(),
                timing.upperQuartile());
        if (limit != null && timing.median() > limit) {
            events.accept(JobEvent.Note.warning(String.format(
                    Locale.ROOT,
                    "the network takes %.3f ms, more than the %s ms of maxLatency. Measure again on a quiet machine; if it stays so, lower"
                            + " the limit by the difference",
                    timing.median(),
                    limit)));
        }
        return predicted + ", " + measured + ", threads " + on.threads() + ", batch " + on.batchSize();
    }
}
