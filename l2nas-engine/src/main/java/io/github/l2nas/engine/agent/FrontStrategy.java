package io.github.l2nas.engine.agent;

import io.github.l2nas.api.objective.Hypervolume;
import io.github.l2nas.api.objective.HypervolumeGain;
import io.github.l2nas.api.objective.NonDominatedSort;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.SearchObjectives;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.surrogate.LossModel;
import io.github.l2nas.engine.surrogate.ScoredArchitectures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * l2nas-guided for several objectives. Each objective has a Gaussian process of its own. A function is drawn from each of them, and
 * they say what may be the losses of all candidates; every second time known objectives say it themselves. Proposed is what would
 * enlarge the hypervolume of the front most, then what would enlarge it most together with that, and so on (after Bradford et al. 2018,
 * "Efficient multiobjective optimization employing Gaussian processes, spectral sampling and a genetic algorithm"). Half of the draws
 * are bold, from the posterior as it is; the others lie near its mean.
 *
 * <p>What no smooth model predicts is found only by scoring many good architectures. So while the front does not grow ({@link
 * FrontTurns}), proposed is what has the least losses in one objective, whatever the others are: in the objective whose function explains
 * what was scored worst. Ends of the front in objectives that are easy to predict are found without that.
 *
 * <p>One draw serves for a share of 1/20 of what was scored, at least once: by then the next would hardly differ, and proposals that
 * complement each other do better than as many draws. Of the settings only {@code candidates}, times 5, and {@code steps} count here. Nothing is
 * proposed twice.
 */
final class FrontStrategy implements Strategy {

    /** Random architectures before anything is modelled. */
    private static final int START = 20;

    private static final int SCORED_PER_PROPOSAL = 20;
    private static final double CAUTIOUS = 0.3;

    /** A front has room for more candidates than one best architecture: so many times the setting. */
    private static final int CANDIDATES = 5;

    /** Of fewer architectures the front would be too narrow to look around. */
    private static final int ELITE = 20;

    private final SearchContext context;
    private final SearchObjectives objectives;
    private final QueriedArchitectures queried;
    private final RandomStream start;
    private final RandomStream choosing;
    private final RandomStream drawing;
    /** By objective the stream of its functions. */
    private final List<RandomStream> functions = new ArrayList<>();

    private final FrontCandidates candidates;
    private final List<LossModel> models = new ArrayList<>();

    private final ScoredArchitectures scored;
    private final FrontTurns turns = new FrontTurns();
    private final Deque<Architecture> waiting = new ArrayDeque<>();
    /** Draws so far. */
    private int draws;

    /**
     * @param context the search it serves
     * @param settings of the guided strategy
     */
    FrontStrategy(SearchContext context, GuidedSettings settings) {
        this.context = context;
        objectives = context.objectives();
        queried = new QueriedArchitectures(context);
        scored = new ScoredArchitectures(objectives.size());
        start = context.stream("front.start");
        choosing = context.stream("front.boldness");
        drawing = context.stream("front.candidates");
        candidates = new FrontCandidates(
                context.space(),
                new CandidatePool(context.space(), CANDIDATES * settings.candidates(), Integer.MAX_VALUE, drawing));
        ActionShape shape = context.space().actionShape();
        for (int i = 0; i < objectives.size(); i++) {
            RandomStream random = context.stream("front.functions." + i);
            functions.add(random);
            models.add(new LossModel(shape, context.stream("front.interactions." + i), random));
        }
    }

    /**
     * The next proposal.
     *
     * @return of origin {@code random} or {@code posterior}
     */
    @Override
    public Proposal suggest(PendingTrials pending) {
        return queried.take(scored.size() < START ? Optional.empty() : chosen(), start);
    }

    private Optional<Proposal> chosen() {
        if (waiting.isEmpty()) {
            plan();
        }
        return Optional.ofNullable(waiting.pollFirst()).map(next -> new Proposal(next, "posterior"));
    }

    private void plan() {
        List<double[]> all = scored.values();
        List<Integer> front = NonDominatedSort.firstFront(all);
        List<Architecture> pool = candidates.around(
                elite(all, front).stream().map(scored::architecture).toList(), queried::isNew);
        List<Optional<LossModel.Draw>> drawn = draw();
        List<double[]> losses = losses(pool, drawn);
        int proposals = 1 + scored.size() / SCORED_PER_PROPOSAL;
        if (turns.next(front, scored.size())) {
            least(losses, hardest(drawn), proposals).forEach(candidate -> waiting.addLast(pool.get(candidate)));
        } else {
            List<double[]> covered =
                    new ArrayList<>(front.stream().map(all::get).toList());
            complement(covered, Hypervolume.worst(all), losses, proposals)
                    .forEach(candidate -> waiting.addLast(pool.get(candidate)));
        }
        if (waiting.isEmpty() && !pool.isEmpty()) {
            waiting.addLast(pool.get(choosing.nextInt(pool.size())));
        }
    }

    /** The front, the front of the others, and so on, until they are enough. */
    private static Set<Integer> elite(List<double[]> all, List<Integer> front) {
        Set<Integer> elite = new LinkedHashSet<>(front);
        while (elite.size() < ELITE && elite.size() < all.size()) {
            List<Integer> others = IntStream.range(0, all.size())
                    .boxed()
                    .filter(index -> !elite.contains(index))
                    .toList();
            NonDominatedSort.firstFront(others.stream().map(all::get).toList())
                    .forEach(index -> elite.add(others.get(index)));
        }
        return elite;
    }

    /** Of equals the first. */
    private static List<Integer> least(List<double[]> losses, int objective, int count) {
        return IntStream.range(0, losses.size())
                .boxed()
                .sorted(Comparator.comparingDouble(candidate -> losses.get(candidate)[objective]))
                .limit(count)
                .toList();
    }

    /** What enlarges the hypervolume most, then what enlarges it most together with that, and so on. */
    private static List<Integer> complement(List<double[]> covered, double[] worst, List<double[]> losses, int count) {
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            int best = mostGain(losses, new HypervolumeGain(covered, worst));
            if (best < 0) {
                break;
            }
            chosen.add(best);
            covered.add(losses.get(best));
        }
        return chosen;
    }

    /**
     * By objective a function that may be its losses; empty where it is known and speaks for itself. Where known objectives always did,
     * what is near the front's dense parts was proposed too seldom.
     */
    private List<Optional<LossModel.Draw>> draw() {
        double boldness = choosing.nextInt(2) == 0 ? 1 : CAUTIOUS;
        boolean knows = draws++ % 2 == 0;
        List<Optional<LossModel.Draw>> drawn = new ArrayList<>();
        for (int i = 0; i < objectives.size(); i++) {
            boolean speaks = knows && objectives.knownLoss(i).isPresent();
            drawn.add(speaks ? Optional.empty() : Optional.of(models.get(i).draw(boldness)));
        }
        return drawn;
    }

    /** By candidate what may be its losses. */
    private List<double[]> losses(List<Architecture> pool, List<Optional<LossModel.Draw>> drawn) {
        List<double[]> losses = new ArrayList<>();
        pool.forEach(candidate -> losses.add(new double[objectives.size()]));
        for (int i = 0; i < objectives.size(); i++) {
            int objective = i;
            ToDoubleFunction<Architecture> loss = drawn.get(i)
                    .<ToDoubleFunction<Architecture>>map(function -> candidate -> function.of(candidate.choices()))
                    .orElseGet(() -> objectives.knownLoss(objective).orElseThrow());
            for (int candidate = 0; candidate < pool.size(); candidate++) {
                losses.get(candidate)[i] = loss.applyAsDouble(pool.get(candidate));
            }
        }
        return losses;
    }

    /** The objective whose function explains what was scored worst; of equals the first. */
    private static int hardest(List<Optional<LossModel.Draw>> drawn) {
        int hardest = 0;
        double most = -1;
        for (int i = 0; i < drawn.size(); i++) {
            double unexplained = drawn.get(i).map(LossModel.Draw::unexplained).orElse(0.0);
            if (unexplained > most) {
                most = unexplained;
                hardest = i;
            }
        }
        return hardest;
    }

    /** Of equals the first; -1 where nothing gains. What was taken already gains nothing any more. */
    private static int mostGain(List<double[]> losses, HypervolumeGain gain) {
        double most = 0;
        int best = -1;
        for (int candidate = 0; candidate < losses.size(); candidate++) {
            double gained = gain.of(losses.get(candidate));
            if (gained > most) {
                most = gained;
                best = candidate;
            }
        }
        return best;
    }

    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        queried.add(proposal.architecture());
    }

    /** The reward that the history shows is the accuracy. */
    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        if (!result.scored()) {
            return 0;
        }
        learn(trial.proposal().architecture(), objectives.losses(result));
        return result.accuracy();
    }

    private void learn(Architecture architecture, double[] losses) {
        scored.add(architecture, losses);
        for (int i = 0; i < losses.length; i++) {
            models.get(i).observe(architecture.choices(), losses[i]);
        }
    }

    private List<RandomStream> streams() {
        List<RandomStream> streams = new ArrayList<>(List.of(start, choosing, drawing));
        streams.addAll(functions);
        return streams;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (RandomStream stream : streams()) {
            stream.save(out);
        }
        queried.save(out);
        scored.save(out);
        out.writeInt(draws);
        turns.save(out);
        out.writeInt(waiting.size());
        for (Architecture architecture : waiting) {
            out.writeUTF(architecture.notation());
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (RandomStream stream : streams()) {
            stream.restore(in);
        }
        queried.restore(in);
        models.forEach(LossModel::clear);
        scored.restore(in, context.space(), this::learn);
        draws = in.readInt();
        turns.restore(in);
        waiting.clear();
        for (int size = in.readInt(); size > 0; size--) {
            waiting.addLast(context.space().parse(in.readUTF()));
        }
    }
}
