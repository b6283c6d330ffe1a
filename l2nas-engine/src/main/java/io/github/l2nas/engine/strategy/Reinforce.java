package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.file.BinaryFloats;
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
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * REINFORCE (Williams 1992) with a factorized policy, as NAS benchmarks run it: a softmax over the operations of each
 * row, the accuracy as reward, a moving average of rewards as baseline, Adam.
 */
public final class Reinforce implements Strategy {

    /**
     * Settings.
     *
     * @param learningRate of Adam, above 0
     * @param baselineDecay of the moving average of rewards, 0 (the last reward) to below 1
     */
    public record Configuration(double learningRate, double baselineDecay) {
        /**
         * The momentum of NATS-Bench, and the learning rate found best on NAS-Bench-201 among 0.01 (NATS-Bench) to 0.3:
         * a smaller one is still exploring after 500 steps, a larger one settles on a poor architecture or repeats itself
         * before 192 unique ones.
         */
        public static final Configuration DEFAULT = new Configuration(0.05, 0.9);

        public Configuration {
            if (!(learningRate > 0 && learningRate <= 10)) {
                throw new IllegalArgumentException("learningRate must be above 0 and at most 10, got " + learningRate);
            }
            if (!(baselineDecay >= 0 && baselineDecay < 1)) {
                throw new IllegalArgumentException("baselineDecay must be 0 to below 1, got " + baselineDecay);
            }
        }
    }

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;

    /** Draws after which a policy that has settled on pending architectures gives way to a random action. */
    private static final int MAX_DRAWS = 100;

    /** Makes it. */
    public static final class Factory implements StrategyFactory<Configuration> {

        @Override
        public String name() {
            return "reinforce";
        }

        @Override
        public Configuration defaults() {
            return Configuration.DEFAULT;
        }

        @Override
        public Strategy create(SearchContext context, Configuration settings, Optional<InputFile> policy) {
            return new Reinforce(context, settings);
        }
    }

    private final SearchContext context;
    private final Configuration configuration;
    private final GumbelTopK distribution;
    private final RandomStream random;
    private final double[] logits;
    private final Ascent ascent;
    /** Of the trials whose results have not been observed, by their numbers. */
    private final Map<Integer, float[]> actions = new TreeMap<>();

    private double baseline;

    public Reinforce(SearchContext context, Configuration configuration) {
        this.context = context;
        this.configuration = configuration;
        distribution = new GumbelTopK(context.space().actionShape());
        random = context.stream("reinforce.action");
        logits = new double[context.space().actionShape().size()];
        ascent = new Ascent(logits, configuration.learningRate(), BETA_1, BETA_2);
    }

    @Override
    public Proposal suggest(PendingTrials pending) {
        float[] action = distribution.sample(logits, random);
        for (int draw = 1; draw < MAX_DRAWS && isPending(action, pending); draw++) {
            action = distribution.sample(logits, random);
        }
        if (isPending(action, pending)) {
            action = context.randomAction(random, pending);
        }
        actions.put(pending.next(), action);
        return new Proposal(context.space().discretize(action), "policy");
    }

    /**
     * An architecture of the policy as it is now. No result is expected.
     *
     * @param from the stream to draw from
     * @return the architecture
     */
    public Architecture draw(RandomStream from) {
        return context.space().discretize(distribution.sample(logits, from));
    }

    /**
     * The most probable architecture.
     *
     * @return that of each row's largest logit
     */
    public Architecture mostProbable() {
        float[] action = new float[logits.length];
        for (int i = 0; i < action.length; i++) {
            action[i] = (float) logits[i];
        }
        return context.space().discretize(action);
    }

    private boolean isPending(float[] action, PendingTrials pending) {
        return pending.contains(context.space().discretize(action));
    }

    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        actions.put(
                pending.next(),
                context.space().actionShape().oneHot(proposal.architecture().choices()));
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        double reward = result.scored() ? result.accuracy() : 0;
        baseline = ascent.updates() == 0
                ? reward
                : configuration.baselineDecay() * baseline + (1 - configuration.baselineDecay()) * reward;
        double[] gradient = new double[logits.length];
        distribution.logProbability(logits, actions.remove(trial.number()), gradient);
        double advantage = reward - baseline;
        ascent.climb(Arrays.stream(gradient).map(g -> g * advantage).toArray());
        return reward;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
        out.writeDouble(baseline);
        out.writeInt(actions.size());
        for (Map.Entry<Integer, float[]> entry : actions.entrySet()) {
            out.writeInt(entry.getKey());
            BinaryFloats.write(entry.getValue(), out);
        }
        ascent.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        random.restore(in);
        baseline = in.readDouble();
        actions.clear();
        for (int count = in.readInt(); count > 0; count--) {
            actions.put(in.readInt(), BinaryFloats.read(in, logits.length, "entries of an action"));
        }
        ascent.restore(in);
    }
}
