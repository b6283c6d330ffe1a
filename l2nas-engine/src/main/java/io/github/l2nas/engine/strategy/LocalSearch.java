package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.api.trial.TrialResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Local search (White et al. 2020) by first improvement: visits the neighbours of the current architecture in random
 * order and moves to the first that is better; at a local optimum it starts again from a random architecture. What it has
 * scored once it remembers and does not propose again, unless it has found nothing new to propose.
 *
 * <p>While neighbours are pending the current architecture may still be no optimum. So random architectures that are proposed
 * meanwhile are only starts in stock: the search goes to the first of them when all neighbours are known and none is better.
 */
public final class LocalSearch implements Strategy {

    private static final String NEIGHBOUR = "neighbour";

    /** Local search has no settings. */
    public record Configuration() {}

    /** Makes it. */
    public static final class Factory implements StrategyFactory<Configuration> {

        @Override
        public String name() {
            return "local-search";
        }

        @Override
        public Configuration defaults() {
            return new Configuration();
        }

        @Override
        public Strategy create(SearchContext context, Configuration settings, Optional<InputFile> policy) {
            return new LocalSearch(context);
        }
    }

    private final SearchContext context;
    private final RandomStream start;
    private final RandomStream order;
    private final Map<String, Double> known = new LinkedHashMap<>();
    private final List<Architecture> waiting = new ArrayList<>();
    /** Random architectures with a score that the search has not come to yet. */
    private final Deque<Architecture> starts = new ArrayDeque<>();

    private Architecture current;
    private int pendingNeighbours;

    public LocalSearch(SearchContext context) {
        this.context = context;
        start = context.stream("local-search.start");
        order = context.stream("local-search.order");
    }

    @Override
    public Proposal suggest(PendingTrials pending) {
        Optional<Architecture> neighbour = newNeighbour(pending);
        while (neighbour.isEmpty() && pendingNeighbours == 0 && !starts.isEmpty()) {
            moveTo(starts.removeFirst());
            neighbour = newNeighbour(pending);
        }
        if (neighbour.isPresent()) {
            pendingNeighbours++;
            return new Proposal(neighbour.get(), NEIGHBOUR);
        }
        Set<String> wellKnown = new HashSet<>(known.keySet());
        pending.trials()
                .forEach(trial -> wellKnown.add(trial.proposal().architecture().identity()));
        return new Proposal(context.newArchitecture(start, wellKnown), "random");
    }

    /** The next neighbour that is neither known nor pending; goes to a known one that is better. */
    private Optional<Architecture> newNeighbour(PendingTrials pending) {
        while (!waiting.isEmpty()) {
            Architecture neighbour = waiting.remove(waiting.size() - 1);
            if (!context.feasible().test(neighbour) || pending.contains(neighbour)) {
                continue;
            }
            Double accuracy = known.get(neighbour.identity());
            if (accuracy == null) {
                return Optional.of(neighbour);
            }
            moveIfBetter(neighbour, accuracy);
        }
        return Optional.empty();
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        boolean neighbour = trial.proposal().origin().equals(NEIGHBOUR);
        pendingNeighbours -= neighbour ? 1 : 0;
        if (!result.scored()) {
            return 0;
        }
        Architecture architecture = trial.proposal().architecture();
        known.put(architecture.identity(), result.accuracy());
        if (neighbour) {
            moveIfBetter(architecture, result.accuracy());
        } else if (waiting.isEmpty() && pendingNeighbours == 0 && starts.isEmpty()) {
            moveTo(architecture);
        } else {
            starts.addLast(architecture);
        }
        return result.accuracy();
    }

    private void moveIfBetter(Architecture neighbour, double accuracy) {
        if (accuracy > known.get(current.identity())) {
            moveTo(neighbour);
        }
    }

    private void moveTo(Architecture architecture) {
        current = architecture;
        waiting.clear();
        waiting.addAll(context.space().neighbours(architecture));
        order.shuffle(waiting);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        start.save(out);
        order.save(out);
        out.writeInt(known.size());
        for (Map.Entry<String, Double> entry : known.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeDouble(entry.getValue());
        }
        out.writeBoolean(current != null);
        if (current != null) {
            out.writeUTF(current.notation());
        }
        write(waiting, out);
        write(starts, out);
        out.writeInt(pendingNeighbours);
    }

    private static void write(Collection<Architecture> architectures, DataOutput out) throws IOException {
        out.writeInt(architectures.size());
        for (Architecture architecture : architectures) {
            out.writeUTF(architecture.notation());
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        start.restore(in);
        order.restore(in);
        known.clear();
        for (int size = in.readInt(); size > 0; size--) {
            known.put(in.readUTF(), in.readDouble());
        }
        current = in.readBoolean() ? context.space().parse(in.readUTF()) : null;
        read(in, waiting);
        read(in, starts);
        pendingNeighbours = in.readInt();
    }

    private void read(DataInput in, Collection<Architecture> architectures) throws IOException {
        architectures.clear();
        for (int size = in.readInt(); size > 0; size--) {
            architectures.add(context.space().parse(in.readUTF()));
        }
    }
}
