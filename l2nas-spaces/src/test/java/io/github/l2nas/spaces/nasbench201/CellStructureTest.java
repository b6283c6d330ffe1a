package io.github.l2nas.spaces.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellStructureTest {

    /** Operations by number: 0 none, 1 skip, 2 and 3 convolutions, 4 pooling; edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3. */
    @ParameterizedTest
    @CsvSource({
        "333333, 54, 4, 3", // everything live
        "000000, 0, 0, 0",
        "000200, 1, 1, 1", // the direct edge alone
        "333000, 0, 0, 0", // nothing reaches the output
        "303020, 10, 1, 2", // 0-1-3; 1-2 leads nowhere
        "203003, 19, 1, 3", // 0-1-2-3
        "411441, 0, 4, 0" // live, but no convolution
    })
    void onlyWhatLeadsFromInputToOutputCounts(String operations, int weights, int paths, int depth) {
        int[] choices = operations.chars().map(digit -> digit - '0').toArray();

        assertThat(CellStructure.of(NasBench201Architecture.of(choices)))
                .isEqualTo(new CellStructure(weights, paths, depth));
    }

    @Test
    void theSpaceNamesItsFeatures() {
        NasBench201 space = new NasBench201();
        double[] features = space.features(space.architecture(new int[] {3, 0, 3, 0, 2, 0}));

        assertThat(space.featureNames())
                .hasSameSizeAs(IntStream.range(0, features.length).boxed().toList());
        assertThat(Arrays.stream(features).boxed()).containsExactly(10.0, 1.0, 2.0);
    }
}
