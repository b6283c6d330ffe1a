package io.github.l2nas.engine.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfaEncodingTest {

    @Test
    void theNumberOfInputsTellsTheImageSizes() {
        assertThat(OfaEncoding.ofLength(121).imageSizes()).containsExactly(224);
        assertThat(OfaEncoding.ofLength(124).imageSizes()).containsExactly(128, 160, 192, 224);
        assertThat(OfaEncoding.ofLength(145).imageSizes())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(32, 56).mapToObj(i -> 4 * i).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 120, 126, 128, 217})
    void otherNumbersOfInputsAreRefused(int inputs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OfaEncoding.ofLength(inputs))
                .withMessageStartingWith("it takes " + inputs + " inputs; a predictor of ofa-mbv3 takes 120");
    }

    @Test
    void kernelsAndExpansionsOfActiveLayersAreOneHot() {
        OfaArchitecture architecture = new OfaMobileNetV3()
                .parse("{\"ks\": [3,5,7,7, 3,3,3,3, 3,3,3,3, 3,3,3,3, 3,3,3,7], \"e\": [6,4,3,3, 3,3,3,3, 3,3,3,3,"
                        + " 3,3,3,3, 3,3,3,6], \"d\": [3, 2, 2, 2, 4]}");
        double[] inputs = OfaEncoding.ofLength(124).encode(architecture, 160);
        assertThat(Arrays.copyOf(inputs, 4)).containsExactly(0, 1, 0, 0);
        assertThat(Arrays.copyOfRange(inputs, 4, 16)).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0);
        assertThat(Arrays.copyOfRange(inputs, 61, 64)).containsExactly(0, 0, 1);
        assertThat(Arrays.copyOfRange(inputs, 64, 76)).containsExactly(0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0);
        assertThat(Arrays.copyOfRange(inputs, 121, 124)).containsExactly(0, 0, 1);
        assertThat(Arrays.stream(inputs).sum()).isEqualTo(1 + 2 * (3 + 2 + 2 + 2 + 4));
    }
}
