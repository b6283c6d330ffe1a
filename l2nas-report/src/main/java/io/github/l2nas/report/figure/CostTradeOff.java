package io.github.l2nas.report.figure;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Dots;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Front;
import io.github.l2nas.report.drawing.Layer;
import io.github.l2nas.report.drawing.Limit;
import io.github.l2nas.report.drawing.Marks;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Points;
import io.github.l2nas.report.drawing.Series;
import io.github.l2nas.report.figure.CostTrace.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * Accuracy against what an architecture costs, and which ones no other beats in both. Fronts are those of all architectures;
 * only the others are sampled.
 */
public final class CostTradeOff {

    private static final double LEAST_PANEL = 270;
    private static final double HEIGHT = 230;

    /** Accuracies so many interquartile ranges below the first quartile are not drawn: networks that learned nothing. */
    private static final double FAR = 3;

    private final SearchGroup group;
    private final List<SearchTrace> searches;
    private final List<String> costs;

    private CostTradeOff(SearchGroup group, List<SearchTrace> searches, List<String> costs) {
        this.group = group;
        this.searches = searches;
        this.costs = costs;
    }

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where no architecture was scored, or nothing is known of what they cost
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        List<SearchTrace> searches = group.ofOneMetric().stream()
                .filter(one -> !known(one).isEmpty())
                .toList();
        Set<String> costs = new LinkedHashSet<>();
        searches.forEach(one -> costs.addAll(known(one)));
        return costs.isEmpty()
                ? Optional.empty()
                : Optional.of(new CostTradeOff(group, searches, List.copyOf(costs)).figure(prefix));
    }

    private static List<String> known(SearchTrace search) {
        CostTrace trace = search.best().costs();
        return trace.names().stream()
                .filter(cost -> !trace.front(cost).isEmpty())
                .toList();
    }

    private Figure figure(String prefix) {
        int drawn = searches.stream()
                .mapToInt(one -> one.best().costs().sample().size())
                .sum();
        int all = searches.stream().mapToInt(one -> one.best().costs().unique()).sum();
        String note = group.ofBestSeeds()
                + (drawn == all
                        ? "Each dot is one of the " + grouped(all) + " architectures that were scored."
                        : "Grey dots are an even sample: " + grouped(drawn) + " of " + grouped(all)
                                + " architectures are shown. The fronts are those of all " + grouped(all) + ".")
                + " No scored architecture is both cheaper and better than one on the front."
                + (limits().isEmpty() ? "" : " What the constraints forbid is shaded.")
                + " Accuracies far below the others are not drawn.";
        return new Figure(
                "Accuracy and cost",
                note,
                alternative(),
                data().file(prefix + "cost.csv"),
                Optional.of(table()),
                Optional.of(this::draw));
    }

    /** With thin spaces between thousands. */
    static String grouped(int count) {
        return count < 10_000 && count > -10_000
                ? String.valueOf(count)
                : grouped(count / 1000) + "\u202F" + String.format(Locale.ROOT, "%03d", count % 1000);
    }

    private static boolean isOnFront(CostTrace trace, String cost, Scored scored) {
        return trace.front(cost).stream().anyMatch(member -> member.value().step() == scored.step());
    }

    private CsvData data() {
        List<String> header = new ArrayList<>(List.of("search", "step", "architecture", "accuracy"));
        header.addAll(costs);
        costs.forEach(cost -> header.add("on the front of " + cost));
        CsvData csv = new CsvData(header.toArray(String[]::new));
        for (SearchTrace search : searches) {
            CostTrace trace = search.best().costs();
            Set<Scored> rows = new LinkedHashSet<>(trace.mattering());
            rows.addAll(trace.sample());
            for (Scored scored : rows) {
                List<Object> row = new ArrayList<>(List.of(
                        search.name(), scored.step(), scored.architecture().notation(), scored.accuracy()));
                costs.forEach(cost -> row.add(scored.costs().getOrDefault(cost, Double.NaN)));
                costs.forEach(cost -> row.add(isOnFront(trace, cost, scored) ? "yes" : "no"));
                csv.row(row.toArray());
            }
        }
        return csv;
    }

    /** The points that matter, the best first. */
    private Figure.Table table() {
        List<String> header = new ArrayList<>(List.of("rank"));
        if (searches.size() > 1) {
            header.add("search");
        }
        header.add("accuracy %");
        header.addAll(costs);
        header.addAll(List.of("step", "why", "architecture"));
        List<List<String>> rows = new ArrayList<>();
        List<Ranked> ranked = ranked();
        for (Ranked one : ranked) {
            Scored scored = one.scored();
            List<String> row = new ArrayList<>(List.of(String.valueOf(rows.size() + 1)));
            if (searches.size() > 1) {
                row.add(one.search().name());
            }
            row.add(Decimals.percent(scored.accuracy()));
            costs.forEach(cost -> row.add(number(scored.costs().getOrDefault(cost, Double.NaN))));
            row.add(String.valueOf(scored.step()));
            row.add(String.join(", ", reasons(one.search().best().costs(), scored)));
            row.add(scored.architecture().notation());
            rows.add(row);
        }
        return new Figure.Table(
                "Found, on a front or among the best ten: " + rows.size() + " architectures",
                header,
                rows,
                ArchitectureMiniature.all(
                        ranked.stream().map(one -> one.scored().architecture()).toList()));
    }

    private record Ranked(SearchTrace search, Scored scored) {}

    /** What matters in all searches together: of several that found the same, the one that did so in the fewest steps. */
    private List<Ranked> ranked() {
        Map<String, Ranked> all = new LinkedHashMap<>();
        for (SearchTrace search : searches) {
            for (Scored scored : search.best().costs().mattering()) {
                all.merge(
                        scored.architecture().identity(),
                        new Ranked(search, scored),
                        (one, other) -> other.scored().step() < one.scored().step() ? other : one);
            }
        }
        List<Ranked> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparingDouble(one -> -one.scored().accuracy()));
        if (searches.size() == 1) {
            return sorted;
        }
        Set<Ranked> mattering = new HashSet<>(sorted.subList(0, Math.min(CostTrace.TOP, sorted.size())));
        for (String cost : costs) {
            ParetoFront<Ranked> front = new ParetoFront<>();
            sorted.forEach(one -> front.add(
                    one.scored().costs().getOrDefault(cost, Double.NaN),
                    one.scored().accuracy(),
                    one));
            front.members().forEach(member -> mattering.add(member.value()));
        }
        return sorted.stream().filter(mattering::contains).toList();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Decimals.rounded(value, 4).toPlainString();
    }

    private List<String> reasons(CostTrace trace, Scored scored) {
        List<String> reasons = new ArrayList<>();
        if (trace.found().equals(Optional.of(scored))) {
            reasons.add("found");
        }
        if (trace.isTop(scored)) {
            reasons.add("best ten");
        }
        costs.stream()
                .filter(cost -> isOnFront(trace, cost, scored))
                .forEach(cost -> reasons.add("front of " + cost.replaceFirst(" \\(.*\\)$", "")));
        return reasons;
    }

    private String alternative() {
        return searches.stream()
                .flatMap(search -> known(search).stream().map(cost -> {
                    List<ParetoFront.Member<Scored>> front =
                            search.best().costs().front(cost);
                    return (group.isSingle() ? "By " : search.name() + ": by ") + cost + " the front goes from "
                            + text(front.get(0)) + " to " + text(front.get(front.size() - 1));
                }))
                .collect(Collectors.joining(". ", "", "."));
    }

    private static String text(ParetoFront.Member<Scored> member) {
        return Decimals.percent(member.accuracy()) + " % at " + number(member.cost());
    }

    private List<Limit> limits() {
        return costs.stream().flatMap(cost -> limits(cost).stream()).toList();
    }

    private List<Limit> limits(String cost) {
        return searches.stream()
                .flatMap(search -> search.found().limits().stream())
                .distinct()
                .filter(limit -> isOf(limit.cost(), cost))
                .map(limit -> new Limit("forbidden", limit.value() / scale(cost), limit.atMost(), false))
                .toList();
    }

    private static boolean isOf(String limited, String cost) {
        return switch (limited) {
            case "params" -> cost.equals(CostTrace.PARAMETERS);
            case "macs" -> cost.equals(CostTrace.MACS);
            case "latency_ms" -> cost.equals("latency (ms)") || cost.equals(limited);
            default -> cost.equals(limited);
        };
    }

    private static double scale(String cost) {
        return cost.equals(CostTrace.PARAMETERS) || cost.equals(CostTrace.MACS) ? 1e6 : 1;
    }

    private Drawing draw(double width) {
        double[] accuracies = searches.stream()
                .flatMap(one -> one.best().costs().sample().stream())
                .mapToDouble(Scored::accuracy)
                .sorted()
                .toArray();
        double highest = searches.stream()
                .flatMapToDouble(one -> one.best().costs().mattering().stream().mapToDouble(Scored::accuracy))
                .max()
                .orElseThrow();
        Axis y = Axis.around("% " + group.metric(), 100 * lowest(accuracies), 100 * highest);
        List<Plot> plots = costs.stream().map(cost -> plot(cost, y)).toList();
        List<DoubleFunction<Drawing>> pictures = new ArrayList<>();
        plots.forEach(plot -> pictures.add(each -> plot.drawPlain(each, HEIGHT)));
        Plot withMostNames = plots.stream()
                .filter(plot -> plot.layers().stream().anyMatch(Limit.class::isInstance))
                .findFirst()
                .orElse(plots.get(0));
        return Panels.stack(withMostNames.drawLegend(width), Panels.arrange(width, LEAST_PANEL, pictures));
    }

    private static double lowest(double[] sorted) {
        double first = sorted[sorted.length / 4];
        double third = sorted[3 * sorted.length / 4];
        return Math.max(sorted[0], first - FAR * (third - first));
    }

    private Plot plot(String cost, Axis y) {
        Points others = new Points();
        for (SearchTrace search : searches) {
            for (Scored scored : search.best().costs().sample()) {
                add(others, scored, cost);
            }
            search.best().costs().mattering().forEach(scored -> add(others, scored, cost));
        }
        List<Layer> layers = new ArrayList<>(limits(cost));
        layers.add(new Dots("scored", Series.GREY, others, Dots.SHARP));
        List<Layer> rings = new ArrayList<>();
        for (SearchTrace search : searches) {
            CostTrace trace = search.best().costs();
            String look = group.look(search);
            Points front = new Points();
            List<Marks.Mark> spots = new ArrayList<>();
            for (ParetoFront.Member<Scored> member : trace.front(cost)) {
                front.add(member.cost(), 100 * member.accuracy());
            }
            for (Scored scored : trace.mattering()) {
                if (isOnFront(trace, cost, scored) || trace.isTop(scored)) {
                    spots.add(mark(search, scored, cost));
                }
            }
            layers.add(new Front(group.isSingle() ? "front" : search.name(), look, front, true));
            layers.add(new Marks("", "spot", look, spots));
            trace.found()
                    .ifPresent(found -> rings.add(new Marks("found", "ring", "", List.of(mark(search, found, cost)))));
        }
        layers.addAll(rings);
        double[] sorted = others.sortedX();
        return new Plot(Axis.around(cost, sorted[0], sorted[sorted.length - 1]), y, layers);
    }

    private static void add(Points points, Scored scored, String cost) {
        double value = scored.costs().getOrDefault(cost, Double.NaN);
        if (!Double.isNaN(value)) {
            points.add(value, 100 * scored.accuracy());
        }
    }

    private Marks.Mark mark(SearchTrace search, Scored scored, String cost) {
        double value = scored.costs().getOrDefault(cost, Double.NaN);
        String text = search.name() + ", step " + scored.step() + ": " + Decimals.percent(scored.accuracy()) + " %, "
                + number(value) + " " + cost + " ("
                + String.join(", ", reasons(search.best().costs(), scored)) + ")\n"
                + scored.architecture().notation();
        return new Marks.Mark(value, 100 * scored.accuracy(), text);
    }
}
