package io.github.l2nas.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The charts on the page of results show {@code benchmarks/results.json}. {@code -Dcharts.write=true} draws them again.
 */
class ResultChartsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path IMAGES = ROOT.resolve("src/site/resources/images");

    private static Map<String, String> charts() throws IOException {
        return new ResultCharts(ROOT.resolve("benchmarks/results.json")).all();
    }

    @Test
    void theChartsOfTheSiteAreThoseOfTheResults() throws IOException {
        for (Map.Entry<String, String> chart : charts().entrySet()) {
            Path file = IMAGES.resolve(chart.getKey());
            if (Boolean.getBoolean("charts.write")) {
                Files.writeString(file, chart.getValue());
            }
            assertThat(file)
                    .as("draw it again with -Dcharts.write=true")
                    .content()
                    .isEqualTo(chart.getValue());
        }
    }

    @Test
    void thePageOfResultsShowsEachChart() throws IOException {
        String page = Files.readString(ROOT.resolve("src/site/markdown/results.md"));

        charts().keySet().forEach(name -> assertThat(page).contains("(images/" + name + ")"));
    }
}
