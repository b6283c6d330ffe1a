package io.github.l2nas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpaces;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchitectureDiagramTest {

    private static final String GENOTYPE =
            "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1),"
                    + " ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)],"
                    + " normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2),"
                    + " ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2),"
                    + " ('max_pool_3x3', 1)], reduce_concat=range(2, 6))";

    private static Figure figure(String space, String notation) {
        Architecture architecture = SearchSpaces.named(space).parse(notation);
        return ArchitectureDiagram.figure("it", architecture, Optional.empty(), "")
                .orElseThrow();
    }

    @Test
    void theSecondOrderDartsCell() throws Exception {
        Figure figure = figure("darts", GENOTYPE);
        JsonNode cells = new ObjectMapper().readTree(figure.data().content());

        assertThat(figure.alternative())
                .startsWith("normal cell: node 0 adds sep conv 3×3 of c(k−2) and sep conv 3×3 of c(k−1); node 1")
                .contains("node 3 adds skip of c(k−2) and dil conv 3×3 of 0.")
                .contains("reduction cell: node 0 adds max pool 3×3 of c(k−2) and max pool 3×3 of c(k−1)");
        assertThat(cells)
                .hasSize(2)
                .allSatisfy(cell -> assertThat(cell.get("edges")).hasSize(8));
    }

    @Test
    void aCellOfNasBench201() {
        Figure figure = figure(
                "nas-bench-201",
                "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|none~2|");

        assertThat(figure.alternative())
                .isEqualTo("Cell: node 1 adds conv 3×3 of input; node 2 adds conv 3×3 of input and avg pool 3×3 of 1;"
                        + " node 3 adds skip of input and conv 3×3 of 1 and none of 2.");
    }

    @Test
    void layersOfAUnitThatIsNotDeepEnoughAreLeftOut() throws Exception {
        Figure figure = figure(
                "ofa-mbv3",
                "{\"ks\": [3,5,7,3,3,5,7,3,3,5,7,3,3,5,7,3,3,5,7,3], \"e\": [3,4,6,3,3,4,6,3,3,4,6,3,3,4,6,3,3,4,6,3],"
                        + " \"d\": [2,3,4,2,2]}");
        JsonNode layers = new ObjectMapper().readTree(figure.data().content());

        assertThat(layers).hasSize(13);
        assertThat(figure.alternative()).startsWith("unit 1: 3×3 expansion 3, 5×5 expansion 4; unit 2: 3×3");
    }
}
