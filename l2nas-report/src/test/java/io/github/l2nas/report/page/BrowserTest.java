package io.github.l2nas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.report.Browser;
import io.github.l2nas.report.Searches;
import io.github.l2nas.report.page.Comparison.Compared;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.HistoryReader;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrainingCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as a reader sees them, in wide and narrow windows, light and dark. */
class BrowserTest {

    @TempDir
    private static Path directory;

    private static Browser browser;
    private static String problems;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Browser.isInstalled(), "there is no chromedriver: how pages look is not tested");
        browser = Browser.start(directory.resolve("profile"));
        problems = Browser.problemsScript("report-problems.js");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void assertLooksRight(Path page) throws IOException {
        for (int width : new int[] {1280, 768, 360}) {
            for (String scheme : List.of("light", "dark")) {
                browser.open(page, width, scheme);
                assertThat(browser.run(problems)).as("%d, %s", width, scheme).isEmpty();
                assertThat(browser.console()).as("console").isEmpty();
            }
        }
    }

    private static SearchResult invent(String space) throws IOException {
        return SearchResult.in(space, Searches.invent(directory.resolve(space), space, 400), true);
    }

    @Test
    void aSearchOnATableWithABaseline() throws IOException {
        Path table = Searches.table(directory);
        Path out = directory.resolve("table-search");
        Path page = directory.resolve("table.html");
        new SearchReport(
                        "A project whose name is rather long 1.0-SNAPSHOT",
                        List.of(
                                SearchResult.in("search", Searches.run(out, "l2nas", 2, 120, table), true),
                                SearchResult.in(
                                        "a-baseline-with-a-long-name",
                                        Searches.run(out.resolve("random"), "random", 2, 120, table),
                                        false)),
                        List.of(),
                        List.of())
                .write(page);

        assertLooksRight(page);
    }

    @Test
    void scoresBesideTrainedNetworksOfASearchUnderWay() throws IOException {
        SearchResult search = SearchResult.in(
                "search",
                Searches.run(directory.resolve("agreement"), "random", 1, 60, Searches.table(directory)),
                false);
        List<Evaluation.Other> trained = new ArrayList<>();
        HistoryReader.read(
                search.histories().get(0),
                row -> trained.add(new Evaluation.Other(row.architecture(), 0.9 * row.accuracy())));
        Path page = directory.resolve("agreement.html");
        new SearchReport(
                        "Trained",
                        List.of(search),
                        List.of(),
                        List.of(new Evaluation(
                                "evaluate", "", 0.9, 0, List.of(), List.of(), trained, List.of(), Map.of())))
                .writeWatched(page, Duration.ofMinutes(10));

        assertLooksRight(page);
    }

    @Test
    void cellsOfDartsWithASupernetAndAnEvaluation() throws IOException {
        Path out = directory.resolve("trained");
        Path page = directory.resolve("darts.html");
        new SearchReport(
                        "Cells",
                        List.of(invent("darts")),
                        List.of(TrainingCurve.read("train-supernet", Searches.training(out, 60), true)),
                        List.of(Evaluation.read("evaluate", Searches.evaluation(out, 10))))
                .write(page);

        assertLooksRight(page);
    }

    @Test
    void trialsOnAFewWorkersAndOnManyMachines() throws IOException {
        List<SearchResult> searches = new ArrayList<>();
        Path few = Searches.invent(directory.resolve("few"), "darts", 60);
        Searches.timeline(few, List.of("worker 1", "worker 2"), 60, 4000);
        searches.add(SearchResult.in("search", few, true));
        Path many = Searches.invent(directory.resolve("many"), "darts", 900);
        List<String> machines = new ArrayList<>();
        for (int machine = 1; machine <= 40; machine++) {
            machines.add("ip-10-0-0-" + machine + ".eu-central-1.compute.internal/" + machine);
        }
        Searches.timeline(many, machines, 900, 400_000);
        searches.add(SearchResult.in("on-a-cluster", many, true));
        Path page = directory.resolve("workers.html");
        new SearchReport("Workers", searches, List.of(), List.of()).write(page);

        assertLooksRight(page);
    }

    @Test
    void layersOfOnceForAllAndAHundredClasses() throws IOException {
        Path page = directory.resolve("ofa.html");
        new SearchReport(
                        "Layers",
                        List.of(invent("ofa-mbv3")),
                        List.of(),
                        List.of(Evaluation.read("evaluate", Searches.evaluation(directory.resolve("hundred"), 100))))
                .write(page);

        assertLooksRight(page);
    }

    @Test
    void frontsWithLimitsAndThreeObjectives() throws IOException {
        Path table = Searches.table(directory);
        Objectives pair = Objectives.of(
                new TreeMap<>(Map.of("accuracy", "maximize", "phone_latency_ms", "minimize")),
                "accuracy where phone_latency_ms <= 40");
        Objectives three = Objectives.of(
                new TreeMap<>(Map.of("accuracy", "maximize", "phone_latency_ms", "minimize", "params", "minimize")),
                "phone_latency_ms where accuracy >= 0.8 and params <= 900000");
        List<SearchResult> searches = new ArrayList<>();
        for (String strategy : List.of("nsga2", "random")) {
            searches.add(SearchResult.in(
                    strategy, Searches.run(directory.resolve("2-" + strategy), strategy, 2, 200, table, pair), true));
            searches.add(SearchResult.in(
                    strategy + "-3",
                    Searches.run(directory.resolve("3-" + strategy), strategy, 1, 200, table, three),
                    true));
        }
        Path page = directory.resolve("fronts.html");
        new SearchReport("Fronts", searches, List.of(), List.of()).write(page);

        assertLooksRight(page);
    }

    @Test
    void aComparison() throws IOException {
        Path page = directory.resolve("compare.html");
        new Comparison(List.of(
                        new Compared(invent("darts"), Optional.empty()),
                        new Compared(
                                SearchResult.in(
                                        "org.example.architectures:cells:1.0.0",
                                        Searches.invent(directory.resolve("other"), "darts", 30),
                                        true),
                                Optional.empty())))
                .write("Two versions", page);

        assertLooksRight(page);
    }

    @Test
    void theChecksFindWhatTheyLookFor() throws IOException {
        Path page = Files.writeString(directory.resolve("broken.html"), """
                <!DOCTYPE html><title>broken</title><body style="margin:0"><div style="width:3000px">wide</div>
                <svg viewBox="0 0 100 100" width="100"><text x="10" y="50">one</text><text x="12" y="50">two</text>
                <text x="90" y="90">leaves</text></svg>
                <svg viewBox="0 0 100 100" width="100"><rect class="heat0" width="100" height="100" fill="#808080"/>
                <text class="cell" x="40" y="50" fill="#909090">7</text></svg><script>console.error('loud')</script>
                """);
        browser.open(page, 360, "light");

        assertThat(browser.run(problems))
                .anyMatch(problem -> problem.startsWith("the page is 3000 wide"))
                .anyMatch(problem -> problem.startsWith("\"7\" has a contrast of only 1."))
                .contains("\"one\" overlaps \"two\"", "\"leaves\" leaves its figure");
        assertThat(browser.console()).singleElement().asString().contains("loud");
    }
}
