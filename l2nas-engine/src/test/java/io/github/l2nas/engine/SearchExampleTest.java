package io.github.l2nas.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.l2nas.api.evaluator.Score;
import org.junit.jupiter.api.Test;

class SearchExampleTest {

    @Test
    void findsTheCellOfConvolutionsAlone() {
        SearchResult result = Search.in("nas-bench-201")
                .evaluator(candidate -> Score.of(convolutions(candidate.architecture().notation()) / 6.0))
                .strategy("local-search")
                .steps(200)
                .run();
        assertEquals(6, convolutions(result.architecture().notation()));
    }

    private static int convolutions(String cell) {
        return cell.split("nor_conv_3x3", -1).length - 1;
    }
}
