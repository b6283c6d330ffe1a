package io.github.l2nas.engine.agent;

import io.github.l2nas.engine.agent.Mlp.Output;

/** Q(alpha): regresses a high quantile of the reward of an action, and tells in which direction it rises. */
final class Critic {

    private final LearningNetwork learner;
    private final CheckLoss loss;
    private final float[][] valueGradients;

    /**
     * @param width length of an action
     * @param learningRate Adam's step size
     * @param settings quantile, width of the hidden layers and mini-batch
     */
    Critic(int width, double learningRate, LearnerSettings settings) {
        learner = new LearningNetwork(width, 1, Output.IDENTITY, learningRate, settings);
        loss = new CheckLoss((float) settings.checkQuantile());
        valueGradients = new float[settings.batchSize()][1];
    }

    LearningNetwork learner() {
        return learner;
    }

    Mlp network() {
        return learner.network();
    }

    /**
     * Q.
     *
     * @param actions rows of actions
     * @param rows number of rows, at most a mini-batch
     * @return rows of one value, overwritten by the next pass
     */
    float[][] values(float[][] actions, int rows) {
        return network().forward(actions, rows);
    }

    /** Leaves in the network's gradients those of the mean check loss, equation (5). */
    void lossGradients(float[][] actions, float[] rewards, int rows) {
        float[][] values = values(actions, rows);
        for (int row = 0; row < rows; row++) {
            valueGradients[row][0] = -loss.slope(rewards[row] - values[row][0]) / rows;
        }
        network().backward(valueGradients, true, false);
    }

    /**
     * One update towards the quantile.
     *
     * @param actions rows of actions
     * @param rewards one for each row
     * @param rows number of rows, at most a mini-batch
     */
    void learn(float[][] actions, float[] rewards, int rows) {
        lossGradients(actions, rewards, rows);
        learner.descend();
    }

    /**
     * Gradients of the negative mean of Q by the actions: what an actor that minimises it descends along, equation (6).
     *
     * @param actions rows of actions
     * @param rows number of rows, at most a mini-batch
     * @return rows of gradients, overwritten by the next pass
     */
    float[][] actionGradients(float[][] actions, int rows) {
        values(actions, rows);
        for (int row = 0; row < rows; row++) {
            valueGradients[row][0] = -1f / rows;
        }
        return network().backward(valueGradients, false, true);
    }
}
