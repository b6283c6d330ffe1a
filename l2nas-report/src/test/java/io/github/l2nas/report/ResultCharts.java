package io.github.l2nas.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Curve;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.IntervalPlot;
import io.github.l2nas.report.drawing.Layer;
import io.github.l2nas.report.drawing.Marks;
import io.github.l2nas.report.drawing.Markup;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Series;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The charts of the documentation's results, from {@code benchmarks/results.json}. Each is as wide as a phone, so that its text
 * is never shrunk, and is light or dark as the reader's system is.
 */
final class ResultCharts {

    private static final double WIDTH = 320;
    private static final double HEIGHT = 210;
    private static final Pattern VALUE = Pattern.compile("(\\d+\\.\\d+) \\+- (\\d+\\.\\d+)");
    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)$");
    private static final List<String> STRATEGIES =
            List.of("l2nas-guided", "local-search", "regularized-evolution", "random", "l2nas");

    private static final String STYLE = """
            svg { width: auto; max-width: none; margin: 0; font-family: system-ui, "DejaVu Sans", Arial, sans-serif; }
            """;

    private final JsonNode results;
    private final String pageStyle;

    /**
     * @param file {@code results.json}
     */
    ResultCharts(Path file) throws IOException {
        results = new ObjectMapper().readTree(file.toFile());
        try (InputStream in = ResultCharts.class.getResourceAsStream("page/page.css")) {
            pageStyle = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A measured mean and its deviation over the seeds. */
    private record Measured(String row, String column, double mean, double deviation) {

        /** The budget that a column's heading ends with, for example {@code best at 50}. */
        double budget() {
            Matcher number = LAST_NUMBER.matcher(column);
            if (!number.find()) {
                throw new IllegalStateException("no budget in " + column);
            }
            return Double.parseDouble(number.group(1));
        }

        String text() {
            return row + ", " + column + ": " + mean + " ± " + deviation;
        }
    }

    /** All charts by the names of their files. */
    Map<String, String> all() {
        Map<String, String> charts = new LinkedHashMap<>();
        String guided = "l2nas-guided by unique architectures, seeds 1001 to 1100";
        charts.put("results-cifar10-test.svg", byArchitectures(guided, "CIFAR-10 test"));
        charts.put("results-cifar100-test.svg", byArchitectures(guided, "CIFAR-100 test"));
        charts.put("results-cifar10-valid.svg", byArchitectures(guided, "CIFAR-10 validation"));
        charts.put("results-fidelities.svg", fidelities());
        charts.put("results-hypervolume.svg", hypervolume());
        charts.put("results-once-for-all.svg", onceForAll());
        return charts;
    }

    private List<Measured> of(String table) {
        List<Measured> measured = new ArrayList<>();
        for (JsonNode result : results) {
            Matcher value = VALUE.matcher(result.get("value").asText());
            if (result.get("table").asText().equals(table) && value.matches()) {
                measured.add(new Measured(
                        result.get("row").asText(),
                        result.get("column").asText(),
                        Double.parseDouble(value.group(1)),
                        Double.parseDouble(value.group(2))));
            }
        }
        if (measured.isEmpty()) {
            throw new IllegalStateException("no results of " + table);
        }
        return measured;
    }

    private String byArchitectures(String table, String dataset) {
        Map<String, List<Measured>> rows = new LinkedHashMap<>();
        List<Measured> all = of(table);
        for (String strategy : STRATEGIES) {
            rows.put(
                    strategy,
                    all.stream()
                            .filter(one -> one.row().equals(dataset + " " + strategy))
                            .toList());
        }
        return curves(
                "NAS-Bench-201, " + dataset,
                new Axis("unique architectures", 45, 330, true),
                "% accuracy of the best, mean of 100 seeds",
                rows);
    }

    private String fidelities() {
        Map<String, List<Measured>> rows = new LinkedHashMap<>();
        of("Several fidelities, CIFAR-10 test accuracy, seeds 3001 to 3100")
                .forEach(one -> rows.computeIfAbsent(one.row(), row -> new ArrayList<>())
                        .add(one));
        return curves(
                "Several fidelities, CIFAR-10 test",
                new Axis("epochs spent", 900, 22_000, true),
                "% accuracy of the answer, mean of 100 seeds",
                rows);
    }

    private String curves(String title, Axis x, String label, Map<String, List<Measured>> rows) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        List<Layer> layers = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, List<Measured>> row : rows.entrySet()) {
            List<Curve.Point> points = new ArrayList<>();
            List<Marks.Mark> marks = new ArrayList<>();
            for (Measured one : row.getValue()) {
                points.add(new Curve.Point(one.budget(), one.mean()));
                marks.add(new Marks.Mark(one.budget(), one.mean(), one.text()));
                low = Math.min(low, one.mean());
                high = Math.max(high, one.mean());
            }
            layers.add(new Curve(row.getKey(), Series.look(index), false, points));
            layers.add(new Marks("", "spot", Series.look(index), marks));
            index++;
        }
        return svg(title, new Plot(x, Axis.around(label, low, high), layers).draw(WIDTH, HEIGHT));
    }

    private String hypervolume() {
        String prefix = "Hypervolume, percent, ";
        Map<String, List<IntervalPlot.Value>> rows = new LinkedHashMap<>();
        List<String> strategies = List.of("l2nas-guided", "nsga2", "random");
        for (JsonNode result : results) {
            String table = result.get("table").asText();
            if (table.startsWith(prefix) && !table.contains("known beforehand")) {
                String row = table.substring(prefix.length(), table.lastIndexOf(", seeds"));
                if (!rows.containsKey(row)) {
                    rows.put(row, intervals(of(table), "100", strategies));
                }
            }
        }
        return intervals(
                "Hypervolume after 100 architectures",
                new Axis("% of the table's own, mean and deviation", 82, 100),
                strategies,
                rows);
    }

    private String onceForAll() {
        List<Measured> all = of("Once-for-All by an accuracy predictor");
        Map<String, List<IntervalPlot.Value>> rows = new LinkedHashMap<>();
        List<String> columns = List.of("no limit", "at most 230 M MACs");
        for (Measured one : all) {
            int colour = columns.indexOf(one.column());
            if (colour >= 0) {
                rows.computeIfAbsent(one.row(), row -> new ArrayList<>()).add(value(one, colour));
            }
        }
        return intervals(
                "Once-for-All, 10 000 steps",
                new Axis("% predicted accuracy, mean and deviation", 75, 82),
                columns,
                rows);
    }

    private static List<IntervalPlot.Value> intervals(List<Measured> all, String column, List<String> rows) {
        return all.stream()
                .filter(one -> one.column().equals(column))
                .map(one -> value(one, rows.indexOf(one.row())))
                .toList();
    }

    private static IntervalPlot.Value value(Measured one, int colour) {
        return new IntervalPlot.Value(Series.look(colour), one.mean(), one.deviation(), one.text());
    }

    private String intervals(String title, Axis axis, List<String> names, Map<String, List<IntervalPlot.Value>> rows) {
        List<Layer> legend = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Marks.Mark outside = new Marks.Mark(-1, -1, names.get(i));
            legend.add(new Marks(names.get(i), "spot", Series.look(i), List.of(outside)));
        }
        Drawing key = new Plot(axis, axis, legend).drawLegend(WIDTH);
        List<IntervalPlot.Row> list = new ArrayList<>();
        rows.forEach((name, values) -> list.add(new IntervalPlot.Row(name, values)));
        return svg(title, Panels.stack(key, new IntervalPlot(axis, list).draw(WIDTH)));
    }

    private String svg(String title, Drawing plain) {
        Drawing drawing = Panels.titled(title, plain);
        int height = (int) Math.ceil(drawing.height());
        Markup svg = new Markup();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                (int) WIDTH,
                "height",
                height,
                "viewBox",
                "0 0 " + (int) WIDTH + " " + height);
        svg.element("title", title);
        svg.open("style").verbatim(pageStyle).verbatim(STYLE).close().line();
        return svg.add(drawing.content()).line().close().line().toString();
    }
}
