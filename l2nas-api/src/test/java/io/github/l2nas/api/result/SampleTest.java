package io.github.l2nas.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void theDeviationIsThatOfASample() {
        Sample sample = Sample.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0));
        assertThat(sample.count()).isEqualTo(8);
        assertThat(sample.mean()).isEqualTo(5);
        assertThat(sample.deviation()).isCloseTo(2.138089935299395, within(1e-15)); // numpy.std(values, ddof=1)
    }

    @Test
    void aSingleMeasurementDoesNotDeviate() {
        assertThat(Sample.of(List.of(0.7))).isEqualTo(new Sample(1, 0.7, 0));
        assertThat(Sample.of(List.of()).mean()).isNaN();
    }

    /** One addition after the other comes to 0.9999999999999999. */
    @Test
    void roundingErrorsOfTheSumAreCompensated() {
        assertThat(Sample.of(Collections.nCopies(10, 0.1)).mean()).isEqualTo(0.1);
    }
}
