package io.github.l2nas.report.page;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.figure.ArchitectureDiagram;
import io.github.l2nas.report.figure.SearchTrace;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.FoundFront;
import io.github.l2nas.report.result.SearchResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/**
 * Results beside each other: what differs in settings, inputs, architecture and accuracy. The first one is what the others
 * are compared with.
 *
 * @param results at least two
 */
public record Comparison(List<Compared> results) {

    private static final String NOTHING = "\u2013";

    /**
     * A result.
     *
     * @param search what was found, and how
     * @param evaluation how it did when it was trained from scratch, where that is known
     * @param front what the search has weighed, where it has objectives and that is known
     */
    public record Compared(SearchResult search, Optional<Evaluation> evaluation, Optional<FoundFront> front) {

        /**
         * A result without a front.
         *
         * @param search what was found, and how
         * @param evaluation how it did when it was trained from scratch, where that is known
         */
        public Compared(SearchResult search, Optional<Evaluation> evaluation) {
            this(search, evaluation, Optional.empty());
        }

        private FoundArchitecture found() {
            return search.found();
        }
    }

    public Comparison {
        results = List.copyOf(results);
        if (results.size() < 2) {
            throw new IllegalArgumentException("a comparison needs two results, got " + results.size());
        }
    }

    /**
     * Writes the comparison.
     *
     * @param title of the page
     * @param file the page; the figures' data go into a directory of its name beside it
     * @return what was written, the page first
     * @throws io.github.l2nas.report.result.ResultException where a result is wrong
     * @throws io.github.l2nas.api.job.JobException where a file can't be written
     */
    public List<Path> write(String title, Path file) {
        Page page = new Page("Comparison of searches", title, PageFiles.dataDirectory(file));
        page.section("Results");
        page.table(header(""), resultRows());
        page.section("What differs");
        differences(page);
        Groups groups = new Groups(results.stream()
                .map(result -> SearchTrace.read(result.search(), Groups.name(result.search(), true)))
                .toList());
        page.sectionOf("How the searches went", groups::addCourse);
        page.sectionOf("The fronts", within -> {
            fronts().add(within);
            groups.addFrontCourse(within);
        });
        page.sectionOf("What accuracy costs", groups::addCosts);
        page.section("Architectures");
        architectures(page);
        return PageFiles.write(file, page);
    }

    /**
     * The numbers for a console, with no other signs than those of ASCII.
     *
     * @return a line for each measure, with the values of all results in their order
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            lines.add("(" + (i + 1) + ") " + results.get(i).search().name());
        }
        for (List<String> row : resultRows()) {
            lines.add(String.format("%-22s", row.get(0)) + String.join(" | ", row.subList(1, row.size())));
        }
        lines.addAll(fronts().notes());
        return lines.stream()
                .map(line -> line.replace("\u2212", "-").replace(NOTHING, "-").replace("\u00b1", "+-"))
                .toList();
    }

    private ComparedFronts fronts() {
        return new ComparedFronts(
                results.stream().map(result -> result.search().name()).toList(),
                results.stream().map(Compared::front).toList());
    }

    private List<String> header(String first) {
        List<String> header = new ArrayList<>(List.of(first));
        results.forEach(result -> header.add(result.search().name()));
        return header;
    }

    /** One value of each result. */
    @FunctionalInterface
    private interface Value {
        String of(Compared result);
    }

    private List<String> row(String name, Value value) {
        List<String> row = new ArrayList<>(List.of(name));
        results.forEach(result -> row.add(value.of(result)));
        return row;
    }

    private List<List<String>> resultRows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("space", result -> result.found().space().name()));
        rows.add(row("metric", result -> result.found().metric()));
        rows.add(row("accuracy %", result -> withDifference(result.found().accuracy(), first().accuracy(), result)));
        if (results.stream().anyMatch(result -> result.evaluation().isPresent())) {
            rows.add(row(
                    "test accuracy %",
                    result -> result.evaluation().map(Comparison::testAccuracy).orElse(NOTHING)));
        }
        if (results.stream().anyMatch(result -> result.found().cost().isPresent())) {
            rows.add(row("parameters (M)", result -> millions(result, Cost::params)));
            rows.add(row("MACs (M)", result -> millions(result, Cost::macs)));
        }
        if (results.stream().anyMatch(result -> result.found().latency().isPresent())) {
            rows.add(row(
                    "latency (ms)",
                    result -> result.found()
                            .latency()
                            .map(latency -> Decimals.rounded(latency, 4).toPlainString())
                            .orElse(NOTHING)));
        }
        addFronts(rows);
        rows.add(row("strategy", result -> result.found().strategy()));
        if (results.stream().anyMatch(result -> result.found().consensusOf().isPresent())) {
            rows.add(row(
                    "consensus of",
                    result -> result.found().consensusOf().map(String::valueOf).orElse(NOTHING)));
        }
        rows.add(row("seed", result -> String.valueOf(result.found().seed())));
        rows.add(row("steps", result -> String.valueOf(result.found().steps())));
        rows.add(row(
                "architectures scored", result -> String.valueOf(result.found().uniqueArchitectures())));
        if (results.stream().anyMatch(result -> result.found().effort().isPresent())) {
            rows.add(row("effort", result -> result.found().effort().orElse(NOTHING)));
        }
        return rows;
    }

    private void addFronts(List<List<String>> rows) {
        ComparedFronts fronts = fronts();
        if (!fronts.isEmpty()) {
            rows.add(rowByPlace("front", fronts::size));
            rows.add(rowByPlace("hypervolume", fronts::hypervolume));
        }
    }

    private List<String> rowByPlace(String name, IntFunction<Optional<String>> value) {
        List<String> row = new ArrayList<>(List.of(name));
        for (int i = 0; i < results.size(); i++) {
            row.add(value.apply(i).orElse(NOTHING));
        }
        return row;
    }

    private static String millions(Compared result, ToLongFunction<Cost> count) {
        return result.found()
                .cost()
                .map(cost -> Overview.millions(count.applyAsLong(cost)))
                .orElse(NOTHING);
    }

    private static String testAccuracy(Evaluation evaluation) {
        String mean = Decimals.percent(evaluation.mean());
        int runs = evaluation.runs().size();
        return runs < 2 ? mean : mean + " \u00b1 " + Decimals.percent(evaluation.deviation()) + " (" + runs + " runs)";
    }

    private FoundArchitecture first() {
        return results.get(0).found();
    }

    /** Accuracies are subtracted only where they can be compared. */
    private String withDifference(double accuracy, double reference, Compared result) {
        String text = Decimals.percent(accuracy);
        if (result.equals(results.get(0)) || !ScoredBy.of(result.found()).equals(ScoredBy.of(first()))) {
            return text;
        }
        String difference = Decimals.percent(Math.abs(accuracy - reference));
        String sign = accuracy < reference ? "\u2212" : "+";
        return text + " (" + sign + difference + ")";
    }

    private void differences(Page page) {
        Set<String> names = new LinkedHashSet<>();
        results.forEach(result -> names.addAll(result.found().provenance().keySet()));
        List<List<String>> different = new ArrayList<>();
        List<List<String>> same = new ArrayList<>();
        for (String name : names) {
            List<String> row = row(name, result -> result.found().provenance().getOrDefault(name, NOTHING));
            (row.stream().skip(1).distinct().count() > 1 ? different : same).add(row);
        }
        if (different.isEmpty()) {
            page.paragraph("Settings, inputs, stopping rule and constraints are the same.");
        } else {
            page.longTable(header("setting or input"), different);
        }
        if (!same.isEmpty()) {
            page.openDetails(
                    same.size() == 1
                            ? "1 setting or input is the same"
                            : same.size() + " settings and inputs are the same");
            page.longTable(
                    List.of("setting or input", "value"),
                    same.stream().map(row -> row.subList(0, 2)).toList());
            page.closeDetails();
        }
    }

    private void architectures(Page page) {
        Map<String, List<String>> byIdentity = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            Compared result = results.get(i);
            String key = result.found().space().name() + " "
                    + result.found().architecture().identity();
            byIdentity
                    .computeIfAbsent(key, unused -> new ArrayList<>())
                    .add(result.search().name());
            if (byIdentity.get(key).size() == 1) {
                Optional<Architecture> reference = i == 0
                                || !result.found()
                                        .space()
                                        .name()
                                        .equals(first().space().name())
                        ? Optional.empty()
                        : Optional.of(first().architecture());
                ArchitectureDiagram.figure(
                                result.search().name(), result.found().architecture(), reference, (i + 1) + "-")
                        .ifPresent(page::figure);
                page.notation(result.found().architecture().notation());
            }
        }
        byIdentity.values().stream()
                .filter(names -> names.size() > 1)
                .forEach(names -> page.paragraph(String.join(", ", names) + " found the same architecture."));
    }
}
