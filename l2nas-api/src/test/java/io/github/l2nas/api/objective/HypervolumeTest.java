package io.github.l2nas.api.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moeaframework.core.FastNondominatedSorting;
import org.moeaframework.core.NondominatedPopulation;
import org.moeaframework.core.Population;
import org.moeaframework.core.Solution;
import org.moeaframework.core.attribute.Rank;
import org.moeaframework.core.indicator.WFGHypervolume;
import org.moeaframework.problem.AbstractProblem;

/** Fronts and hypervolumes are those that the MOEA Framework computes. */
class HypervolumeTest {

    private static List<double[]> points(int count, int objectives, long seed, int levels) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] point = new double[objectives];
            Arrays.setAll(point, axis -> random.nextInt(levels) / (double) levels);
            points.add(point);
        }
        return points;
    }

    private static Solution solution(double[] losses) {
        Solution solution = new Solution(0, losses.length);
        solution.setObjectives(losses);
        return solution;
    }

    private static double oracle(List<double[]> points, int objectives) {
        NondominatedPopulation front = new NondominatedPopulation();
        points.forEach(point -> front.add(solution(point)));
        return new WFGHypervolume(new Nothing(objectives), ones(objectives)).evaluate(front);
    }

    private static double[] ones(int objectives) {
        double[] ones = new double[objectives];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static final class Nothing extends AbstractProblem {
        private Nothing(int objectives) {
            super(0, objectives);
        }

        @Override
        public void evaluate(Solution solution) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Solution newSolution() {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theHypervolumeIsThatOfTheOracle(int objectives) {
        for (int seed = 0; seed < 20; seed++) {
            List<double[]> points = points(40, objectives, seed, seed % 2 == 0 ? 10 : 1_000_000);
            assertThat(Hypervolume.of(points, ones(objectives)))
                    .as("seed %d", seed)
                    .isCloseTo(oracle(points, objectives), within(1e-9));
        }
    }

    @Test
    void pointsThatTheReferenceDoesNotBoundAddNothing() {
        List<double[]> points = List.of(new double[] {0.5, 0.5}, new double[] {0, 1}, new double[] {2, -1});
        assertThat(Hypervolume.of(points, ones(2))).isEqualTo(0.25);
        assertThat(Hypervolume.of(List.of(), ones(2))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theGainIsTheDifferenceOfHypervolumes(int objectives) {
        for (int seed = 0; seed < 20; seed++) {
            List<double[]> all = points(25, objectives, seed, seed % 2 == 0 ? 6 : 1_000_000);
            List<double[]> front =
                    NonDominatedSort.firstFront(all).stream().map(all::get).toList();
            HypervolumeGain gain = new HypervolumeGain(front, ones(objectives));
            for (double[] point : points(25, objectives, seed + 100, 6)) {
                List<double[]> more = new ArrayList<>(front);
                more.add(point);
                double difference = Hypervolume.of(more, ones(objectives)) - Hypervolume.of(front, ones(objectives));
                assertThat(gain.of(point)).isCloseTo(difference, within(1e-9));
            }
        }
    }

    @Test
    void theFirstPointGainsAllUpToTheReference() {
        assertThat(new HypervolumeGain(List.of(), ones(2)).of(new double[] {0.25, 0.5}))
                .isEqualTo(0.375);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theFrontsAreThoseOfTheOracle(int objectives) {
        for (int seed = 0; seed < 20; seed++) {
            List<double[]> points = points(60, objectives, seed, 8);
            List<Solution> solutions =
                    points.stream().map(HypervolumeTest::solution).toList();
            new FastNondominatedSorting().evaluate(new Population(solutions));
            List<List<Integer>> fronts = NonDominatedSort.fronts(points);
            for (int rank = 0; rank < fronts.size(); rank++) {
                for (int index : fronts.get(rank)) {
                    assertThat(Rank.getAttribute(solutions.get(index))).isEqualTo(rank);
                }
            }
            assertThat(fronts.stream().mapToInt(List::size).sum()).isEqualTo(60);
        }
    }

    @Test
    void ofEqualPointsTheFirstIsInTheFirstFront() {
        List<double[]> points = List.of(
                new double[] {1, 1}, new double[] {0, 2}, new double[] {0, 2}, new double[] {2, 2}, new double[] {1, 0
                });
        assertThat(NonDominatedSort.firstFront(points)).containsExactly(1, 4);
    }
}
