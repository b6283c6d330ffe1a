package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Local search (White et al. 2020) by first improvement: visits the neighbours of the current architecture in random
 * order and moves to the first that is better; at a local optimum it starts again from a random architecture. What it has
 * scored once it remembers and does not propose again, unless it has found nothing new to propose.
 */
public final class LocalSearch implements Strategy {

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
    private Architecture current;

    public LocalSearch(SearchContext context) {
        this.context = context;
        start = context.stream("local-search.start");
        order = context.stream("local-search.order");
    }

    @Override
    public Proposal suggest() {
        while (current != null && !waiting.isEmpty()) {
            Architecture neighbour = waiting.remove(waiting.size() - 1);
            if (!context.feasible().test(neighbour)) {
                continue;
            }
            Double accuracy = known.get(neighbour.identity());
            if (accuracy == null) {
                return new Proposal(neighbour, "neighbour");
            }
            moveIfBetter(neighbour, accuracy);
        }
        current = null;
        return new Proposal(context.newArchitecture(start, known.keySet()), "random");
    }

    @Override
    public double observe(Proposal proposal, double accuracy) {
        if (Double.isNaN(accuracy)) {
            return 0;
        }
        known.put(proposal.architecture().identity(), accuracy);
        if (current == null) {
            moveTo(proposal.architecture());
        } else {
            moveIfBetter(proposal.architecture(), accuracy);
        }
        return accuracy;
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
        out.writeInt(waiting.size());
        for (Architecture architecture : waiting) {
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
        waiting.clear();
        for (int size = in.readInt(); size > 0; size--) {
            waiting.add(context.space().parse(in.readUTF()));
        }
    }
}
