package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.api.trial.Elite;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.agent.CandidatePool;
import io.github.l2nas.engine.agent.QueriedArchitectures;
import io.github.l2nas.engine.surrogate.Acquisition;
import io.github.l2nas.engine.surrogate.DistinctArchitectures;
import io.github.l2nas.engine.surrogate.ScoredArchitectures;
import io.github.l2nas.engine.surrogate.SurrogateModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Bayesian optimisation with a Gaussian process ({@link SurrogateModel}): proposes what has the largest mean plus so many
 * standard deviations, of equals any. Where nothing better comes for a while it draws a value for each candidate by itself
 * instead, normal with the candidate's mean and deviation, and proposes the largest of these.
 *
 * <p>In a {@linkplain ActionShape#isSmall() small} space all are candidates; in a larger one those that the distribution of the elite
 * puts up and the neighbours of the best, as in l2nas-guided.
 */
public final class GaussianProcessStrategy implements Strategy {

    /** Makes it. */
    public static final class Factory implements StrategyFactory<GaussianProcessSettings> {

        @Override
        public String name() {
            return "gaussian-process";
        }

        @Override
        public GaussianProcessSettings defaults() {
            return GaussianProcessSettings.DEFAULT;
        }

        @Override
        public boolean usesFeatures() {
            return true;
        }

        @Override
        public Strategy create(SearchContext context, GaussianProcessSettings settings, Optional<InputFile> policy) {
            return new GaussianProcessStrategy(context, settings);
        }
    }

    private final SearchContext context;
    private final GaussianProcessSettings settings;
    private final RandomStream start;
    private final RandomStream drawing;
    private final RandomStream choosing;
    private final RandomStream ties;
    private final RandomStream normal;
    private final CandidatePool pool;
    private final Acquisition acquisition;
    private final QueriedArchitectures queried;

    private final ScoredArchitectures scored = new ScoredArchitectures(1);
    private Elite elite;
    private SurrogateModel model;
    /** All of a small space; null where it is large, or before they are asked for. */
    private SurrogateModel.Candidates all;

    private double best;
    /** Scores up to the best one. */
    private int untilBest;

    /**
     * A search from scratch.
     *
     * @param context the search it serves
     * @param settings in force
     */
    public GaussianProcessStrategy(SearchContext context, GaussianProcessSettings settings) {
        this.context = context;
        this.settings = settings;
        queried = new QueriedArchitectures(context);
        start = context.stream("gaussian-process.start");
        drawing = context.stream("gaussian-process.candidates");
        choosing = context.stream("gaussian-process.acquisition");
        ties = context.stream("gaussian-process.ties");
        normal = context.stream("gaussian-process.draws");
        pool = new CandidatePool(context.space(), settings.candidates(), settings.neighbours(), drawing);
        acquisition = new Acquisition(ties);
        forget();
    }

    private void forget() {
        model = new SurrogateModel(
                context,
                settings.structure(),
                settings.noise(),
                settings.points(),
                context.stream("gaussian-process.features"));
        elite = new Elite(context.space().actionShape(), settings.eliteSize());
        all = null;
        scored.clear();
        untilBest = 0;
    }

    /**
     * The next proposal. Nothing is suggested twice, whether it has a result or not.
     *
     * @return of origin {@code random}, or of origin {@code bound} or {@code draw} with the mean as the predicted reward
     */
    @Override
    public Proposal suggest(PendingTrials pending) {
        return queried.take(scored.size() == 0 ? Optional.empty() : chosen(candidates()), start);
    }

    private SurrogateModel.Candidates candidates() {
        ActionShape shape = context.space().actionShape();
        if (!shape.isSmall()) {
            float[] state = new float[shape.size()];
            elite.stateTo(state);
            return candidates(pool.candidates(state, elite.choices()));
        }
        if (all == null) {
            all = candidates(shape.everyAction());
        }
        return all;
    }

    private SurrogateModel.Candidates candidates(List<int[]> actions) {
        return model.candidates(DistinctArchitectures.of(context.space(), actions));
    }

    private Optional<Proposal> chosen(SurrogateModel.Candidates candidates) {
        int sinceBest = scored.size() - untilBest;
        boolean stalls = settings.patience() > 0 && sinceBest >= settings.patience();
        boolean draws = choosing.nextDouble() < settings.randomness() || stalls;
        return acquisition.choose(
                candidates,
                draws ? normal::nextGaussian : settings::confidence,
                queried::isNew,
                draws ? "draw" : "bound");
    }

    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        queried.add(proposal.architecture());
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        return result.scored() ? learn(trial.proposal().architecture(), result.accuracy()) : 0;
    }

    private double learn(Architecture architecture, double accuracy) {
        scored.add(architecture, accuracy);
        elite.add(architecture, accuracy);
        if (untilBest == 0 || accuracy > best) {
            best = accuracy;
            untilBest = scored.size();
        }
        return model.observe(architecture, accuracy);
    }

    /**
     * How many scores the model has.
     *
     * @return at least 0
     */
    public int scores() {
        return scored.size();
    }

    private List<RandomStream> streams() {
        return List.of(start, drawing, choosing, ties, normal);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (RandomStream stream : streams()) {
            stream.save(out);
        }
        queried.save(out);
        scored.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (RandomStream stream : streams()) {
            stream.restore(in);
        }
        queried.restore(in);
        forget();
        scored.restore(in, context.space(), (architecture, values) -> learn(architecture, values[0]));
    }
}
