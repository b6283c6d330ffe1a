package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.engine.search.Presets;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActorCriticTest {

    private static final int WIDTH = 7;
    private static final int HIDDEN = 13;
    private static final int ROWS = 5;

    private static final AgentSettings SETTINGS = Settings.override(
            Presets.l2nas("nas-bench-201"),
            Map.of("hiddenUnits", "13", "batchSize", "5", "criticLearningRate", "1e-3"));

    private final ActorCritic networks = new ActorCritic(WIDTH, SETTINGS);
    private final RandomStream random = new RandomStream(3, "test");
    private ReferenceMlp actor;
    private ReferenceMlp critic;

    @BeforeEach
    void initialise() {
        networks.initialise(new RandomStream(1, "actor"), new RandomStream(1, "critic"));
        actor = new ReferenceMlp(networks.actor().network(), WIDTH, HIDDEN, WIDTH, true);
        critic = new ReferenceMlp(networks.critic().network(), WIDTH, HIDDEN, 1, false);
    }

    private float[][] batch() {
        float[][] rows = new float[ROWS][WIDTH];
        for (float[] row : rows) {
            for (int i = 0; i < WIDTH; i++) {
                row[i] = random.nextFloat();
            }
        }
        return rows;
    }

    @Test
    void theNetworksComputeWhatAPlainImplementationComputes() {
        float[][] inputs = batch();

        float[][] actions = networks.actor().network().forward(inputs, ROWS);
        float[][] values = networks.critic().values(inputs, ROWS);

        for (int row = 0; row < ROWS; row++) {
            double[] input = ReferenceMlp.doubles(inputs[row]);
            assertThat(ReferenceMlp.doubles(actions[row])).containsExactly(actor.forward(input), within(1e-6));
            assertThat((double) values[row][0]).isCloseTo(critic.forward(input)[0], within(1e-6));
        }
    }

    @Test
    void theCriticsGradientsAreThoseOfTheMeanCheckLossByFiniteDifferences() {
        float[][] actions = batch();
        float[] rewards = {-1, 0.5f, 30, -3, 0.1f};

        networks.critic().lossGradients(actions, rewards, ROWS);

        assertGradients(networks.critic().network().gradients(), critic.parameters, () -> {
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                double residual = rewards[row] - critic.forward(ReferenceMlp.doubles(actions[row]))[0];
                sum += residual * (0.9 - (residual <= 0 ? 1 : 0));
            }
            return sum / ROWS;
        });
    }

    @Test
    void theActorsGradientsLeadThroughTheCriticByFiniteDifferences() {
        float[][] states = batch();

        networks.actorGradients(states, ROWS);

        assertGradients(networks.actor().network().gradients(), actor.parameters, () -> {
            double sum = 0;
            for (float[] state : states) {
                sum += critic.forward(actor.forward(ReferenceMlp.doubles(state)))[0];
            }
            return -sum / ROWS;
        });
    }

    private static void assertGradients(float[] gradients, double[] parameters, DoubleSupplier loss) {
        double largest = 0;
        for (int i = 0; i < parameters.length; i++) {
            double step = 1e-6;
            double value = parameters[i];
            parameters[i] = value + step;
            double above = loss.getAsDouble();
            parameters[i] = value - step;
            double below = loss.getAsDouble();
            parameters[i] = value;
            double expected = (above - below) / (2 * step);
            assertThat((double) gradients[i])
                    .as("gradient by parameter %d", i)
                    .isCloseTo(expected, within(1e-7 + 1e-4 * Math.abs(expected)));
            largest = Math.max(largest, Math.abs(expected));
        }
        assertThat(largest).isGreaterThan(1e-3);
    }

    @Test
    void theCriticLearnsTheNinetiethPercentileOfWhatAnActionEarns() {
        ReplayBuffer replay = new ReplayBuffer(WIDTH, 0);
        float[] action = batch()[0];
        for (int i = 0; i < 1000; i++) {
            replay.add(action, action, i / 1000f);
        }

        for (int i = 0; i < 10_000; i++) {
            networks.learn(replay, random);
        }

        double mean = 0;
        for (int i = 0; i < 1000; i++) {
            networks.learn(replay, random);
            mean += networks.critic().values(new float[][] {action}, 1)[0][0] / 1000;
        }
        assertThat(mean).isCloseTo(0.9, within(0.02));
    }

    @Test
    void theActorClimbsWhereTheCriticRises() {
        float[] state = new float[WIDTH];
        ReplayBuffer replay = new ReplayBuffer(WIDTH, 0);
        for (int i = 0; i < 200; i++) {
            float[] action = batch()[0];
            replay.add(state, action, 10 * action[0] - 10 * action[1]);
        }

        for (int i = 0; i < 4000; i++) {
            networks.learn(replay, random);
        }

        float[] action = new float[WIDTH];
        networks.act(state, action);
        assertThat(action[0]).isGreaterThan(0.9f);
        assertThat(action[1]).isLessThan(0.1f);
    }
}
