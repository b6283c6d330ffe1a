package io.github.l2nas.engine.multifidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryDensityTest {

    private static final int[] CATEGORIES = {3, 2};

    @Test
    void sumsToOneOverAllVectors() {
        CategoryDensity density =
                new CategoryDensity(List.of(new int[] {0, 1}, new int[] {2, 1}, new int[] {2, 0}), CATEGORIES);
        double sum = 0;
        for (int first = 0; first < 3; first++) {
            for (int second = 0; second < 2; second++) {
                sum += density.at(new int[] {first, second});
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    /** By hand: deviations 0 and 0.5, factor 1.06 x 2^(-1/6), so bandwidths 0.001 and 0.4722. */
    @Test
    void isTheProductOfTheKernels() {
        CategoryDensity density = new CategoryDensity(List.of(new int[] {1, 0}, new int[] {1, 1}), CATEGORIES);
        double second = 1.06 * Math.pow(2, -1.0 / 6) * 0.5;
        assertThat(density.at(new int[] {1, 0})).isCloseTo(0.999 * ((1 - second) + second) / 2, within(1e-12));
        assertThat(density.at(new int[] {0, 0})).isCloseTo(0.0005 * ((1 - second) + second) / 2, within(1e-12));
    }

    @Test
    void drawsNearThePoints() {
        CategoryDensity density = new CategoryDensity(List.of(new int[] {1, 1}), CATEGORIES);
        RandomStream random = new RandomStream(1, "draws");
        int same = 0;
        for (int i = 0; i < 1000; i++) {
            int[] drawn = density.draw(random);
            assertThat(drawn[0]).isBetween(0, 2);
            same += drawn[0] == 1 && drawn[1] == 1 ? 1 : 0;
        }
        assertThat(same).isGreaterThan(990);
    }
}
