package io.github.l2nas.engine.agent;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.surrogate.Acquisition;
import io.github.l2nas.engine.surrogate.DistinctArchitectures;
import io.github.l2nas.engine.surrogate.SurrogateModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Chooses where trials are in flight: the candidate with the largest mean plus standard deviation under a Gaussian process of
 * all that was scored. It learns more than critics do from the few results that are there.
 */
final class BoundChooser implements Chooser {

    private static final double NOISE = 0.05;
    private static final double STRUCTURE = 0.5;
    private static final int MOST_POINTS = 1000;

    private record Scored(String notation, float accuracy) {}

    private final SearchContext context;
    private final SearchSpace space;
    private final RandomStream ties;
    private SurrogateModel model;
    private final Acquisition acquisition;
    private final List<Scored> scored = new ArrayList<>();

    BoundChooser(SearchContext context) {
        this.context = context;
        space = context.space();
        ties = context.stream("guided.ties");
        acquisition = new Acquisition(ties);
        model = newModel();
    }

    private SurrogateModel newModel() {
        return new SurrogateModel(context, STRUCTURE, NOISE, MOST_POINTS, context.stream("guided.features"));
    }

    @Override
    public int warmUpSteps(GuidedSettings settings) {
        return 1;
    }

    /** Of origin {@code bound}. */
    @Override
    public Optional<Proposal> next(Supplier<List<int[]>> candidates, Predicate<Architecture> wanted) {
        return acquisition.choose(
                model.candidates(DistinctArchitectures.of(space, candidates.get())), () -> 1, wanted, "bound");
    }

    @Override
    public void observe(Architecture architecture, double accuracy) {
        scored.add(new Scored(architecture.notation(), (float) accuracy));
        model.observe(architecture, accuracy);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        ties.save(out);
        out.writeInt(scored.size());
        for (Scored score : scored) {
            out.writeUTF(score.notation());
            out.writeFloat(score.accuracy());
        }
    }

    /** The model learns again from all scores in their order: sums come out the same to the last bit. */
    @Override
    public void read(DataInput in) throws IOException {
        ties.restore(in);
        scored.clear();
        model = newModel();
        for (int size = in.readInt(); size > 0; size--) {
            observe(space.parse(in.readUTF()), in.readFloat());
        }
    }
}
