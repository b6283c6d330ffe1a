package io.github.l2nas.engine.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

    private static final double NOISE = 0.05;
    private static final int ROWS = 6;

    private final Kernel kernel = new Kernel(ROWS, 0.5);
    private final RandomStream random = new RandomStream(3, "points");

    private List<Point> points(int count) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] choices = new int[ROWS];
            for (int row = 0; row < ROWS; row++) {
                choices[row] = random.nextInt(3);
            }
            points.add(new Point(choices, new double[] {random.nextDouble(), random.nextDouble()}));
        }
        return points;
    }

    @Test
    void alikeIsWhatHasTheSameChoicesAndFeatures() {
        Point point = new Point(new int[] {0, 1, 2, 0, 1, 2}, new double[] {0.5, 0.25});
        Point twoRowsDiffer = new Point(new int[] {1, 1, 2, 0, 1, 0}, new double[] {0.5, 0.25});
        Point featuresDiffer = new Point(new int[] {0, 1, 2, 0, 1, 2}, new double[] {0.5, 0.75});

        assertThat(kernel.of(point, point)).isEqualTo(1);
        assertThat(kernel.of(point, twoRowsDiffer)).isCloseTo(0.5 * Math.exp(-1) + 0.5, within(1e-15));
        assertThat(kernel.of(point, featuresDiffer))
                .isCloseTo(0.5 + 0.5 * Math.exp(-0.25 / (2 * 0.25 * 2)), within(1e-15));
        assertThat(new Kernel(ROWS, 0).of(point, featuresDiffer)).isEqualTo(1);
    }

    /** Means k (K + noise)^-1 z and variances 1 - k (K + noise)^-1 k, by elimination. */
    @Test
    void predictsWhatTheEquationsSayWhilePointsComeOneByOne() {
        List<Point> observed = points(40);
        List<Point> candidates = points(25);
        GaussianProcess process = new GaussianProcess(kernel, NOISE);
        Predictions predictions = new Predictions(candidates);
        for (int count = 1; count <= observed.size(); count++) {
            process.add(observed.get(count - 1));
            predictions.follow(process);
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = Math.sin(7.0 * i + count);
            }
            float[] means = predictions.means(process.solve(values));
            for (int i = 0; i < candidates.size(); i++) {
                double[] alike = new double[count];
                for (int j = 0; j < count; j++) {
                    alike[j] = kernel.of(candidates.get(i), observed.get(j));
                }
                double[] weights = Elimination.solve(covariance(observed.subList(0, count)), alike);
                assertThat((double) means[i]).isCloseTo(Elimination.product(weights, values), within(1e-4));
                assertThat(predictions.deviation(i))
                        .isCloseTo(Math.sqrt(1 - Elimination.product(weights, alike)), within(1e-4));
            }
        }
    }

    @Test
    void whatIsObservedTwiceIsKnownBetter() {
        List<Point> points = points(1);
        GaussianProcess process = new GaussianProcess(kernel, NOISE);
        Predictions predictions = new Predictions(points);
        double before = predictions.deviation(0);
        for (int i = 0; i < 3; i++) {
            process.add(points.get(0));
            predictions.follow(process);
            assertThat(predictions.deviation(0)).isLessThan(before);
            before = predictions.deviation(0);
        }
        assertThat(predictions.means(process.solve(new double[] {1, 1, 1}))[0])
                .isCloseTo(3 / (3 + (float) NOISE), within(1e-5f));
    }

    private double[][] covariance(List<Point> points) {
        double[][] covariance = new double[points.size()][points.size()];
        for (int i = 0; i < points.size(); i++) {
            for (int j = 0; j < points.size(); j++) {
                covariance[i][j] = kernel.of(points.get(i), points.get(j)) + (i == j ? NOISE : 0);
            }
        }
        return covariance;
    }
}
