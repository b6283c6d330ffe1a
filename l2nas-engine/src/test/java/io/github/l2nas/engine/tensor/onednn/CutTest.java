package io.github.l2nas.engine.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutTest {

    @ParameterizedTest
    @CsvSource({
        "64, 32, 17 15 17 15",
        "32, 32, 9 7 9 7",
        "96, 32, 17 15 17 15 17 15",
        "100, 32, 15 15 14 14 14 14 14",
        "80, 32, 17 15 17 15 16",
        "64, 8, 64",
        "128, 8, 65 63",
        "16, 224, 4 4 4 4",
        "3, 224, 1 1 1",
        "1, 32, 1"
    })
    void aBatchIsCutIntoShardsOfAboutSixteenImages(int batch, int side, String expected) {
        Cut cut = Cut.of(batch, new Shape(3, side, side));
        List<Integer> images =
                IntStream.range(0, cut.shards()).mapToObj(cut::images).toList();
        assertThat(images)
                .isEqualTo(Arrays.stream(expected.split(" ", -1))
                        .map(Integer::valueOf)
                        .toList());
        assertThat(cut.batch()).isEqualTo(batch);
    }
}
