package io.github.l2nas.engine.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.engine.export.ValueRange;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private static float[] repeated(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void fewValuesFarOutsideAreLeftOut() {
        Histogram histogram = new Histogram(-100, 50);
        histogram.add(repeated(49_000, -1));
        histogram.add(repeated(50_990, 2));
        histogram.add(repeated(5, -100));
        histogram.add(repeated(5, 50));

        ValueRange range = histogram.without(1e-4);
        double bin = 150.0 / 2048;
        assertThat(range.least()).isCloseTo(-1, within((float) bin));
        assertThat(range.greatest()).isCloseTo(2, within((float) bin));
    }

    @Test
    void moreValuesThanMayLieOutsideStayInside() {
        Histogram histogram = new Histogram(-100, 50);
        histogram.add(repeated(99_960, 1));
        histogram.add(repeated(20, -100));
        histogram.add(repeated(20, 50));

        assertThat(histogram.without(1e-4)).isEqualTo(new ValueRange(-100, 50));
    }

    @Test
    void zeroIsAlwaysInside() {
        Histogram histogram = new Histogram(0, 8);
        histogram.add(repeated(100, 7));

        assertThat(histogram.without(1e-4).least()).isZero();
    }

    @Test
    void nothingButZerosIsARange() {
        Histogram histogram = new Histogram(0, 0);
        histogram.add(new float[10]);

        assertThat(histogram.without(1e-4)).isEqualTo(new ValueRange(0, 0));
    }
}
