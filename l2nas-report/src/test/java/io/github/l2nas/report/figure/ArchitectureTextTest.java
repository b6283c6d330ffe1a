package io.github.l2nas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.space.SearchSpaces;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTextTest {

    private static List<String> lines(String space, String notation) {
        return ArchitectureText.lines(SearchSpaces.named(space).parse(notation));
    }

    @Test
    void aCellOfNasBench201HasAColumnForEachNode() {
        assertThat(lines(
                        "nas-bench-201",
                        "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|none~2|"))
                .containsExactly(
                        "┌────────┬──────────┬──────────────┬──────────┐",
                        "│ cell   │ node 1   │ node 2       │ node 3   │",
                        "├────────┼──────────┼──────────────┼──────────┤",
                        "│ input  │ conv 3×3 │ conv 1×1     │ skip     │",
                        "│ node 1 │          │ avg pool 3×3 │ conv 3×3 │",
                        "│ node 2 │          │              │ none     │",
                        "└────────┴──────────┴──────────────┴──────────┘");
    }

    @Test
    void aGenotypeHasTwoCellsThatFitAConsole() {
        List<String> lines = lines(
                "darts",
                "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1),"
                        + " ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)],"
                        + " normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1),"
                        + " ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2),"
                        + " ('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=range(2, 6))");

        assertThat(lines).hasSize(18).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
        assertThat(lines.get(3))
                .isEqualTo("│ c(k−2)      │ sep conv 3×3 │ sep conv 3×3 │ skip         │ skip         │");
        assertThat(lines.get(5)).contains("│ dil conv 3×3 │").startsWith("│ node 0 ");
    }

    @Test
    void aUnitOfOnceForAllHasItsActiveLayersOnly() {
        assertThat(lines(
                        "ofa-mbv3",
                        "{\"ks\": [3,5,7,3,3,5,7,3,3,5,7,3,3,5,7,3,3,5,7,3], \"e\":"
                                + " [3,4,6,3,3,4,6,3,3,4,6,3,3,4,6,3,3,4,6,3], \"d\": [2,3,4,2,2]}"))
                .hasSize(9)
                .contains(
                        "│ unit 1            │ 3×3 ×3  │ 5×5 ×4  │         │         │",
                        "│ unit 3            │ 3×3 ×3  │ 5×5 ×4  │ 7×7 ×6  │ 3×3 ×3  │");
    }
}
