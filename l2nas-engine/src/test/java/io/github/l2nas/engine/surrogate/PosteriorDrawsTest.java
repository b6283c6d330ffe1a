package io.github.l2nas.engine.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class PosteriorDrawsTest {

    private static final ActionShape SHAPE = ActionShape.rowWise(
            new ActionShape.Matrix(1, 4), new ActionShape.Matrix(2, 3), new ActionShape.Matrix(1, 2));

    private static double alike(Interactions interactions, int[] one, int[] other) {
        int[] slots = interactions.slots(one);
        int[] others = interactions.slots(other);
        double sum = 0;
        for (int set = 0; set < interactions.sets(); set++) {
            sum += slots[set] == others[set] ? interactions.share(set) : 0;
        }
        return sum;
    }

    @Test
    void allSetsOfRowsMakeThePowerOfTheNumberOfRowsThatDiffer() {
        Interactions interactions = new Interactions(SHAPE, new RandomStream(1, "sets"));
        List<int[]> actions = SHAPE.everyAction();
        for (int[] one : actions) {
            for (int[] other : actions) {
                int differ = 0;
                for (int row = 0; row < one.length; row++) {
                    differ += one[row] == other[row] ? 0 : 1;
                }
                assertThat(alike(interactions, one, other)).isCloseTo(Math.pow(0.6, differ), within(1e-12));
            }
        }
    }

    /** Of 40 rows with a pick among two each: sets are drawn and share slots, so this holds about. */
    @Test
    void drawnSetsMakeItAboutInALargeSpace() {
        ActionShape large = ActionShape.rowWise(new ActionShape.Matrix(40, 8));
        Interactions interactions = new Interactions(large, new RandomStream(1, "sets"));
        assertThat(interactions.sets()).isEqualTo(128);
        int[] one = new int[40];
        assertThat(alike(interactions, one, one)).isCloseTo(1, within(1e-12));
        int[] other = new int[40];
        for (int differ = 1; differ <= 4; differ++) {
            other[9 * differ] = 5;
            assertThat(alike(interactions, one, other)).isCloseTo(Math.pow(0.6, differ), within(0.13));
        }
    }

    /** Mean and variance over 4000 functions beside those of the process itself. */
    @Test
    void functionsVaryAroundThePosteriorMeanAsMuchAsIsUncertain() {
        Interactions interactions = new Interactions(SHAPE, new RandomStream(1, "sets"));
        PosteriorDraws draws = new PosteriorDraws(SHAPE, new RandomStream(1, "sets"), new RandomStream(1, "draws"));
        List<int[]> actions = SHAPE.everyAction();
        int observed = 9;
        double[] values = {1.5, -0.3, 0.7, -1, 0.2, 2.1, -0.8, 0.4, 0.1};
        double[][] covariance = new double[observed][observed];
        for (int i = 0; i < observed; i++) {
            draws.add(actions.get(5 * i));
            for (int j = 0; j < observed; j++) {
                covariance[i][j] = alike(interactions, actions.get(5 * i), actions.get(5 * j)) + (i == j ? 0.05 : 0);
            }
        }
        int count = 4000;
        double[] sums = new double[actions.size()];
        double[] squares = new double[actions.size()];
        for (int draw = 0; draw < count; draw++) {
            PosteriorDraws.Function function = draws.draw(values);
            for (int i = 0; i < sums.length; i++) {
                double value = function.of(actions.get(i));
                sums[i] += value;
                squares[i] += value * value;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            double[] alike = new double[observed];
            for (int j = 0; j < observed; j++) {
                alike[j] = alike(interactions, actions.get(i), actions.get(5 * j));
            }
            double[] weights = Elimination.solve(covariance, alike);
            double mean = Elimination.product(weights, values);
            double variance = 1 - Elimination.product(weights, alike);
            assertThat(sums[i] / count).isCloseTo(mean, within(0.06));
            assertThat(squares[i] / count - Math.pow(sums[i] / count, 2)).isCloseTo(variance, within(0.06));
        }
    }

    @Test
    void theSameStreamsGiveTheSameFunctions() {
        double[] values = {0.3, -0.4};
        double[] first = new double[2];
        for (int run = 0; run < 2; run++) {
            PosteriorDraws draws = new PosteriorDraws(SHAPE, new RandomStream(1, "sets"), new RandomStream(1, "draws"));
            draws.add(new int[] {0, 1, 2, 0});
            draws.add(new int[] {3, 1, 2, 1});
            PosteriorDraws.Function function = draws.draw(values);
            first[run] = function.of(new int[] {3, 0, 0, 0});
        }
        assertThat(first[1]).isEqualTo(first[0]);
    }

    @Test
    void whatIsUnlikeThroughoutIsLeftUnexplained() {
        PosteriorDraws draws = new PosteriorDraws(SHAPE, new RandomStream(1, "sets"), new RandomStream(1, "draws"));
        List<int[]> actions = SHAPE.everyAction();
        actions.forEach(draws::add);
        double[] smooth =
                actions.stream().mapToDouble(choices -> choices[0] < 2 ? -1 : 1).toArray();
        RandomStream random = new RandomStream(1, "noise");
        double[] rough = actions.stream()
                .mapToDouble(choices -> random.nextInt(2) == 0 ? -1 : 1)
                .toArray();
        double ofSmooth = draws.unexplained(draws.draw(smooth, 0), smooth);
        assertThat(ofSmooth).isBetween(0.0, 0.05);
        assertThat(draws.unexplained(draws.draw(rough, 0), rough)).isGreaterThan(ofSmooth);
    }
}
