package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.graph.Shape;
import org.junit.jupiter.api.Test;

class NormalisationTest {

    @Test
    void measuresEachChannelForItself() {
        byte[] pixels = {0, (byte) 255, 51, 51, (byte) 255, 0, 51, 51};

        Normalisation normalisation = Normalisation.of(new ImageSet(new Shape(2, 1, 2), pixels, new int[2]));

        assertThat(normalisation.mean()).containsExactly(0.5f, 0.2f);
        assertThat(normalisation.deviation()[0]).isEqualTo(0.5f);
    }

    @Test
    void aChannelThatIsTheSameEverywhereBecomesZero() {
        byte[] pixels = {51, 51, 51, 51};
        ImageSet grey = new ImageSet(new Shape(1, 2, 2), pixels, new int[1]);

        Normalisation normalisation = Normalisation.of(grey);

        assertThat(normalisation.deviation()).containsExactly(1f);
        for (float value :
                Batches.inOrder(grey, new int[1], 1, normalisation).batch(0, 0).images()) {
            assertThat(value).isBetween(-1e-7f, 1e-7f);
        }
    }

    @Test
    void refusesNoImagesAndDeviationsThatAreNotPositive() {
        ImageSet none = new ImageSet(new Shape(1, 2, 2), new byte[0], new int[0]);

        assertThatIllegalArgumentException().isThrownBy(() -> Normalisation.of(none));
        assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation(new float[1], new float[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation(new float[2], new float[] {1}));
    }
}
