package io.github.l2nas.engine.agent;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.strategy.LearningStrategy;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.Elite;
import io.github.l2nas.api.trial.TrialResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/**
 * The L2NAS search: an actor proposes a continuous action from what the best architectures so far have in common; a
 * critic that regresses a high quantile of the reward tells the actor where to move (Mills et al., CIKM 2021, section 3).
 * Proposals of origin {@code random} explore, those of origin {@code actor} are mu(s) plus uniform noise. An architecture
 * that violates a constraint is learned from as if its accuracy were 0 and never joins the elite.
 */
public final class L2nasStrategy implements LearningStrategy {

    private static final int FORMAT = 0x4c324e02;

    /** Draws of noise after which a pending architecture is proposed once more. */
    private static final int MAX_DRAWS = 200;

    /** By what noise widens from draw to draw: twice as wide after eight. */
    private static final float WIDER = 1.0905077f;

    private final SearchContext context;
    private final AgentSettings settings;
    private final ActionShape shape;
    private final ActorCritic networks;
    private final Exploration exploration;
    private final Elite elite;
    private final ReplayBuffer replay;
    private final RandomStream choosing;
    private final RandomStream acting;
    private final RandomStream noise;
    private final RandomStream sampling;
    private final float[] state;
    private final PendingActions actions;

    /**
     * A search from scratch.
     *
     * @param context the search it serves
     * @param settings the agent's settings
     * @throws JobException where settings contradict each other; names the setting
     */
    public L2nasStrategy(SearchContext context, AgentSettings settings) {
        settings.requireConsistent();
        this.context = context;
        this.settings = settings;
        shape = context.space().actionShape();
        networks = new ActorCritic(shape.size(), settings);
        networks.initialise(context.stream("agent.actor"), context.stream("agent.critic"));
        exploration = new Exploration(
                settings.epsilonStart(),
                settings.epsilonMinimum(),
                settings.epsilonAnnealSteps(),
                settings.warmUpSteps());
        elite = new Elite(shape, settings.eliteSize());
        replay = new ReplayBuffer(shape.size(), settings.bufferSize());
        choosing = context.stream("agent.exploration");
        acting = context.stream("agent.random-action");
        noise = context.stream("agent.noise");
        sampling = context.stream("agent.mini-batch");
        state = new float[shape.size()];
        actions = new PendingActions(shape.size());
    }

    /**
     * A search that starts from a policy trained elsewhere. The actor comes along with its optimiser's moments; so does the
     * critic where it was trained with the same kind of reward, otherwise it starts anew. The policy's elite gives the
     * first state, and its architectures rank below every one that this search scores. The replay buffer starts empty:
     * rewards of another evaluator say nothing here.
     *
     * @param context the search it serves
     * @param settings the agent's settings for fine-tuning
     * @param policy a policy for the same space and network width
     * @return the strategy
     * @throws JobException where policy and search do not fit; names the parameter and what to do
     */
    public static L2nasStrategy fineTune(SearchContext context, AgentSettings settings, Policy policy) {
        policy.requireFit(context.space(), settings);
        L2nasStrategy strategy = new L2nasStrategy(context, settings);
        strategy.networks.actor().reinstate(policy.actor());
        if (((AgentSettings) policy.settings()).reward() == settings.reward()) {
            strategy.networks.critic().learner().reinstate(policy.critics().get(0));
        }
        strategy.elite.carry(policy.elite());
        strategy.elite.stateTo(strategy.state);
        return strategy;
    }

    /**
     * The next proposal. Where noise leads to an architecture that is pending it is drawn again, each time a little wider, so that
     * an actor that has settled does not propose one architecture several times at once.
     *
     * @return of origin {@code random} or {@code actor}, with the critic's value as the predicted reward
     */
    @Override
    public Proposal suggest(PendingTrials pending) {
        boolean explores = choosing.nextDouble() < exploration.epsilon(pending.next() - 1);
        float[] action = explores ? context.randomAction(acting, pending) : actWithNoise(pending);
        actions.put(pending.next(), state, action);
        float value = networks.value(action);
        return new Proposal(
                context.space().discretize(action),
                explores ? "random" : "actor",
                Float.isFinite(value) ? (double) value : null);
    }

    /** Equation (4); noise may lead out of [0, 1]. */
    private float[] actWithNoise(PendingTrials pending) {
        float[] mean = new float[shape.size()];
        networks.act(state, mean);
        float[] action = mean;
        float halfWidth = (float) settings.noise();
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            action = mean.clone();
            for (int i = 0; i < action.length; i++) {
                action[i] += halfWidth * (2 * noise.nextFloat() - 1);
            }
            if (!pending.contains(context.space().discretize(action))) {
                break;
            }
            halfWidth *= WIDER;
        }
        return action;
    }

    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        actions.put(pending.next(), state, shape.oneHot(proposal.architecture().choices()));
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        PendingActions.Step taken = actions.take(trial);
        double reward = settings.rewardOf(result.scored() ? result.accuracy() : 0);
        replay.add(taken.state(), taken.action(), (float) reward);
        if (result.scored()) {
            elite.add(trial.proposal().architecture(), result.accuracy());
            elite.stateTo(state);
        }
        int batches = Math.min(replay.size() / settings.batchSize(), settings.maxBatchesPerStep());
        for (int batch = 0; batch < batches; batch++) {
            networks.learn(replay, sampling);
        }
        return reward;
    }

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
        return new Policy(
                context.space().name(),
                shape,
                settings,
                networks.actor().capture(),
                List.of(networks.critic().learner().capture()),
                elite.copy(),
                replay.copy());
    }

    private List<RandomStream> streams() {
        return List.of(choosing, acting, noise, sampling);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(FORMAT);
        actions.save(out);
        for (RandomStream stream : streams()) {
            stream.save(out);
        }
        networks.write(out);
        elite.write(out);
        replay.write(out);
        out.writeInt(FORMAT);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        try {
            SavedAgent.requireFormat(in, FORMAT);
            actions.restore(in);
            for (RandomStream stream : streams()) {
                stream.restore(in);
            }
            networks.read(in);
            elite.replaceBy(Elite.read(in, shape, settings.eliteSize()));
            elite.stateTo(state);
            replay.replaceBy(ReplayBuffer.read(in, shape.size(), settings.bufferSize()));
            SavedAgent.requireFormat(in, FORMAT);
        } catch (EOFException e) {
            throw new IOException("the saved agent is truncated", e);
        }
    }
}
