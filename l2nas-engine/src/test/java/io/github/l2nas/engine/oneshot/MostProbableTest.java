package io.github.l2nas.engine.oneshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MostProbableTest {

    private static final SearchSpace SPACE = SearchSpaces.named("nas-bench-201");

    private static double probability(Architecture architecture, double[] probabilities) {
        double product = 1;
        for (int row = 0; row < 6; row++) {
            product *= probabilities[5 * row + architecture.choices()[row]];
        }
        return product;
    }

    @Test
    void allArchitecturesComeOnceTheMostProbableFirst() {
        RandomStream random = new RandomStream(1, "logits");
        double[] logits = new double[30];
        Arrays.setAll(logits, i -> 2 * random.nextDouble());
        double[] probabilities = RowSoftmax.of(SPACE.actionShape(), logits);
        List<Architecture> all = new ArrayList<>();
        new MostProbable(SPACE, probabilities).forEachRemaining(all::add);
        assertThat(all).hasSize(15_625).extracting(Architecture::identity).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(architecture -> (float) probability(architecture, probabilities))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void ofEquallyProbableOnesTheEarlierOperationsComeFirst() {
        double[] even = new double[30];
        Arrays.fill(even, 0.2);
        MostProbable ranking = new MostProbable(SPACE, even);
        assertThat(ranking.next().choices()).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(ranking.next().choices()).containsExactly(0, 0, 0, 0, 0, 1);
    }

    @Test
    void theFirstStepOfAdamIsAsLargeAsTheLearningRate() {
        ArchitectureWeights weights =
                new ArchitectureWeights(SPACE.actionShape(), 0.1, 0, new RandomStream(1, "weights"));
        double[] before = weights.values();
        assertThat(Arrays.stream(before).map(Math::abs).max().orElseThrow()).isBetween(1e-4, 0.01);
        double[] gradient = new double[30];
        gradient[3] = 7;
        gradient[4] = -0.01;
        weights.descend(gradient);
        assertThat(weights.values()[3] - before[3]).isCloseTo(-0.1, Offset.offset(1e-6));
        assertThat(weights.values()[4] - before[4]).isCloseTo(0.1, Offset.offset(1e-6));
        assertThat(weights.values()[5]).isEqualTo(before[5]);
    }
}
