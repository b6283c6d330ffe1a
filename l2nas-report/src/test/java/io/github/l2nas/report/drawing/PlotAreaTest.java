package io.github.l2nas.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlotAreaTest {

    private static final Pattern BELOW = Pattern.compile("class=\"tick middle\"[^>]*>([^<]*)<");
    private static final Pattern BESIDE = Pattern.compile("class=\"tick end\"[^>]*>([^<]*)<");

    private static List<String> ticks(Pattern pattern, Axis x, Axis y) {
        Markup svg = new Markup();
        new PlotArea(x, y, PlotArea.LEFT, PlotArea.TOP, 190, 80).draw(svg);
        return pattern.matcher(svg.toString())
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    @Test
    void aNarrowPlotHasTicksEnoughToReadItsScale() {
        Axis share = new Axis("y", 89.7, 91.9);

        assertThat(ticks(BELOW, new Axis("x", 0.05, 1.56), share)).containsExactly("0.5", "1.0", "1.5");
        assertThat(ticks(BELOW, new Axis("x", -2, 38), share)).containsExactly("0", "10", "20", "30");
        assertThat(ticks(BESIDE, new Axis("x", 0, 1), share)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void ticksThatWouldTouchAreLeftOut() {
        Axis large = new Axis("x", 12_000_000, 52_000_000);

        assertThat(ticks(BELOW, large, new Axis("y", 0, 1)))
                .containsExactly("20\u202f000\u202f000", "40\u202f000\u202f000");
    }
}
