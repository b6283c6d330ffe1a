package io.github.l2nas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.report.Pages;
import io.github.l2nas.report.Searches;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.HistoryReader;
import io.github.l2nas.report.result.ResultException;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrainingCurve;
import io.github.l2nas.report.result.TrialRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SearchReportTest {

    @TempDir
    private static Path directory;

    private static Path table;
    private static SearchResult l2nas;
    private static SearchResult random;

    @BeforeAll
    static void search() throws IOException {
        table = Searches.table(directory);
        Path out = directory.resolve("l2nas");
        l2nas = SearchResult.in("search", Searches.run(out, "l2nas", 3, 150, table), true);
        random = SearchResult.in("random", Searches.run(out.resolve("random"), "random", 3, 150, table), true);
    }

    private Path write(String name, List<SearchResult> searches) {
        Path page = directory.resolve(name + ".html");
        new SearchReport("Cells 1.0", searches, List.of(), List.of()).write(page);
        return page;
    }

    @Test
    void whatRanIsShownAndWhatDidNotIsLeftOut() throws Exception {
        Document one = Pages.parse(write("one", List.of(l2nas)));

        assertThat(Pages.texts(one, "h1")).containsExactly("Cells 1.0");
        assertThat(Pages.texts(one, "h3"))
                .containsExactly(
                        "Best accuracy by architectures scored",
                        "The way through the space",
                        "How different the proposals are",
                        "The architecture",
                        "What the best architectures have in common",
                        "Which operations matter",
                        "The best architectures, choice by choice",
                        "Accuracy and cost",
                        "Hypervolume by architectures scored",
                        "What the critic expected and what came");
        Document baseline = Pages.parse(write("baseline", List.of(random)));
        assertThat(Pages.texts(baseline, "h3")).doesNotContain("What the critic expected and what came");
    }

    @Test
    void theVerdictCountsSeedsAndArchitectures() throws Exception {
        Path page = directory.resolve("verdict.html");
        SearchReport.Written written =
                new SearchReport("Cells 1.0", List.of(l2nas, random), List.of(), List.of()).write(page);
        String verdict = Pages.texts(Pages.parse(page), "p").stream()
                .filter(text -> text.contains(" found "))
                .findFirst()
                .orElseThrow();

        assertThat(verdict)
                .matches(".+ found .+ % accuracy.*, in \\d of 3 seeds, after scoring .+ architectures.*\\."
                        + " The others: .+ in \\d of 3.*\\.");
        assertThat(written.summary()).startsWith("### Cells 1.0\n\n" + verdict).contains("| search | seeds |");
        assertThat(written.files())
                .contains(directory.resolve("verdict/card.svg"), directory.resolve("verdict/figures.json"));
        Document card = Pages.parse(directory.resolve("verdict/card.svg"));
        assertThat(card.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 1200 630");
        JsonNode figures = new ObjectMapper()
                .readTree(directory.resolve("verdict/figures.json").toFile());
        assertThat(figures).hasSize(Pages.elements(Pages.parse(page), "figure").size());
    }

    @Test
    void aSearchUnderWayIsDrawnFromItsJournal() throws Exception {
        Path out = Searches.run(directory.resolve("running"), "random", 1, 40, table);
        assertThat(SearchResult.isUnderWay(out)).isFalse();
        String best =
                SearchResult.in("search", out, true).found().architecture().notation();
        Files.delete(out.resolve("architecture.json"));
        Files.delete(out.resolve("history.csv"));
        Path journal = out.resolve("journal.jsonl");
        Files.writeString(journal, Files.readString(journal) + "{\"step\":41,\"archi");

        assertThat(SearchResult.isUnderWay(out)).isTrue();
        SearchResult soFar = SearchResult.soFar("search", out, false).orElseThrow();
        assertThat(soFar.found().architecture().notation()).isEqualTo(best);
        assertThat(soFar.found().steps()).isEqualTo(40);
        Document page = Pages.parse(write("running-page", List.of(soFar)));
        assertThat(Pages.texts(page, "p")).anyMatch(text -> text.startsWith("This search has not ended"));
        assertThat(Pages.texts(page, "h3")).contains("Best accuracy by architectures scored");

        Path watched = directory.resolve("watched.html");
        new SearchReport("Under way", List.of(soFar), List.of(), List.of())
                .writeWatched(watched, Duration.ofSeconds(15));
        assertThat(watched)
                .content()
                .contains("<meta http-equiv=\"refresh\" content=\"15\"/>")
                .doesNotContain("<script");

        Files.writeString(journal, "{\"search\":\"x\"}\nnothing\n{}\n");
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> SearchResult.soFar("search", out, false))
                .withMessageContaining("journal.jsonl: line 2 is no trial");
    }

    @Test
    void proposalsWithoutAScoreAreCounted() throws Exception {
        Path result = Searches.invent(directory.resolve("failing"), "nas-bench-201", 30);
        List<String> lines = Files.readAllLines(result.resolve("history.csv"));
        String cell = lines.get(1).split(",", -1)[1];
        List<String> changed = new ArrayList<>(List.of(lines.get(0) + ",failure"));
        lines.subList(1, 31).forEach(line -> changed.add(line + ","));
        changed.add("31," + cell + ",,1,0.9,actor,3,");
        changed.add("32," + cell + ",,1,0.9,actor,3,out of memory");
        changed.add("33," + cell + ",,1,0.9,actor,3,out of memory");
        Files.write(result.resolve("history.csv"), changed);

        Document page = Pages.parse(write("failing-page", List.of(SearchResult.in("search", result, true))));

        assertThat(Pages.texts(page, "tr"))
                .anyMatch(row -> row.contains("infeasible") && row.contains("failed"))
                .anyMatch(row -> row.startsWith("l2nas1") && row.contains("3312"));
    }

    @Test
    void trainingsAndEvaluationsAreShownWithoutASearch() throws Exception {
        Path page = directory.resolve("trained.html");
        Path out = directory.resolve("trained");
        new SearchReport(
                        "Nets",
                        List.of(),
                        List.of(TrainingCurve.read("train-supernet", Searches.training(out, 20), true)),
                        List.of(Evaluation.read("evaluate", Searches.evaluation(out, 10))))
                .write(page);

        assertThat(Pages.texts(Pages.parse(page), "h3"))
                .containsExactly("Training", "Trained from scratch", "Confusion matrix");
        assertThat(Pages.texts(Pages.parse(page), "tr")).contains("recipe.channels12", "recipe.cells3");
        assertThat(Pages.csv(out.resolve("confusion.csv"))).hasSize(30).first().satisfies(row -> {
            assertThat(row.get("true_class")).isEqualTo("0");
            assertThat(row.get("images")).isEqualTo("180");
        });
        assertThat(Files.readString(page))
                .contains(
                        "Most often mistaken: 0 for 1 (10 images)",
                        "0 of 2 random architectures trained alike were better; the best of them has 82.00 %."
                                + " 1 is disconnected: no path leads from the input to the output.");
    }

    @Test
    void aTrainingUnderWayIsDrawnAsFarAsItHasCome() throws Exception {
        Path page = directory.resolve("training.html");
        for (int epochs : new int[] {0, 1, 7}) {
            Path log = Searches.training(directory.resolve("under-way"), epochs);
            new SearchReport("Nets", List.of(), List.of(TrainingCurve.read("train-supernet", log, false)), List.of())
                    .writeWatched(page, Duration.ofSeconds(15));

            assertThat(page).content().contains("<meta http-equiv=\"refresh\" content=\"15\"/>");
            assertThat(Pages.texts(Pages.parse(page), "p"))
                    .anyMatch(text -> text.startsWith("This training of train-supernet has not ended")
                            && text.endsWith("So far it has done " + epochs + (epochs == 1 ? " epoch." : " epochs.")));
        }
        assertThat(Pages.texts(Pages.parse(page), "h3")).containsExactly("Training");
    }

    @Test
    void aSearchThatHasEndedIsNotLoadedAgain() {
        Path page = directory.resolve("ended.html");
        new SearchReport("Ended", List.of(l2nas), List.of(), List.of()).writeWatched(page, Duration.ofSeconds(15));

        assertThat(page).content().doesNotContain("http-equiv");
    }

    @Test
    void whatTheSearchScoredIsComparedWithTrainedNetworks() throws Exception {
        List<TrialRow> scored = new ArrayList<>();
        HistoryReader.read(l2nas.histories().get(0), row -> {
            if (row.isScored()
                    && scored.stream().noneMatch(other -> other.architecture().equals(row.architecture()))) {
                scored.add(row);
            }
        });
        scored.sort(Comparator.comparingDouble(TrialRow::accuracy));
        List<Evaluation.Other> trained = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            // The order of training, but for the first two: 9 pairs of 10 agree, and tau is 0.8.
            double accuracy = i == 0 ? 0.81 : i == 1 ? 0.80 : 0.80 + 0.01 * i;
            trained.add(new Evaluation.Other(scored.get(i * scored.size() / 5).architecture(), accuracy));
        }
        trained.add(new Evaluation.Other("never scored", 0.5));
        Evaluation evaluation =
                new Evaluation("evaluate", "", 0.9, 0, List.of(), List.of(), trained.subList(0, 2), trained, Map.of());
        Path page = directory.resolve("agreement.html");
        new SearchReport("Agreement", List.of(l2nas), List.of(), List.of(evaluation)).write(page);

        assertThat(Files.readString(page))
                .contains(
                        "5 architectures that",
                        "scored were also trained. Kendall&#39;s tau between the two orders is 0.8");
        assertThat(Pages.csv(directory.resolve("agreement/score-agreement.csv")))
                .hasSize(5);
    }

    @Test
    void inheritedWeightsAreToldAsSuch() throws Exception {
        Path file = Files.writeString(directory.resolve("inherited.json"), """
                {"space": "ofa-mbv3", "architecture": "a", "accuracy": {"plain": {"top1": 0.41, "top5": 0.66},
                 "calibrated": {"top1": 0.75, "top5": 0.92}, "model": "calibrated"}, "provenance": {"engine": "e"}}
                """);
        Path page = directory.resolve("inherited.html");
        new SearchReport("Nets", List.of(), List.of(), List.of(Evaluation.read("evaluate", file))).write(page);

        Document document = Pages.parse(page);
        assertThat(Pages.texts(document, "td")).contains("41.00", "66.00", "75.00", "92.00");
        assertThat(Pages.texts(document, "p")).anyMatch(text -> text.endsWith("Its model has 75.00 %."));
    }

    @Test
    void settingsAreNamedByWhatRanAndPrinted() throws Exception {
        Path page = write("settings", List.of(l2nas));
        assertThat(Pages.elements(Pages.parse(page), "details"))
                .filteredOn(details -> details.getAttribute("class").equals("printed"))
                .extracting(details -> details.getFirstChild().getTextContent())
                .containsExactly("Search");
        assertThat(Pages.texts(Pages.parse(write("settings-of-two", List.of(l2nas, random))), "summary"))
                .contains("Search search (l2nas)", "Search random");
        // A long name is broken where a reader would break it.
        assertThat(Files.readString(page)).contains("settings.<wbr/>elite<wbr/>Size");
    }

    @Test
    void rowsOfTheStateAreExplained() throws Exception {
        assertThat(Pages.texts(Pages.parse(write("explained", List.of(l2nas))), "p"))
                .anyMatch(text -> text.endsWith("A row is an edge from a node to a later one; node 0 is the input."));
    }

    @Test
    void everyPictureHasATitleAndADescription() throws Exception {
        Document page = Pages.parse(write("described", List.of(l2nas, random)));

        for (Element svg : Pages.elements(page, "svg")) {
            if (svg.getAttribute("class").equals("small")) {
                // In a table: the row says in words what it shows.
                assertThat(svg.getAttribute("aria-hidden")).isEqualTo("true");
                continue;
            }
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            String[] ids = svg.getAttribute("aria-labelledby").split(" ");
            assertThat(ids).hasSize(2);
            for (String id : ids) {
                assertThat(Pages.elements(page, "*"))
                        .filteredOn(element -> element.getAttribute("id").equals(id))
                        .singleElement()
                        .satisfies(
                                element -> assertThat(element.getTextContent()).isNotBlank());
            }
        }
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        String page = Files.readString(write("alone", List.of(l2nas)));

        assertThat(page)
                .doesNotContain("<script", "<link", "<img", "@import", "url(")
                .doesNotContain(directory.toString());
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    }

    @Test
    void theSameResultsGiveTheSameBytes() throws IOException {
        String first = Files.readString(write("first", List.of(l2nas, random)));

        assertThat(Files.readString(write("second", List.of(l2nas, random))))
                .isEqualTo(first.replace("first/", "second/"));
    }

    @Test
    void textFromFilesIsNoMarkup() throws Exception {
        SearchResult invented =
                SearchResult.in("<b>bold</b>", Searches.invent(directory.resolve("hostile"), "darts", 60), true);
        Path page = write("hostile-page", List.of(invented, l2nas));

        assertThat(Files.readString(page)).doesNotContain("<script", "<b>");
        assertThat(Pages.texts(Pages.parse(page), "td")).contains("<script>alert('digits')</script>");
    }

    @Test
    void theMeanOverSeedsIsThatOfTheSummary() throws IOException {
        write("mean", List.of(l2nas));
        JsonNode summary = new ObjectMapper()
                .readTree(directory.resolve("l2nas/summary.json").toFile())
                .get("best");
        List<CSVRecord> rows = Pages.csv(directory.resolve("mean/best-by-architectures.csv"));
        CSVRecord last = rows.get(rows.size() - 1);

        assertThat(Double.parseDouble(last.get("mean")))
                .isCloseTo(summary.get("mean").asDouble(), within(1e-6));
        assertThat(Double.parseDouble(last.get("standard_deviation")))
                .isCloseTo(summary.get("standardDeviation").asDouble(), within(1e-6));
    }

    @Test
    void theStateIsWhatTheBestDifferentArchitecturesHaveInCommon() throws IOException {
        write("state", List.of(l2nas));
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        List<String> best = Pages.csv(directory.resolve("l2nas/history.csv")).stream()
                .sorted(Comparator.comparingDouble(row -> -Double.parseDouble(row.get("accuracy"))))
                .map(row -> row.get("architecture"))
                .distinct()
                .limit(20)
                .toList();
        List<CSVRecord> rows = Pages.csv(directory.resolve("state/state-matrix.csv"));

        assertThat(rows).hasSize(30);
        for (int entry = 0; entry < 30; entry++) {
            int row = entry / 5;
            int column = entry % 5;
            long uses = best.stream()
                    .filter(notation -> space.parse(notation).choices()[row] == column)
                    .count();
            assertThat(Double.parseDouble(rows.get(entry).get("search")))
                    .as("row %d column %d", row, column)
                    .isCloseTo(uses / 20.0, within(1e-9));
        }
        // The later the column the better: the table's best use the last one most.
        assertThat(Double.parseDouble(rows.get(4).get("table")))
                .isGreaterThan(Double.parseDouble(rows.get(0).get("table")));
    }

    @Test
    void theFrontIsThatOfTheWholeHistory() throws IOException {
        // So long that the other dots are a sample.
        Path result = Searches.invent(directory.resolve("front-search"), "darts", 9000);
        write("front", List.of(SearchResult.in("search", result, true)));
        SearchSpace space = SearchSpaces.named("darts");
        CostModel costs = space.capability(CostModel.class).orElseThrow();
        Map<String, double[]> points = new LinkedHashMap<>();
        for (CSVRecord row : Pages.csv(result.resolve("history.csv"))) {
            Architecture architecture = space.parse(row.get("architecture"));
            double params = costs.cost(architecture).params() / 1e6;
            points.putIfAbsent(architecture.notation(), new double[] {params, number(row, "accuracy")});
        }
        Set<List<Double>> exact = points.values().stream()
                .filter(point -> points.values().stream()
                        .noneMatch(other -> other[0] <= point[0]
                                && other[1] >= point[1]
                                && (other[0] < point[0] || other[1] > point[1])))
                .map(point -> List.of(point[0], rounded(point[1])))
                .collect(Collectors.toSet());

        List<CSVRecord> rows = Pages.csv(directory.resolve("front/cost.csv"));
        Set<List<Double>> shown = rows.stream()
                .filter(row -> row.get("on the front of parameters (M)").equals("yes"))
                .map(row -> List.of(number(row, "parameters (M)"), number(row, "accuracy")))
                .collect(Collectors.toSet());

        assertThat(exact).hasSizeGreaterThan(5);
        assertThat(shown).isEqualTo(exact);
        assertThat(rows).hasSizeLessThan(points.size());
        assertThat(Files.readString(directory.resolve("front.html")))
                .containsPattern("Grey dots are an even sample: \\d+ of \\d+ architectures are shown.");
    }

    /** As the figure's data have it. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(9)).doubleValue();
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }

    @Test
    void aTableThatHasChangedIsNotUsed() throws IOException {
        Path copy = Files.copy(table, directory.resolve("copy.csv"));
        Path out = Searches.run(directory.resolve("changed"), "random", 1, 30, copy);
        assertThat(SearchResult.in("search", out, true).table()).isPresent();

        Files.writeString(copy, "architecture,accuracy\n");

        assertThat(SearchResult.in("search", out, true).table()).isEmpty();
    }

    @Test
    void aHistoryOfAMillionTrialsGivesASmallPage() throws IOException {
        Path out = Searches.invent(directory.resolve("long"), "nas-bench-201", 1000);
        List<String> lines = Files.readAllLines(out.resolve("history.csv"));
        List<String> all = new ArrayList<>(lines.subList(0, 1));
        for (int step = 1; step <= 1_000_000; step++) {
            String line = lines.get(1 + (step - 1) % 1000);
            all.add(step + line.substring(line.indexOf(',')));
        }
        Files.write(out.resolve("history.csv"), all);
        SearchResult result = SearchResult.in("search", out, true);

        long start = System.nanoTime();
        Path page = write("million", List.of(result));
        System.out.printf(
                "A report on 1000000 trials: %.1f s, %d kB%n",
                (System.nanoTime() - start) / 1e9, Files.size(page) / 1000);

        assertThat(Files.size(page)).isLessThan(5_000_000);
        assertThat(Pages.csv(directory.resolve("million/critic.csv"))).hasSizeLessThan(5000);
    }
}
