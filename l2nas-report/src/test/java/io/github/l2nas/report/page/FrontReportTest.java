package io.github.l2nas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.report.Pages;
import io.github.l2nas.report.Searches;
import io.github.l2nas.report.page.Comparison.Compared;
import io.github.l2nas.report.result.FoundFront;
import io.github.l2nas.report.result.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Searches with objectives: their fronts, on reports and beside each other. */
class FrontReportTest {

    private static final String LATENCY = "phone_latency_ms";

    @TempDir
    private static Path directory;

    private static Path table;
    private static Path two;
    private static Path three;

    @BeforeAll
    static void search() throws IOException {
        table = Searches.table(directory);
        two = Searches.run(
                directory.resolve("two"), "random", 2, 300, table, objectives("accuracy where " + LATENCY + " <= 40"));
        three = Searches.run(
                directory.resolve("three"), "random", 1, 300, table, objectives(null, "params", "minimize"));
    }

    private static Objectives objectives(String choose, String... others) {
        Map<String, String> declared = new TreeMap<>(Map.of("accuracy", "maximize", LATENCY, "minimize"));
        for (int i = 0; i < others.length; i += 2) {
            declared.put(others[i], others[i + 1]);
        }
        return Objectives.of(declared, choose);
    }

    private static Path write(String name, Path... searches) {
        Path page = directory.resolve(name + ".html");
        List<SearchResult> results = new ArrayList<>();
        for (Path search : searches) {
            results.add(SearchResult.in(search.getFileName().toString(), search, true));
        }
        new SearchReport("Fronts 1.0", results, List.of(), List.of()).write(page);
        return page;
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    /** Steps of the front that the engine has written. */
    private static Set<Integer> steps(Path search) throws IOException {
        Set<Integer> steps = new TreeSet<>();
        json(search.resolve("front.json"))
                .get("front")
                .forEach(trial -> steps.add(trial.get("step").asInt()));
        return steps;
    }

    private static Set<Integer> shown(String page) throws IOException {
        Set<Integer> steps = new TreeSet<>();
        for (CSVRecord row : Pages.csv(directory.resolve(page + "/objectives.csv"))) {
            if (row.get("on the front").equals("yes")) {
                steps.add(Integer.parseInt(row.get("step")));
            }
        }
        return steps;
    }

    @Test
    void theFrontIsThatOfAllTrialsWithTheChosenOneAndItsLimit() throws Exception {
        Document page = Pages.parse(write("pair", two));

        assertThat(shown("pair")).isEqualTo(steps(two));
        assertThat(Pages.csv(directory.resolve("pair/objectives.csv")))
                .filteredOn(row -> row.get("chosen").equals("yes"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("architecture"))
                        .isEqualTo(json(two.resolve("architecture.json"))
                                .get("architecture")
                                .asText()));
        // The wide and the narrow drawing: a ring, and what is slower than the choice allows.
        assertThat(Pages.elements(page, "circle"))
                .filteredOn(circle -> circle.getAttribute("class").equals("ring"))
                .hasSize(2);
        assertThat(Pages.elements(page, "path"))
                .filteredOn(path -> path.getAttribute("class").equals("limit"))
                .hasSize(2);
        assertThat(Pages.texts(page, "text")).contains("not to be chosen", "% accuracy", LATENCY);
        assertThat(Pages.texts(page, "h3"))
                .contains("The front", "Hypervolume by architectures scored")
                .doesNotContain("Accuracy and cost");
        assertThat(Pages.texts(page, "p"))
                .anyMatch(text -> text.contains("weighed accuracy (maximize), " + LATENCY
                        + " (minimize); the architecture was chosen from the front by 'accuracy where " + LATENCY
                        + " <= 40'"));
    }

    @Test
    void threeObjectivesAreShownAsPairs() throws Exception {
        Document page = Pages.parse(write("pairs", three));

        assertThat(shown("pairs")).isEqualTo(steps(three));
        assertThat(steps(three).size()).isGreaterThan(steps(two).size());
        // Latency and parameters against accuracy, parameters against latency; each in a wide and a narrow drawing.
        Element figure = Pages.elements(page, "figure").stream()
                .filter(one -> one.getTextContent().startsWith("The front"))
                .findFirst()
                .orElseThrow();
        assertThat(Pages.texts(figure, "text").stream().filter("% accuracy"::equals))
                .hasSize(4);
        assertThat(Pages.elements(page, "path"))
                .filteredOn(path -> path.getAttribute("class").startsWith("front colour1"))
                .hasSize(6);
    }

    @Test
    void theHypervolumeEndsWithThatOfTheFile() throws Exception {
        Path bounded = Searches.run(
                directory.resolve("bounded"),
                "nsga2",
                1,
                120,
                table,
                objectives(null).upTo(Map.of("accuracy", 0.5, LATENCY, 60.0), null));
        write("course", bounded);
        JsonNode front = json(bounded.resolve("front.json"));
        double best = 0;
        double fastest = Double.POSITIVE_INFINITY;
        for (JsonNode trial : front.get("front")) {
            best = Math.max(best, trial.get("accuracy").asDouble());
            fastest = Math.min(fastest, trial.get("metrics").get(LATENCY).asDouble());
        }
        List<CSVRecord> rows = Pages.csv(directory.resolve("course/objectives-hypervolume.csv"));

        assertThat(Double.parseDouble(rows.get(rows.size() - 1).get("covered")))
                .isCloseTo(front.get("hypervolume").asDouble() / ((best - 0.5) * (60 - fastest)), within(1e-8));
        assertThat(rows)
                .isSortedAccordingTo((one, other) -> Double.compare(
                        Double.parseDouble(one.get("covered")), Double.parseDouble(other.get("covered"))));
    }

    @Test
    void aSearchUnderWayShowsItsFront() throws Exception {
        Path out = Searches.run(directory.resolve("running"), "random", 1, 60, table, objectives(null));
        Set<Integer> front = steps(out);
        for (String file : List.of("architecture.json", "history.csv", "front.json", "front.csv")) {
            Files.delete(out.resolve(file));
        }
        new SearchReport(
                        "Fronts 1.0",
                        List.of(SearchResult.soFar("running", out, false).orElseThrow()),
                        List.of(),
                        List.of())
                .write(directory.resolve("under-way.html"));

        assertThat(shown("under-way")).isEqualTo(front);
    }

    @Test
    void searchesThatWeighOtherThingsHaveFiguresOfTheirOwn() throws Exception {
        Path one = Searches.run(directory.resolve("one-metric"), "random", 1, 60, table);
        Document page = Pages.parse(write("mixed", two, three, one));

        assertThat(Pages.texts(page, "h3").stream().filter("The front"::equals)).hasSize(2);
        assertThat(Pages.texts(page, "h3").stream().filter("Accuracy and cost"::equals))
                .hasSize(1);
        assertThat(directory.resolve("mixed/objectives.csv")).exists();
        assertThat(directory.resolve("mixed/2-objectives.csv")).exists();
    }

    private static Compared compared(Path search) {
        return new Compared(
                SearchResult.in(search.getFileName().toString(), search, true),
                Optional.empty(),
                Optional.of(FoundFront.read(search.resolve("front.json"))));
    }

    @Test
    void frontsAreComparedUpToTheWorstOfTheirReferences() throws Exception {
        Path shorter = Searches.run(directory.resolve("shorter"), "random", 1, 20, table, objectives(null));
        Path bounded = Searches.run(
                directory.resolve("bounds"),
                "random",
                1,
                40,
                table,
                objectives(null).upTo(Map.of("accuracy", 0.9, LATENCY, 1000.0), null));
        Comparison comparison =
                new Comparison(List.of(compared(two), compared(shorter), compared(bounded), compared(three)));
        Path file = directory.resolve("compared.html");
        comparison.write("Fronts", file);
        Document page = Pages.parse(file);

        // By hand: latencies end at 1000, accuracies at the worst that any of the others has scored.
        double least = Math.min(worst(two), worst(shorter));
        double first = area(two, least, 1000);
        double second = area(shorter, least, 1000);
        assertThat(first).isGreaterThan(second);
        List<String> row = Pages.elements(page, "tr").stream()
                .map(element -> Pages.cells(element))
                .filter(cells -> cells.get(0).equals("hypervolume"))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(row.get(1))).isCloseTo(first, within(1e-3));
        assertThat(row.get(2)).contains(" (\u2212");
        assertThat(Double.parseDouble(row.get(2).replaceFirst(" .*", ""))).isCloseTo(second, within(1e-3));
        assertThat(row.get(4)).isEqualTo("\u2013");
        assertThat(comparison.lines())
                .anyMatch(line -> line.startsWith("front  "))
                .anyMatch(line -> line.startsWith("hypervolume  "))
                .anyMatch(line ->
                        line.startsWith("Hypervolumes are in the product of the objectives' units and bounded by"
                                        + " accuracy ")
                                && line.endsWith(", " + LATENCY + " 1000."))
                .contains("The front of three weighs accuracy (accuracy) maximize, params minimize, " + LATENCY
                        + " minimize, which can't be compared with accuracy (accuracy) maximize, " + LATENCY
                        + " minimize.");
        assertThat(Pages.texts(page, "h3")).contains("The fronts", "Hypervolume by architectures scored");
        Set<Integer> steps = new TreeSet<>();
        for (CSVRecord line : Pages.csv(directory.resolve("compared/fronts.csv"))) {
            if (line.get("search").equals("two")) {
                steps.add(Integer.parseInt(line.get("step")));
            }
        }
        assertThat(steps).isEqualTo(steps(two));
    }

    private static double worst(Path search) throws IOException {
        return json(search.resolve("front.json"))
                .get("objectives")
                .get(0)
                .get("worst")
                .asDouble();
    }

    /** The area that a front covers, point by point from the fastest on. */
    private static double area(Path search, double least, double slowest) throws IOException {
        TreeMap<Double, Double> byLatency = new TreeMap<>();
        json(search.resolve("front.json"))
                .get("front")
                .forEach(trial -> byLatency.put(
                        trial.get("metrics").get(LATENCY).asDouble(),
                        trial.get("accuracy").asDouble()));
        double area = 0;
        double covered = least;
        for (Map.Entry<Double, Double> point : byLatency.entrySet()) {
            area += (point.getValue() - covered) * (slowest - point.getKey());
            covered = point.getValue();
        }
        return area;
    }
}
