package io.github.l2nas.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moeaframework.core.FastNondominatedSorting;
import org.moeaframework.core.Population;
import org.moeaframework.core.Solution;
import org.moeaframework.core.attribute.CrowdingDistance;

class CrowdingDistanceTest {

    /** Without equal values, whose order is up to a sort. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theDistancesAreThoseOfTheOracle(int objectives) {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<double[]> points = new ArrayList<>();
            List<Solution> solutions = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                double[] point = new double[objectives];
                Arrays.setAll(point, axis -> random.nextDouble());
                points.add(point);
                Solution solution = new Solution(0, objectives);
                solution.setObjectives(point);
                solutions.add(solution);
            }
            new FastNondominatedSorting().updateCrowdingDistance(new Population(solutions));
            double[] distances = io.github.l2nas.engine.strategy.CrowdingDistance.of(points);
            for (int i = 0; i < distances.length; i++) {
                double expected = CrowdingDistance.getAttribute(solutions.get(i));
                if (Double.isInfinite(expected)) {
                    assertThat(distances[i]).isInfinite();
                } else {
                    assertThat(distances[i]).isCloseTo(expected, within(1e-12));
                }
            }
        }
    }
}
