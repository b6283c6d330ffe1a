package io.github.l2nas.engine.strategy;

import static io.github.l2nas.engine.strategy.Searches.NAS_BENCH_201;
import static io.github.l2nas.engine.strategy.Searches.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.strategy.Proposal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReinforceTest {

    /** A block of three rows with two picks, and a row by itself. */
    private static final ActionShape SHAPE = new ActionShape(
            List.of(new ActionShape.Matrix(4, 2)),
            List.of(new ActionShape.Block(0, 3, 2), new ActionShape.Block(3, 1, 1)));

    private static final double[] LOGITS = {0.3, -1.2, 0.8, 0.1, -0.4, 1.5, 0.9, -0.7};

    /** The action whose picks are these entries, in this order. */
    private static float[] picks(int first, int second, int single) {
        float[] action = new float[LOGITS.length];
        action[first] = 3;
        action[second] = 2;
        action[single] = 1;
        return action;
    }

    private static double logProbability(double[] logits, float[] action) {
        return new GumbelTopK(SHAPE).logProbability(logits, action, new double[logits.length]);
    }

    @Test
    void probabilitiesOfAllDrawsSumToOne() {
        double sum = 0;
        for (int first = 0; first < 6; first++) {
            for (int second = 0; second < 6; second++) {
                for (int single = 6; first / 2 != second / 2 && single < 8; single++) {
                    sum += StrictMath.exp(logProbability(LOGITS, picks(first, second, single)));
                }
            }
        }

        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void theGradientEqualsFiniteDifferences() {
        float[] action = picks(3, 4, 7);
        double[] gradient = new double[LOGITS.length];
        new GumbelTopK(SHAPE).logProbability(LOGITS, action, gradient);

        for (int i = 0; i < LOGITS.length; i++) {
            double[] above = LOGITS.clone();
            double[] below = LOGITS.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            double difference = (logProbability(above, action) - logProbability(below, action)) / 2e-5;
            assertThat(gradient[i]).isCloseTo(difference, within(1e-8));
        }
    }

    @Test
    void drawsAreAsFrequentAsTheirProbabilities() {
        GumbelTopK distribution = new GumbelTopK(SHAPE);
        RandomStream random = new RandomStream(1, "test");
        int draws = 100_000;
        Map<String, Integer> frequencies = new TreeMap<>();
        for (int draw = 0; draw < draws; draw++) {
            int[] choices = SHAPE.discretize(distribution.sample(LOGITS, random));
            frequencies.merge(Arrays.toString(choices), 1, Integer::sum);
        }
        Map<String, Double> probabilities = new TreeMap<>();
        for (int first = 0; first < 6; first++) {
            for (int second = 0; second < 6; second++) {
                for (int single = 6; first / 2 != second / 2 && single < 8; single++) {
                    float[] action = picks(first, second, single);
                    probabilities.merge(
                            Arrays.toString(SHAPE.discretize(action)),
                            StrictMath.exp(logProbability(LOGITS, action)),
                            Double::sum);
                }
            }
        }

        assertThat(frequencies.keySet()).isEqualTo(probabilities.keySet());
        probabilities.forEach((choices, probability) ->
                assertThat(frequencies.get(choices) / (double) draws).isCloseTo(probability, within(0.007)));
    }

    @Test
    void learnsWhichOperationsAreRewarded() {
        Reinforce reinforce = new Reinforce(context(NAS_BENCH_201, 1), Reinforce.Configuration.DEFAULT);

        List<Proposal> proposals = Searches.run(
                reinforce,
                1500,
                architecture -> Arrays.stream(architecture.choices())
                                .filter(c -> c == 3)
                                .count()
                        / 6.0);

        assertThat(proposals).extracting(Proposal::origin).containsOnly("policy");
        assertThat(proposals.get(1499).architecture().choices()).containsOnly(3);
    }
}
