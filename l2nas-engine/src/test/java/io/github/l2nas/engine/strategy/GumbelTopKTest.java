package io.github.l2nas.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.ActionShape.Block;
import io.github.l2nas.api.space.ActionShape.Matrix;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GumbelTopKTest {

    private static final double STEP = 1e-5;

    /** Three rows of two columns, of which two rows are picked, and a row by itself. */
    private static final ActionShape SMALL =
            new ActionShape(List.of(new Matrix(4, 2)), List.of(new Block(0, 3, 2), new Block(3, 1, 1)));

    private static final double[] LOGITS = {0.3, -0.7, 1.1, 0.2, -0.4, 0.9, 0.6, -0.1};

    @ParameterizedTest
    @ValueSource(strings = {"nas-bench-201", "darts", "ofa-mbv3"})
    void theGradientAgreesWithFiniteDifferences(String name) {
        SearchSpace space = SearchSpaces.named(name);
        GumbelTopK distribution = new GumbelTopK(space.actionShape());
        RandomStream random = new RandomStream(1, "logits");
        double[] logits = new double[space.actionShape().size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 4 * random.nextDouble() - 2;
        }
        for (int draw = 0; draw < 5; draw++) {
            float[] action = distribution.sample(logits, random);
            double[] gradient = new double[logits.length];
            distribution.logProbability(logits, action, gradient);
            for (int i = 0; i < logits.length; i++) {
                double above = moved(distribution, logits, action, i, STEP);
                double below = moved(distribution, logits, action, i, -STEP);
                assertThat(gradient[i]).as("entry %d", i).isCloseTo((above - below) / (2 * STEP), within(1e-7));
            }
        }
    }

    private static double moved(GumbelTopK distribution, double[] logits, float[] action, int entry, double by) {
        double[] shifted = logits.clone();
        shifted[entry] += by;
        return distribution.logProbability(shifted, action, new double[logits.length]);
    }

    @Test
    void probabilitiesOfAllOrderedPicksSumToOne() {
        double sum = 0;
        for (float[] action : orderedPicks()) {
            sum += probability(action);
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void twoPicksAreDrawnWithoutReplacementOfRows() {
        double all = 0;
        double others = 0;
        for (int i = 0; i < 6; i++) {
            all += Math.exp(LOGITS[i]);
            others += i == 2 || i == 3 ? 0 : Math.exp(LOGITS[i]);
        }
        double expected = Math.exp(LOGITS[2])
                / all
                * Math.exp(LOGITS[5])
                / others
                * Math.exp(LOGITS[6])
                / (Math.exp(LOGITS[6]) + Math.exp(LOGITS[7]));
        assertThat(probability(new float[] {0, 0, 9, 0, 0, 8, 7, 0})).isCloseTo(expected, within(1e-12));
    }

    @Test
    void sampledFrequenciesAgreeWithTheProbabilities() {
        GumbelTopK distribution = new GumbelTopK(SMALL);
        RandomStream random = new RandomStream(3, "draws");
        int draws = 200_000;
        Map<List<Integer>, Integer> counts =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (int draw = 0; draw < draws; draw++) {
            counts.merge(picks(distribution.sample(LOGITS, random)), 1, Integer::sum);
        }
        for (float[] action : orderedPicks()) {
            double probability = probability(action);
            double deviation = Math.sqrt(draws * probability * (1 - probability));
            assertThat(counts.getOrDefault(picks(action), 0) - draws * probability)
                    .as("frequency of %s", picks(action))
                    .isCloseTo(0, within(5 * deviation));
        }
    }

    private static double probability(float[] action) {
        return Math.exp(new GumbelTopK(SMALL).logProbability(LOGITS, action, new double[8]));
    }

    /** The entries picked: first and second of the block, then the one of the row by itself. */
    private static List<Integer> picks(float[] action) {
        int[] choices = SMALL.discretize(action);
        int first = -1;
        int second = -1;
        for (int row = 0; row < 3; row++) {
            if (choices[row] < 0) {
                continue;
            }
            int entry = 2 * row + choices[row];
            if (first < 0 || action[entry] > action[first]) {
                second = first;
                first = entry;
            } else {
                second = entry;
            }
        }
        return List.of(first, second, 6 + choices[3]);
    }

    /** One action for each of the 6 x 4 x 2 draws. */
    private static List<float[]> orderedPicks() {
        List<float[]> actions = new ArrayList<>();
        for (int first = 0; first < 6; first++) {
            for (int second = 0; second < 6; second++) {
                for (int single = 6; single < 8 && first / 2 != second / 2; single++) {
                    float[] action = new float[8];
                    action[first] = 3;
                    action[second] = 2;
                    action[single] = 1;
                    actions.add(action);
                }
            }
        }
        assertThat(actions).hasSize(48);
        return actions;
    }
}
