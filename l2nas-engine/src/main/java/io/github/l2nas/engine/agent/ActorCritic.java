package io.github.l2nas.engine.agent;

import io.github.l2nas.engine.agent.Mlp.Output;
import io.github.l2nas.engine.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The actor mu(s), the critic Q(alpha) and how they learn from mini-batches. There are no target networks and there is
 * no discount: the critic regresses a quantile of the reward of a continuous action. Nothing is allocated while learning.
 */
final class ActorCritic {

    private final int width;
    private final int hiddenUnits;
    private final int batchSize;
    private final Mlp actor;
    private final Mlp critic;
    private final Adam actorOptimiser;
    private final Adam criticOptimiser;
    private final CheckLoss loss;
    private final float[][] states;
    private final float[][] actions;
    private final float[] rewards;
    private final float[][] single = new float[1][];
    private final float[][] valueGradients;

    /**
     * @param width length of a state and of an action
     * @param settings the agent's settings
     */
    ActorCritic(int width, AgentSettings settings) {
        this.width = width;
        batchSize = settings.batchSize();
        hiddenUnits = settings.hiddenUnits();
        actor = new Mlp(width, hiddenUnits, width, Output.SIGMOID, batchSize);
        critic = new Mlp(width, hiddenUnits, 1, Output.IDENTITY, batchSize);
        actorOptimiser = optimiser(actor, settings.actorLearningRate(), settings);
        criticOptimiser = optimiser(critic, settings.criticLearningRate(), settings);
        loss = new CheckLoss((float) settings.checkQuantile());
        states = new float[batchSize][width];
        actions = new float[batchSize][width];
        rewards = new float[batchSize];
        valueGradients = new float[batchSize][1];
    }

    private static Adam optimiser(Mlp network, double learningRate, AgentSettings settings) {
        return new Adam(network.parameters().length, learningRate, settings.adamBeta1(), settings.adamBeta2());
    }

    void initialise(RandomStream forActor, RandomStream forCritic) {
        actor.initialise(forActor);
        critic.initialise(forCritic);
    }

    Mlp actor() {
        return actor;
    }

    Mlp critic() {
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
        System.arraycopy(actor.forward(single, 1)[0], 0, action, 0, width);
    }

    /**
     * Q(alpha).
     *
     * @param action length width
     * @return the quantile of the reward that the critic expects
     */
    float value(float[] action) {
        single[0] = action;
        return critic.forward(single, 1)[0][0];
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
        criticGradients(actions, rewards, batchSize);
        descend(critic, criticOptimiser);
        actorGradients(states, batchSize);
        descend(actor, actorOptimiser);
    }

    private static void descend(Mlp network, Adam optimiser) {
        optimiser.descend(network.parameters(), network.gradients());
        network.parametersChanged();
    }

    /** Leaves in the critic's gradients those of the mean check loss, equation (5). */
    void criticGradients(float[][] actions, float[] rewards, int rows) {
        float[][] values = critic.forward(actions, rows);
        for (int row = 0; row < rows; row++) {
            valueGradients[row][0] = -loss.slope(rewards[row] - values[row][0]) / rows;
        }
        critic.backward(valueGradients, true, false);
    }

    /** Leaves in the actor's gradients those of the negative mean of Q(mu(s)), equation (6). */
    void actorGradients(float[][] states, int rows) {
        critic.forward(actor.forward(states, rows), rows);
        for (int row = 0; row < rows; row++) {
            valueGradients[row][0] = -1f / rows;
        }
        actor.backward(critic.backward(valueGradients, false, true), true, false);
    }

    NetworkState captureActor() {
        return actorOptimiser.capture(actor.parameters());
    }

    NetworkState captureCritic() {
        return criticOptimiser.capture(critic.parameters());
    }

    void reinstateActor(NetworkState state) {
        actorOptimiser.reinstate(state, actor.parameters());
        actor.parametersChanged();
    }

    void reinstateCritic(NetworkState state) {
        criticOptimiser.reinstate(state, critic.parameters());
        critic.parametersChanged();
    }

    void write(DataOutput out) throws IOException {
        captureActor().write(out);
        captureCritic().write(out);
    }

    void read(DataInput in) throws IOException {
        reinstateActor(NetworkState.read(in, Mlp.parameterCount(width, hiddenUnits, width), "actor"));
        reinstateCritic(NetworkState.read(in, Mlp.parameterCount(width, hiddenUnits, 1), "critic"));
    }
}
