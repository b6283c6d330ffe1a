package io.github.l2nas.engine.agent;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.strategy.LearningStrategy;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.surrogate.RankReward;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * L2NAS that asks for fewer architectures. Actor, elite and quantile critic are those of the paper; what differs: critics
 * value one-hot architectures instead of continuous actions, the reward is a function of the rank ({@link RankReward}), an
 * architecture is never queried twice, and the actor does not act by itself: it puts up candidates, together with the
 * neighbours of the best architectures, of which one critic drawn at random chooses (Thompson sampling). Where nothing
 * better comes for a while, the agent forgets everything but what it has queried and begins anew. Where settings say so, not a
 * critic chooses but a function drawn from the posterior of a Gaussian process ({@link PosteriorChooser}). Where trials are in
 * flight the upper bound of one chooses ({@link BoundChooser}).
 *
 * <p>Proposals of origin {@code random} explore, those of origin {@code critic}, {@code posterior} or {@code bound} are chosen. What violates a constraint is
 * no candidate and is not learned from.
 */
public final class GuidedStrategy implements LearningStrategy {

    private static final int FORMAT = 0x4c324703;

    private final SearchContext context;
    private final GuidedSettings settings;
    private final CandidatePool pool;
    private final QueriedArchitectures queried;

    private final RandomStream choosing;
    private final RandomStream acting;
    private final RandomStream drawing;
    private final RandomStream critic;
    private final RandomStream sampling;
    /** What chooses in place of the critics; null where they do. */
    private Chooser chooser;

    private int restarts;
    private GuidedAgent agent;
    /** The best of the agents before; null before the first restart. */
    private GuidedAgent champion;

    /**
     * A search from scratch.
     *
     * @param context the search it serves
     * @param settings the agent's settings
     */
    public GuidedStrategy(SearchContext context, GuidedSettings settings) {
        this.context = context;
        this.settings = settings;
        queried = new QueriedArchitectures(context);
        choosing = context.stream("guided.exploration");
        acting = context.stream("guided.random-action");
        drawing = context.stream("guided.candidates");
        critic = context.stream("guided.critic");
        sampling = context.stream("guided.mini-batch");
        pool = new CandidatePool(context.space(), settings.candidates(), settings.neighbours(), drawing);
        chooser = settings.posterior() ? new PosteriorChooser(context) : null;
        agent = newAgent();
    }

    private GuidedAgent newAgent() {
        return new GuidedAgent(
                context.space().actionShape(), settings, name -> context.stream("guided." + restarts + "." + name));
    }

    /**
     * A search that starts from a policy trained elsewhere: its networks with their optimisers' moments and its elite,
     * whose architectures are candidates and rank below every one that this search scores. The replay buffer starts empty:
     * accuracies of another evaluator say nothing here.
     *
     * @param context the search it serves
     * @param settings the agent's settings for fine-tuning
     * @param policy a policy of the same strategy for the same space and networks
     * @return the strategy
     * @throws JobException where policy and search do not fit; names the parameter and what to do
     */
    public static GuidedStrategy fineTune(SearchContext context, GuidedSettings settings, Policy policy) {
        policy.requireFit(context.space(), settings);
        GuidedStrategy strategy = new GuidedStrategy(context, settings);
        strategy.agent.carry(policy);
        return strategy;
    }

    /**
     * The next proposal. Nothing is suggested twice, whether it has a result or not.
     *
     * @return of origin {@code random}, or of origin {@code critic}, {@code posterior} or {@code bound} with the value that it was chosen for as
     *     the predicted reward
     */
    @Override
    public Proposal suggest(PendingTrials pending) {
        chooseByBoundWhereInFlight(pending);
        int warmUp = chooser == null ? settings.warmUpSteps() : chooser.warmUpSteps(settings);
        boolean explores = agent.scored() < warmUp || choosing.nextDouble() < settings.epsilon();
        return queried.take(explores ? Optional.empty() : chosen(), acting);
    }

    private void chooseByBoundWhereInFlight(PendingTrials pending) {
        if (chooser == null && !pending.trials().isEmpty()) {
            chooser = new BoundChooser(context);
        }
    }

    private Optional<Proposal> chosen() {
        return chooser == null ? mostValued() : chooser.next(this::candidates, queried::isNew);
    }

    private List<int[]> candidates() {
        return pool.candidates(agent.distribution(), agent.elite());
    }

    /** The candidate that a critic values most among those that are feasible and were not queried; of equals the first. */
    private Optional<Proposal> mostValued() {
        List<int[]> candidates = candidates();
        float[] values = agent.values(critic.nextInt(settings.critics()), candidates);
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> values[i]).reversed())
                .map(i -> new Proposal(context.space().architecture(candidates.get(i)), "critic", finite(values[i])))
                .filter(proposal -> queried.isNew(proposal.architecture()))
                .findFirst();
    }

    private static Double finite(float value) {
        return Float.isFinite(value) ? (Double) (double) value : null;
    }

    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        chooseByBoundWhereInFlight(pending);
        queried.add(proposal.architecture());
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        if (!result.scored()) {
            return 0;
        }
        if (chooser != null) {
            chooser.observe(trial.proposal().architecture(), result.accuracy());
        }
        double reward = agent.learn(trial.proposal().architecture(), result.accuracy(), sampling);
        if (agent.stagnates()) {
            champion = best();
            restarts++;
            agent = newAgent();
        }
        return reward;
    }

    /** Of equals the earlier. */
    private GuidedAgent best() {
        return champion == null || agent.best() > champion.best() ? agent : champion;
    }

    /** The agent that has found the best architecture. */
    @Override
    public void writePolicy(DataOutput out) throws IOException {
        policy().write(out);
    }

    /**
     * What a transfer carries on, as it is now.
     *
     * @return a copy
     */
    public Policy policy() {
        return best().policy(context.space().name());
    }

    private List<RandomStream> streams() {
        return List.of(choosing, acting, drawing, critic, sampling);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(FORMAT);
        for (RandomStream stream : streams()) {
            stream.save(out);
        }
        out.writeInt(restarts);
        agent.write(out);
        if (restarts > 0) {
            champion.write(out);
        }
        queried.save(out);
        out.writeBoolean(chooser != null);
        if (chooser != null) {
            chooser.write(out);
        }
        out.writeInt(FORMAT);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        try {
            SavedAgent.requireFormat(in, FORMAT);
            for (RandomStream stream : streams()) {
                stream.restore(in);
            }
            restarts = in.readInt();
            agent.read(in);
            champion = restarts > 0 ? newAgent() : null;
            if (champion != null) {
                champion.read(in);
            }
            queried.restore(in);
            if (in.readBoolean()) {
                chooser = chooser == null ? new BoundChooser(context) : chooser;
                chooser.read(in);
            }
            SavedAgent.requireFormat(in, FORMAT);
        } catch (EOFException e) {
            throw new IOException("the saved agent is truncated", e);
        }
    }
}
