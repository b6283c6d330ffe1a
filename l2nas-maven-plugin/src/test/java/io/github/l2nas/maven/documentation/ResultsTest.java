package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Results in tables of pages are those of {@code benchmarks/results.json}, which has each measured number once, and the pages that
 * show it. Where results are to be compared within a part of their table only, {@code among} names the part.
 */
class ResultsTest {

    private static final String MEASURED = "\\d+\\.\\d+ \\+- \\d+\\.\\d+";

    private static final String SHARE = "\\d+\\.\\d %";

    /** A mean in the README's table of accuracies by number of architectures. */
    private static final Pattern MEAN = Pattern.compile("\\d\\d\\.\\d\\d");

    private static JsonNode results() throws IOException {
        return new ObjectMapper()
                .readTree(Page.ROOT.resolve("benchmarks/results.json").toFile());
    }

    private static List<String> values(String page, String pages) throws IOException {
        List<String> values = new ArrayList<>();
        for (JsonNode result : results()) {
            for (JsonNode shown : result.path(pages)) {
                if (shown.asText().equals(page)) {
                    values.add(result.get("value").asText());
                }
            }
        }
        return values;
    }

    private static List<String> cells(String page, Pattern pattern) throws IOException {
        return Files.readAllLines(Page.ROOT.resolve(page)).stream()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> Arrays.stream(line.split("\\|", -1)))
                .map(String::strip)
                .filter(cell -> pattern.matcher(cell).matches())
                .toList();
    }

    /** Results of a page that are best: of highest mean among those of their table and column that are to be compared. */
    private static List<String> best(String page) throws IOException {
        List<JsonNode> shown = new ArrayList<>();
        for (JsonNode result : results()) {
            for (JsonNode one : result.path("pages")) {
                if (one.asText().equals(page)) {
                    shown.add(result);
                }
            }
        }
        return shown.stream()
                .filter(result -> isBest(result, shown))
                .map(result -> result.get("value").asText())
                .toList();
    }

    private static boolean isBest(JsonNode result, List<JsonNode> shown) {
        List<JsonNode> compared = shown.stream()
                .filter(other -> group(other).equals(group(result)))
                .toList();
        List<JsonNode> column = compared.stream()
                .filter(other -> other.get("column").equals(result.get("column")))
                .toList();
        long rows = compared.stream().map(other -> other.get("row")).distinct().count();
        return rows > 1 && column.size() == rows && column.stream().allMatch(other -> mean(other) <= mean(result));
    }

    private static String group(JsonNode result) {
        return result.get("table").asText() + ", " + result.path("among").asText();
    }

    private static double mean(JsonNode result) {
        return Double.parseDouble(result.get("value").asText().split(" ", 2)[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/site/markdown/results.md"})
    void aPageHasTheNumbersOfTheFileAndNoOthers(String page) throws IOException {
        List<String> expected = values(page, "pages");

        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(cells(page, Pattern.compile("(\\*\\*)?" + MEASURED + "(\\*\\*)?")))
                .extracting(cell -> cell.replace("*", ""))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theBestOfEachComparisonIsBold() throws IOException {
        String page = "src/site/markdown/results.md";
        List<String> best = best(page);

        assertThat(best).hasSizeGreaterThan(10);
        assertThat(cells(page, Pattern.compile("\\*\\*" + MEASURED + "\\*\\*")))
                .extracting(cell -> cell.replace("*", ""))
                .containsExactlyInAnyOrderElementsOf(best);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/results.md", "src/site/markdown/many-machines.md"})
    void aPageHasTheSharesOfTheFileInTheirOrder(String page) throws IOException {
        List<String> expected = values(page, "sharesIn");

        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(cells(page, Pattern.compile(SHARE))).containsSubsequence(expected);
    }

    @Test
    void theReadmeHasTheMeansOfTheFile() throws IOException {
        String page = "README.md";
        List<String> means = values(page, "meansIn").stream()
                .map(value -> value.split(" ", 2)[0])
                .toList();

        assertThat(means).hasSizeGreaterThan(10);
        assertThat(cells(page, MEAN)).containsAll(means);
    }

    @Test
    void aResultStandsThereOnce() throws IOException {
        Set<String> known = new HashSet<>();
        for (JsonNode result : results()) {
            assertThat(result.get("value").asText()).matches(MEASURED + "|" + SHARE);
            assertThat(known.add(result.get("table") + " " + result.get("row") + " " + result.get("column")))
                    .as("%s", result)
                    .isTrue();
        }
    }
}
