package io.github.l2nas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.report.drawing.Drawing;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureMiniatureTest {

    private static final Pattern BOX = Pattern.compile("class=\"box (\\w+)\"[^>]*height=\"([0-9.]+)\"");
    private static final String CELL =
            "|nor_conv_3x3~0|+|none~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_1x1~1|none~2|";

    private static List<String> boxes(Drawing drawing, int group) {
        return BOX.matcher(drawing.content().toString())
                .results()
                .map(box -> box.group(group))
                .toList();
    }

    @Test
    void anEdgeIsABoxInTheColourOfItsOperation() {
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        List<Drawing> drawn = ArchitectureMiniature.all(space, List.of(CELL, CELL));

        assertThat(drawn).hasSize(2);
        assertThat(boxes(drawn.get(0), 1)).containsExactly("conv", "none", "pool", "skip", "conv", "none");
    }

    @Test
    void aLayerIsAsHighAsItIsWideInside() {
        Drawing drawn = ArchitectureMiniature.all(
                        SearchSpaces.named("ofa-mbv3"),
                        List.of("{\"ks\": [3,5,7,3,3,5,7,3,3,5,7,3,3,5,7,3,3,5,7,3], \"e\":"
                                + " [3,4,6,3,3,4,6,3,3,4,6,3,3,4,6,3,3,4,6,3], \"d\": [2,3,4,2,2]}"))
                .get(0);

        assertThat(boxes(drawn, 1)).hasSize(20).startsWith("kernel3", "kernel5", "absent", "absent", "kernel3");
        assertThat(boxes(drawn, 2)).startsWith("9", "12", "18", "9");
    }

    @Test
    void whereOneCantBeReadNoneIsDrawn() {
        assertThat(ArchitectureMiniature.all(SearchSpaces.named("nas-bench-201"), List.of(CELL, "?")))
                .isEmpty();
    }
}
