package io.github.l2nas.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.random.RandomStream;
import org.junit.jupiter.api.Test;

class GuessingTest {

    /** R: qbinom(0.99, 100, 0.5) is 62. */
    @Test
    void ofOneTryTheQuantileOfTheBinomialDistributionIsTheHighest() {
        assertThat(new Guessing(100, 0.5, 1).highest()).isEqualTo(0.62);
    }

    @Test
    void theMoreTriesTheFurtherGuessesCome() {
        assertThat(new Guessing(100, 0.5, 1000).highest()).isGreaterThan(0.62).isLessThan(0.8);
    }

    @Test
    void theMoreImagesTheLessGuessesCome() {
        assertThat(new Guessing(10_000, 0.5, 1).highest()).isGreaterThan(0.5).isLessThan(0.52);
    }

    @Test
    void theMostFrequentClassIsWhatGuessesReach() {
        assertThat(Guessing.on(new int[] {0, 1, 1, 1}, 7)).isEqualTo(new Guessing(4, 0.75, 7));
        assertThat(Guessing.on(new int[] {2, 2}, 1).highest()).isEqualTo(1);
    }

    @Test
    void seldomDoRealGuessesComeFurther() {
        Guessing guessing = new Guessing(60, 1.0 / 3, 20);
        RandomStream random = new RandomStream(1, "test.guessing");
        int further = 0;
        for (int training = 0; training < 2000; training++) {
            int best = 0;
            for (int attempt = 0; attempt < guessing.tries(); attempt++) {
                int right = 0;
                for (int image = 0; image < guessing.images(); image++) {
                    right += random.nextInt(3) == 0 ? 1 : 0;
                }
                best = Math.max(best, right);
            }
            further += (double) best / guessing.images() > guessing.highest() ? 1 : 0;
        }
        assertThat(further).isLessThanOrEqualTo(2000 / 100);
    }

    @Test
    void theWarningTellsTheNumbers() {
        assertThat(new Guessing(100, 0.5, 1).noBetter("The supernet", 0.4))
                .isEqualTo("The supernet is no better than guessing: its best accuracy is 40.00 % of 100 images, and by"
                        + " chance alone it can be up to 62.00 %");
    }
}
