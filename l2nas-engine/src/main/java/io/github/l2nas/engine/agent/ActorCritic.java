package io.github.l2nas.engine.agent;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.agent.Mlp.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The actor mu(s), the critic Q(alpha) and how they learn from mini-batches. There are no target networks and there is
 * no discount: the critic regresses a quantile of the reward of a continuous action. Nothing is allocated while learning.
 */
final class ActorCritic {

    private final int width;
    private final int batchSize;
    private final LearningNetwork actor;
    private final Critic critic;
    private final float[][] states;
    private final float[][] actions;
    private final float[] rewards;
    private final float[][] single = new float[1][];

    /**
     * @param width length of a state and of an action
     * @param settings the agent's settings
     */
    ActorCritic(int width, AgentSettings settings) {
        this.width = width;
        batchSize = settings.batchSize();
        actor = new LearningNetwork(width, width, Output.SIGMOID, settings.actorLearningRate(), settings);
        critic = new Critic(width, settings.criticLearningRate(), settings);
        states = new float[batchSize][width];
        actions = new float[batchSize][width];
        rewards = new float[batchSize];
    }

    void initialise(RandomStream forActor, RandomStream forCritic) {
        actor.network().initialise(forActor);
        critic.network().initialise(forCritic);
    }

    LearningNetwork actor() {
        return actor;
    }

    Critic critic() {
        return critic;
    }

    /**
     * mu(s).
     *
     * @param state length width
     * @param action filled, length width, values in [0, 1]
     */
    void act(float[] state, float[] action) {
        single[0] = state;
        System.arraycopy(actor.network().forward(single, 1)[0], 0, action, 0, width);
    }

    /**
     * Q(alpha).
     *
     * @param action length width
     * @return the quantile of the reward that the critic expects
     */
    float value(float[] action) {
        single[0] = action;
        return critic.values(single, 1)[0][0];
    }

    /**
     * Draws a mini-batch with replacement; first the critic learns from it, then the actor.
     *
     * @param replay at least one transition
     * @param random the stream that indices are drawn from
     */
    void learn(ReplayBuffer replay, RandomStream random) {
        for (int row = 0; row < batchSize; row++) {
            rewards[row] = replay.copyTo(random.nextInt(replay.size()), states[row], actions[row]);
        }
        critic.learn(actions, rewards, batchSize);
        actorGradients(states, batchSize);
        actor.descend();
    }

    /** Leaves in the actor's gradients those of the negative mean of Q(mu(s)), equation (6). */
    void actorGradients(float[][] states, int rows) {
        float[][] gradients = critic.actionGradients(actor.network().forward(states, rows), rows);
        actor.network().backward(gradients, true, false);
    }

    void write(DataOutput out) throws IOException {
        actor.write(out);
        critic.learner().write(out);
    }

    void read(DataInput in) throws IOException {
        actor.read(in, "actor");
        critic.learner().read(in, "critic");
    }
}
