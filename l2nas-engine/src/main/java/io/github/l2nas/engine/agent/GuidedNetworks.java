package io.github.l2nas.engine.agent;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.engine.agent.Mlp.Output;
import io.github.l2nas.engine.surrogate.RankReward;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An actor whose output is a distribution over architectures, and several critics that value the one-hot encodings of
 * architectures and differ in their initial weights and in the mini-batches they see. The actor climbs a critic drawn at
 * random for each mini-batch; where settings say so it also imitates good architectures.
 */
final class GuidedNetworks {

    private final ActionShape shape;
    private final int batchSize;
    private final float imitation;
    private final BlockSoftmax softmax;
    private final LearningNetwork actor;
    private final List<Critic> critics = new ArrayList<>();
    private final float[][] states;
    private final float[][] actions;
    private final float[] rewards;

    /**
     * @param shape shape of an action
     * @param settings the agent's settings
     */
    GuidedNetworks(ActionShape shape, GuidedSettings settings) {
        this.shape = shape;
        int width = shape.size();
        batchSize = settings.batchSize();
        imitation = (float) settings.imitation();
        softmax = new BlockSoftmax(shape);
        actor = new LearningNetwork(width, width, Output.IDENTITY, settings.learningRate(), settings);
        for (int i = 0; i < settings.critics(); i++) {
            critics.add(new Critic(width, settings.learningRate(), settings));
        }
        states = new float[batchSize][width];
        actions = new float[batchSize][width];
        rewards = new float[batchSize];
    }

    /**
     * Draws all weights.
     *
     * @param streams the stream of a name
     */
    void initialise(Function<String, RandomStream> streams) {
        actor.network().initialise(streams.apply("actor"));
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).network().initialise(streams.apply("critic-" + (i + 1)));
        }
    }

    LearningNetwork actor() {
        return actor;
    }

    List<LearningNetwork> critics() {
        return critics.stream().map(Critic::learner).toList();
    }

    /**
     * The actor's distribution.
     *
     * @param state length of an action
     * @return picks to expect of each entry, as {@link BlockSoftmax} makes them
     */
    float[] distribution(float[] state) {
        float[] expected = new float[shape.size()];
        softmax.forward(actor.network().forward(new float[][] {state}, 1)[0], expected);
        return expected;
    }

    /**
     * What a critic thinks of architectures.
     *
     * @param critic 0 to the number of critics - 1
     * @param candidates discrete actions
     * @return a value for each
     */
    float[] values(int critic, List<int[]> candidates) {
        float[] values = new float[candidates.size()];
        for (int first = 0; first < values.length; first += batchSize) {
            int rows = Math.min(batchSize, values.length - first);
            float[][] encodings = new float[rows][];
            for (int row = 0; row < rows; row++) {
                encodings[row] = shape.oneHot(candidates.get(first + row));
            }
            float[][] outputs = critics.get(critic).values(encodings, rows);
            for (int row = 0; row < rows; row++) {
                values[first + row] = outputs[row][0];
            }
        }
        return values;
    }

    /**
     * Each critic learns from a mini-batch of its own, then the actor from one whose first state is the current one.
     * Mini-batches are drawn with replacement.
     *
     * @param replay at least one transition
     * @param ranks their rewards
     * @param state the current state
     * @param models architectures to imitate; not read where settings say that none are
     * @param random the stream that indices are drawn from
     */
    void learn(ReplayBuffer replay, RankReward ranks, float[] state, List<int[]> models, RandomStream random) {
        for (Critic critic : critics) {
            for (int row = 0; row < batchSize; row++) {
                int index = random.nextInt(replay.size());
                replay.copyTo(index, states[row], actions[row]);
                rewards[row] = ranks.of(index);
            }
            critic.learn(actions, rewards, batchSize);
        }
        for (int row = 0; row < batchSize; row++) {
            replay.copyTo(random.nextInt(replay.size()), states[row], actions[row]);
        }
        System.arraycopy(state, 0, states[0], 0, state.length);
        actorGradients(states, critics.get(random.nextInt(critics.size())), models, random);
        actor.descend();
    }

    private void actorGradients(float[][] states, Critic critic, List<int[]> models, RandomStream random) {
        float[][] logits = actor.network().forward(states, batchSize);
        for (int row = 0; row < batchSize; row++) {
            softmax.forward(logits[row], actions[row]);
        }
        float[][] gradients = critic.actionGradients(actions, batchSize);
        for (int row = 0; row < batchSize; row++) {
            softmax.backward(actions[row], gradients[row]);
            if (imitation > 0) {
                imitate(models.get(random.nextInt(models.size())), actions[row], gradients[row]);
            }
        }
        actor.network().backward(gradients, true, false);
    }

    /** Adds the gradients of the cross-entropy by the logits. */
    private void imitate(int[] model, float[] expected, float[] gradients) {
        float weight = imitation / batchSize;
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] += weight * expected[i];
        }
        for (int row = 0; row < model.length; row++) {
            if (model[row] >= 0) {
                gradients[shape.offset(row) + model[row]] -= weight;
            }
        }
    }

    /**
     * Goes back to captured parameters and moments.
     *
     * @param actorState of an actor of the same size
     * @param criticStates of as many critics of the same size
     */
    void reinstate(NetworkState actorState, List<NetworkState> criticStates) {
        actor.reinstate(actorState);
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).learner().reinstate(criticStates.get(i));
        }
    }

    void write(DataOutput out) throws IOException {
        actor.write(out);
        for (Critic critic : critics) {
            critic.learner().write(out);
        }
    }

    void read(DataInput in) throws IOException {
        actor.read(in, "actor");
        for (Critic critic : critics) {
            critic.learner().read(in, "critic");
        }
    }
}
