package io.github.l2nas.engine.agent;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.surrogate.Acquisition;
import io.github.l2nas.engine.surrogate.DistinctArchitectures;
import io.github.l2nas.engine.surrogate.ScoredArchitectures;
import io.github.l2nas.engine.surrogate.SurrogateModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Chooses where trials are in flight: the candidate with the largest mean plus standard deviation under a Gaussian process of
 * all that was scored. It learns more than critics do from the few results that are there.
 */
final class BoundChooser implements Chooser {

    private final SearchContext context;
    private final SearchSpace space;
    private final RandomStream ties;
    private SurrogateModel model;
    private final Acquisition acquisition;
    private final ScoredArchitectures scored = new ScoredArchitectures(1);

    BoundChooser(SearchContext context) {
        this.context = context;
        space = context.space();
        ties = context.stream("guided.ties");
        acquisition = new Acquisition(ties);
        model = newModel();
    }

    private SurrogateModel newModel() {
        return new SurrogateModel(
                context,
                SurrogateModel.USUAL_STRUCTURE,
                SurrogateModel.USUAL_NOISE,
                SurrogateModel.USUAL_POINTS,
                context.stream("guided.features"));
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
        scored.add(architecture, accuracy);
        model.observe(architecture, accuracy);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        ties.save(out);
        scored.save(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        ties.restore(in);
        model = newModel();
        scored.restore(in, space, (architecture, values) -> observe(architecture, values[0]));
    }
}
