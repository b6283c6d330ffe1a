package io.github.l2nas.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.engine.Search;
import io.github.l2nas.engine.SearchResult;
import org.junit.jupiter.api.Test;

class CellSearchTest {
    @Test
    void findsTheCellOfConvolutionsAlone() {
        SearchResult result = Search.in("nas-bench-201")
                .evaluator(it -> Score.of(it.architecture().notation().split("conv_3x3", -1).length / 7.0))
                .strategy("local-search")
                .steps(200)
                .run();
        assertEquals(1, result.accuracy());
    }
}
