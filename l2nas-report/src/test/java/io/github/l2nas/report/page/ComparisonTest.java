package io.github.l2nas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.report.Pages;
import io.github.l2nas.report.Searches;
import io.github.l2nas.report.page.Comparison.Compared;
import io.github.l2nas.report.result.FoundFront;
import io.github.l2nas.report.result.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ComparisonTest {

    @TempDir
    private Path directory;

    private Document compare(String... changes) throws Exception {
        Path first = Searches.invent(directory.resolve("first"), "nas-bench-201", 80);
        Path second = Searches.invent(directory.resolve("second"), "nas-bench-201", 80);
        Path file = second.resolve("architecture.json");
        String text = Files.readString(file);
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(text).contains(changes[i]);
            text = text.replace(changes[i], changes[i + 1]);
        }
        Files.writeString(file, text);
        Path page = directory.resolve("compare.html");
        new Comparison(List.of(compared("one:1", first), compared("one:2", second))).write("Two versions", page);
        return Pages.parse(page);
    }

    private static Compared compared(String name, Path result) throws IOException {
        Path front = result.resolve("front.json");
        return new Compared(
                SearchResult.in(name, result, true),
                Optional.empty(),
                Files.exists(front) ? Optional.of(FoundFront.read(front)) : Optional.empty());
    }

    /** The first cell of each row that names both values. */
    private static List<String> rows(Document page, String heading) {
        return Pages.elements(page, "tr").stream()
                .filter(row -> row.getParentNode().getNodeName().equals("tbody"))
                .filter(row -> ((Element) row.getParentNode().getParentNode())
                        .getElementsByTagName("th")
                        .item(0)
                        .getTextContent()
                        .equals(heading))
                .filter(row -> row.getElementsByTagName("td").getLength() == 2)
                .map(row -> row.getFirstChild().getTextContent())
                .toList();
    }

    @Test
    void whatDiffersIsListed() throws Exception {
        Document page = compare("\"eliteSize\" : 50", "\"eliteSize\" : 64", Searches.DIGEST, "f".repeat(64));

        assertThat(rows(page, "setting or input")).containsExactly("inputs.dataset.sha256", "settings.eliteSize");
        assertThat(Pages.texts(page, "summary")).contains("4 settings and inputs are the same");
        assertThat(Pages.texts(page, "td")).contains("f".repeat(64), "0.0001");
    }

    @Test
    void whereNothingDiffersThatIsSaid() throws Exception {
        Document page = compare();

        assertThat(Pages.texts(page, "p"))
                .contains(
                        "Settings, inputs, stopping rule and constraints are the same.",
                        "one:1, one:2 found the same architecture.");
    }

    @Test
    void theEdgesThatChangedAreMarked() throws Exception {
        Document same = compare();
        assertThat(Pages.elements(same, "rect"))
                .noneMatch(box -> box.getAttribute("class").contains("changed"));

        Path first = directory.resolve("first/architecture.json");
        String text = Files.readString(first);
        String notation = text.replaceAll("(?s).*\"architecture\" : \"([^\"]*)\".*", "$1");
        String last = notation.replaceAll(".*\\|([a-z_0-9]+)~2\\|$", "$1");
        String other = last.equals("none") ? "skip_connect" : "none";
        Document page = compare(last + "~2|", other + "~2|");

        // One box, in the wide and in the narrow drawing of the second one.
        assertThat(Pages.elements(page, "rect"))
                .filteredOn(box -> box.getAttribute("class").contains("changed"))
                .hasSize(2);
    }

    @Test
    void whatWasScoredByDifferentImagesIsDrawnApartWithTheReason() throws Exception {
        assertThat(figures(compare())).isEqualTo(1);

        Document page = compare(Searches.DIGEST, "f".repeat(64));
        assertThat(figures(page)).isEqualTo(2);
        assertThat(Pages.texts(page, "p"))
                .contains(
                        "one:2 (l2nas) can't be compared with one:1 (l2nas) and has figures of its own: the accuracies depend on"
                                + " inputs.dataset.sha256, which differ.");
        assertThat(Pages.texts(page, "td")).noneMatch(cell -> cell.contains("(+"));
    }

    private static long figures(Document page) {
        return Pages.texts(page, "h3").stream()
                .filter("Best accuracy by architectures scored"::equals)
                .count();
    }

    @Test
    void accuraciesAreSubtractedWhereTheMetricIsTheSame() throws Exception {
        assertThat(Pages.texts(compare(), "td")).anyMatch(cell -> cell.endsWith("(+0.00)"));
        assertThat(Pages.texts(compare("supernet_validation", "cifar10_test"), "td"))
                .noneMatch(cell -> cell.contains("(+"));
    }
}
