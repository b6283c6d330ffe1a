package io.github.l2nas.engine.agent;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.surrogate.DistinctArchitectures;
import io.github.l2nas.engine.surrogate.PosteriorDraws;
import io.github.l2nas.engine.surrogate.RankReward;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Thompson sampling by a Gaussian process of all that was scored: draws a function that may be the truth and looks for where it
 * is largest: in a space of up to 100 000 discrete actions everywhere, in a larger one among the candidates and uphill from the
 * best of them.
 *
 * <p>One function serves for a share of 1/80 of what was scored, at least once: by then the next would hardly differ, and the
 * time that a search of n architectures takes grows with n, not with its square.
 */
final class PosteriorChooser implements Chooser {

    /** Candidates from which a walk uphill starts. */
    private static final int WALKS = 10;

    private static final int SCORED_PER_PROPOSAL = 80;

    private static final long MOST_ACTIONS = 100_000;

    /** A discrete action and its value under the function drawn last. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Valued(int[] choices, double value) {}

    private final SearchSpace space;
    private final ActionShape shape;
    private final RandomStream random;
    private final PosteriorDraws posterior;
    private final RankReward ranks = new RankReward();
    private final List<int[]> scored = new ArrayList<>();
    private final List<Float> accuracies = new ArrayList<>();
    private final Deque<Valued> waiting = new ArrayDeque<>();

    /** All architectures of a small space, as discrete actions; null in a large one, or before they are looked at. */
    private List<int[]> all;

    private PosteriorDraws.Prepared prepared;
    /** Which of them are not wanted any more. */
    private final BitSet spent = new BitSet();

    PosteriorChooser(SearchContext context) {
        space = context.space();
        shape = space.actionShape();
        random = context.stream("guided.posterior");
        posterior = new PosteriorDraws(shape, context.stream("guided.interactions"), random);
    }

    @Override
    public int warmUpSteps(GuidedSettings settings) {
        return settings.warmUpSteps();
    }

    /** Of origin {@code posterior}, with the reward that the function promises. Candidates serve in a large space. */
    @Override
    public Optional<Proposal> next(Supplier<List<int[]>> candidates, Predicate<Architecture> wanted) {
        if (waiting.isEmpty()) {
            plan(candidates, wanted);
        }
        while (!waiting.isEmpty()) {
            Valued first = waiting.removeFirst();
            Architecture architecture = space.architecture(first.choices());
            if (wanted.test(architecture)) {
                return Optional.of(new Proposal(architecture, "posterior", first.value() + 1));
            }
        }
        return Optional.empty();
    }

    private void plan(Supplier<List<int[]>> candidates, Predicate<Architecture> wanted) {
        int proposals = 1 + scored.size() / SCORED_PER_PROPOSAL;
        PosteriorDraws.Function function = posterior.draw(values());
        if (shape.isEnumerable(MOST_ACTIONS)) {
            planFromAll(function, proposals, wanted);
            return;
        }
        Set<String> planned = new HashSet<>();
        for (Valued valued : uphill(function, candidates.get())) {
            Architecture architecture = space.architecture(valued.choices());
            if (wanted.test(architecture) && planned.add(architecture.identity())) {
                waiting.addLast(valued);
            }
            if (waiting.size() == proposals) {
                return;
            }
        }
    }

    private void planFromAll(PosteriorDraws.Function function, int proposals, Predicate<Architecture> wanted) {
        if (all == null) {
            all = DistinctArchitectures.of(space, shape.everyAction()).stream()
                    .map(Architecture::choices)
                    .toList();
            prepared = posterior.prepare(all);
        }
        while (waiting.size() < proposals && spent.cardinality() < all.size()) {
            for (int index : function.largest(prepared, spent, proposals - waiting.size())) {
                spent.set(index);
                if (wanted.test(space.architecture(all.get(index)))) {
                    waiting.addLast(new Valued(all.get(index), function.of(all.get(index))));
                }
            }
        }
    }

    /** Rewards have mean 1 and variance 1. */
    private double[] values() {
        double[] values = new double[scored.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ranks.of(i) - 1;
        }
        return values;
    }

    /** All that was valued on the way, the largest first; of equals the one that was valued earlier. */
    private List<Valued> uphill(PosteriorDraws.Function function, List<int[]> candidates) {
        List<Valued> all = new ArrayList<>();
        Set<String> known = new HashSet<>();
        value(candidates, function, known, all);
        Comparator<Valued> largestFirst =
                Comparator.comparingDouble(Valued::value).reversed();
        List<Valued> starts = all.stream().sorted(largestFirst).limit(WALKS).toList();
        for (Valued start : starts) {
            for (Valued current = start; current != null; current = step(current, function, known, all)) {
                // the way is what matters
            }
        }
        all.sort(largestFirst);
        return all;
    }

    /** The best neighbour where it is better and was not met before; else null. */
    private Valued step(Valued current, PosteriorDraws.Function function, Set<String> known, List<Valued> all) {
        int before = all.size();
        value(shape.neighbours(current.choices()), function, known, all);
        Valued best = null;
        for (Valued neighbour : all.subList(before, all.size())) {
            if (neighbour.value() > (best == null ? current : best).value()) {
                best = neighbour;
            }
        }
        return best;
    }

    private static void value(
            List<int[]> choices, PosteriorDraws.Function function, Set<String> known, List<Valued> all) {
        for (int[] candidate : choices) {
            if (known.add(Arrays.toString(candidate))) {
                all.add(new Valued(candidate, function.of(candidate)));
            }
        }
    }

    @Override
    public void observe(Architecture architecture, double accuracy) {
        add(architecture.choices(), (float) accuracy);
    }

    private void add(int[] choices, float accuracy) {
        scored.add(choices);
        accuracies.add(accuracy);
        ranks.add(accuracy);
        posterior.add(choices);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        random.save(out);
        out.writeInt(scored.size());
        for (int i = 0; i < scored.size(); i++) {
            write(scored.get(i), out);
            out.writeFloat(accuracies.get(i));
        }
        out.writeInt(waiting.size());
        for (Valued valued : waiting) {
            write(valued.choices(), out);
            out.writeDouble(valued.value());
        }
    }

    private static void write(int[] choices, DataOutput out) throws IOException {
        for (int choice : choices) {
            out.writeInt(choice);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        random.restore(in);
        scored.clear();
        accuracies.clear();
        ranks.clear();
        posterior.clear();
        for (int size = in.readInt(); size > 0; size--) {
            add(readChoices(in), in.readFloat());
        }
        spent.clear();
        waiting.clear();
        for (int size = in.readInt(); size > 0; size--) {
            waiting.addLast(new Valued(readChoices(in), in.readDouble()));
        }
    }

    private int[] readChoices(DataInput in) throws IOException {
        int[] choices = new int[shape.rows()];
        for (int row = 0; row < choices.length; row++) {
            choices[row] = in.readInt();
        }
        return choices;
    }
}
