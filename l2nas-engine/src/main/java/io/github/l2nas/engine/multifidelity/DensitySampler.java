package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The model of BOHB (Falkner et al. 2018, algorithm 2): at the highest fidelity with enough scores, a density of the good
 * architectures and one of the others; of some draws from the first the one with the largest ratio of both. A share of all
 * architectures is random.
 */
final class DensitySampler implements Sampler {

    /** Keeps a ratio of densities finite. */
    private static final double SMALLEST_DENSITY = 1e-32;

    private static final double PERCENT = 100;

    /**
     * What was scored.
     *
     * @param architecture its category in each row
     * @param accuracy in [0, 1]
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Scored(int[] architecture, double accuracy) {}

    private final SearchContext context;
    private final BohbSettings settings;
    private final RandomSampler uniform;
    private final RandomStream random;
    private final ActionShape shape;
    /** Per row its columns, and where rows are picked one category more for a row that is not. */
    private final int[] categories;
    /** Per level, in the order of observation. */
    private final List<List<Scored>> scored = new ArrayList<>();

    /**
     * @param context of the search
     * @param settings in force
     */
    DensitySampler(SearchContext context, BohbSettings settings) {
        this.context = context;
        this.settings = settings;
        uniform = new RandomSampler(context, "bohb.new");
        random = context.stream("bohb.model");
        shape = context.space().actionShape();
        categories = new int[shape.rows()];
        for (int row = 0; row < categories.length; row++) {
            categories[row] = shape.columns(row) + (shape.picksEveryRow() ? 0 : 1);
        }
        context.fidelities().levels().forEach(level -> scored.add(new ArrayList<>()));
    }

    @Override
    public Proposal next(PendingTrials pending, Set<String> known, double fidelity) {
        boolean isRandom = random.nextDouble() < settings.randomShare();
        Optional<Architecture> modelled = isRandom ? Optional.empty() : ofModel(known);
        return modelled.map(architecture -> new Proposal(architecture, "model", null, fidelity))
                .orElseGet(() -> uniform.next(pending, known, fidelity));
    }

    /** Nothing where there are too few scores, or no draw is new. */
    private Optional<Architecture> ofModel(Set<String> known) {
        int least = categories.length + 1;
        List<Scored> data = List.of();
        for (List<Scored> level : scored) {
            data = level.size() >= Sampler.enoughScores(context) ? level : data;
        }
        if (data.isEmpty()) {
            return Optional.empty();
        }
        List<int[]> ranked = data.stream()
                .sorted(Comparator.comparingDouble(Scored::accuracy).reversed())
                .map(Scored::architecture)
                .toList();
        int good = (int) Math.max(least, ranked.size() * settings.goodPercent() / PERCENT);
        int bad = (int) Math.max(least, ranked.size() * (PERCENT - settings.goodPercent()) / PERCENT);
        CategoryDensity ofGood = new CategoryDensity(ranked.subList(0, good), categories);
        CategoryDensity ofBad =
                new CategoryDensity(ranked.subList(good, Math.min(ranked.size(), good + bad)), categories);
        Architecture best = null;
        double largest = -1;
        for (int draw = 0; draw < settings.samples(); draw++) {
            Architecture architecture = architecture(ofGood.draw(random));
            int[] vector = vector(architecture);
            double ratio = Math.max(SMALLEST_DENSITY, ofGood.at(vector)) / Math.max(SMALLEST_DENSITY, ofBad.at(vector));
            if (ratio > largest && context.isNew(architecture, known)) {
                best = architecture;
                largest = ratio;
            }
        }
        return Optional.ofNullable(best);
    }

    private int[] vector(Architecture architecture) {
        int[] vector = architecture.choices().clone();
        for (int row = 0; row < vector.length; row++) {
            vector[row] = vector[row] < 0 ? categories[row] - 1 : vector[row];
        }
        return vector;
    }

    /** The architecture that a vector's action stands for: a space may pick other rows than the vector says. */
    private Architecture architecture(int[] vector) {
        int[] choices = vector.clone();
        for (int row = 0; row < choices.length; row++) {
            choices[row] = choices[row] < shape.columns(row) ? choices[row] : -1;
        }
        return context.space().discretize(shape.oneHot(choices));
    }

    @Override
    public void observe(ProposedTrial trial, double accuracy) {
        Proposal proposal = trial.proposal();
        scored.get(context.fidelities().level(proposal.fidelity()))
                .add(new Scored(vector(proposal.architecture()), accuracy));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        uniform.save(out);
        random.save(out);
        for (List<Scored> level : scored) {
            out.writeInt(level.size());
            for (Scored result : level) {
                for (int category : result.architecture()) {
                    out.writeInt(category);
                }
                out.writeDouble(result.accuracy());
            }
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        uniform.restore(in);
        random.restore(in);
        for (List<Scored> level : scored) {
            level.clear();
            for (int count = in.readInt(); count > 0; count--) {
                int[] vector = new int[categories.length];
                for (int row = 0; row < vector.length; row++) {
                    vector[row] = in.readInt();
                }
                level.add(new Scored(vector, in.readDouble()));
            }
        }
    }
}
