package io.github.l2nas.engine.agent;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.trial.Elite;
import io.github.l2nas.engine.surrogate.RankReward;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** What {@link GuidedStrategy} learns from one restart to the next: networks, elite and replay buffer. */
final class GuidedAgent {

    /** Transitions from which learning begins; a mini-batch holds them several times. */
    private static final int LEARNING_START = 8;

    private final ActionShape shape;
    private final GuidedSettings settings;
    private final GuidedNetworks networks;
    private final Elite elite;
    private final ReplayBuffer replay;
    private final RankReward ranks = new RankReward();
    private final float[] state;
    private float best;
    /** Transitions up to the best one. */
    private int untilBest;

    /**
     * @param shape shape of an action
     * @param settings the agent's settings
     * @param weights the stream of a name, for the initial weights
     */
    GuidedAgent(ActionShape shape, GuidedSettings settings, Function<String, RandomStream> weights) {
        this.shape = shape;
        this.settings = settings;
        networks = new GuidedNetworks(shape, settings);
        networks.initialise(weights);
        elite = new Elite(shape, settings.eliteSize());
        replay = new ReplayBuffer(shape.size(), settings.bufferSize());
        state = new float[shape.size()];
    }

    /**
     * Takes over networks and elite.
     *
     * @param policy fits space and settings
     */
    void carry(Policy policy) {
        networks.reinstate(policy.actor(), policy.critics());
        elite.carry(policy.elite());
        elite.stateTo(state);
    }

    /**
     * Architectures learned from.
     *
     * @return at least 0
     */
    int scored() {
        return replay.size();
    }

    /**
     * The best accuracy learned from.
     *
     * @return in [0, 1]; 0 where there is none
     */
    float best() {
        return best;
    }

    /**
     * Whether a new beginning promises more than going on: nothing better has come for as long as the best one took, and
     * for as long as settings say.
     *
     * @return never where settings say so
     */
    boolean stagnates() {
        int sinceBest = replay.size() - untilBest;
        return settings.patience() > 0 && sinceBest >= Math.max(settings.patience(), untilBest);
    }

    /**
     * Discrete actions of the elite.
     *
     * @return best first
     */
    List<int[]> elite() {
        return elite.choices();
    }

    /**
     * The actor's distribution in the current state.
     *
     * @return picks to expect of each entry, as {@link BlockSoftmax} makes them
     */
    float[] distribution() {
        return networks.distribution(state);
    }

    float[] values(int critic, List<int[]> candidates) {
        return networks.values(critic, candidates);
    }

    /**
     * Learns from a score.
     *
     * @param architecture what was scored
     * @param accuracy in [0, 1]
     * @param random the stream that mini-batches are drawn from
     * @return the reward, by the rank as of now
     */
    double learn(Architecture architecture, double accuracy, RandomStream random) {
        replay.add(state, shape.oneHot(architecture.choices()), (float) accuracy);
        rank(replay.size() - 1);
        elite.add(architecture, accuracy);
        elite.stateTo(state);
        if (replay.size() >= LEARNING_START) {
            List<int[]> all = elite.choices();
            List<int[]> models = all.subList(0, Math.min(settings.imitationPoolSize(), all.size()));
            for (int batch = 0; batch < settings.batchesPerStep(); batch++) {
                networks.learn(replay, ranks, state, models, random);
            }
        }
        return ranks.of(replay.size() - 1);
    }

    private void rank(int index) {
        float accuracy = replay.reward(index);
        ranks.add(accuracy);
        if (untilBest == 0 || accuracy > best) {
            best = accuracy;
            untilBest = index + 1;
        }
    }

    Policy policy(String space) {
        return new Policy(
                space,
                shape,
                settings,
                networks.actor().capture(),
                networks.critics().stream().map(LearningNetwork::capture).toList(),
                elite.copy(),
                replay.copy());
    }

    void write(DataOutput out) throws IOException {
        networks.write(out);
        elite.write(out);
        replay.write(out);
    }

    void read(DataInput in) throws IOException {
        networks.read(in);
        elite.replaceBy(Elite.read(in, shape, settings.eliteSize()));
        elite.stateTo(state);
        replay.replaceBy(ReplayBuffer.read(in, shape.size(), settings.bufferSize()));
        ranks.clear();
        untilBest = 0;
        for (int i = 0; i < replay.size(); i++) {
            rank(i);
        }
    }
}
