package io.github.l2nas.report.page;

import io.github.l2nas.api.result.Sample;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.figure.Figure;
import io.github.l2nas.report.figure.Quantiles;
import io.github.l2nas.report.figure.SearchGroup;
import io.github.l2nas.report.figure.SearchTrace;
import io.github.l2nas.report.figure.SeedCurve;
import io.github.l2nas.report.result.FoundArchitecture;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What came out of searches that can be compared: a verdict in words, and a table of all seeds.
 *
 * @param group the searches
 */
record Overview(SearchGroup group) {

    private static final String NONE = "\u2013";

    /** In how many seeds a search came to the best there is or was found, and after how many architectures. */
    private record Reached(SearchTrace search, int seeds, List<Integer> architectures) {

        static Reached of(SearchTrace search, double target) {
            List<Integer> architectures = new ArrayList<>();
            for (SeedCurve seed : search.seeds()) {
                OptionalInt unique = seed.uniqueTo(target);
                if (unique.isPresent()) {
                    architectures.add(unique.getAsInt());
                }
            }
            return new Reached(search, search.seeds().size(), architectures);
        }

        double share() {
            return seeds == 0 ? 0 : (double) architectures.size() / seeds;
        }

        /** Median over the seeds that reached it. */
        double median() {
            return architectures.isEmpty()
                    ? Double.POSITIVE_INFINITY
                    : Quantiles.of(architectures).median();
        }

        boolean beats(Reached other) {
            return share() > other.share() || (share() == other.share() && median() < other.median());
        }

        String inSeeds() {
            return architectures.size() + " of " + seeds + (seeds == 1 ? " seed" : " seeds");
        }

        String afterArchitectures() {
            String unit = median() == 1 ? " architecture" : " architectures";
            return Decimals.rounded(median(), 9).toPlainString() + unit + (architectures.size() > 1 ? " (median)" : "");
        }
    }

    private double target() {
        return reachesOptimum() ? group.optimum().getAsDouble() : group.best();
    }

    private boolean reachesOptimum() {
        return group.optimum().isPresent() && group.best() >= group.optimum().getAsDouble();
    }

    private List<Reached> reached() {
        return group.searches().stream()
                .map(search -> Reached.of(search, target()))
                .toList();
    }

    /** Who found the best, in how many of the seeds, after how many architectures, and how the others did. */
    String verdict() {
        return winner() + others(first());
    }

    private Reached first() {
        Reached first = null;
        for (Reached one : reached()) {
            first = first == null || one.beats(first) ? one : first;
        }
        return first;
    }

    /** Who found the best, in how many of the seeds, after how many architectures. */
    String winner() {
        Reached winner = first();
        String best = Decimals.percent(target()) + " % " + group.metric();
        String what = group.optimum().isEmpty()
                ? "the best architecture that was found, " + best
                : reachesOptimum()
                        ? "the best of the table, " + best
                        : "the best architecture that was found, " + best + " ("
                                + Decimals.percent(group.optimum().getAsDouble() - target())
                                + " points below the best of the table)";
        if (winner.architectures().isEmpty()) {
            return (group.searches().size() == 1 ? winner.search().name() : "The searches") + " found " + what + ".";
        }
        if (group.searches().size() == 1 && winner.seeds() == 1) {
            return winner.search().name() + " found " + what + ", after scoring " + winner.afterArchitectures() + " of "
                    + winner.search().seeds().get(0).unique() + ".";
        }
        return winner.search().name() + " found " + what + ", in " + winner.inSeeds() + ", after scoring "
                + winner.afterArchitectures() + ".";
    }

    private String others(Reached winner) {
        List<String> others = reached().stream()
                .filter(one -> !one.search().name().equals(winner.search().name()))
                .filter(one -> one.seeds() > 0)
                .map(one -> one.search().name() + " in " + one.architectures().size() + " of " + one.seeds()
                        + (one.architectures().isEmpty() ? "" : " after " + one.afterArchitectures()))
                .toList();
        return others.isEmpty() ? "" : " The others: " + String.join("; ", others) + ".";
    }

    /** A row for each search, and what its columns mean. */
    void table(Page page) {
        Figure.Table table = table();
        page.table(table.header(), table.rows());
        if (hasSeveralSeeds()) {
            page.paragraph(
                    "Means and medians are over the seeds, \u00b1 is the sample standard deviation. The median of the"
                            + " architectures to the best is over the seeds that came to it.");
        }
    }

    private boolean hasSeveralSeeds() {
        return group.searches().stream().anyMatch(one -> one.seeds().size() > 1);
    }

    /** Verdict and table as Markdown, which GitHub shows on the page of a job. */
    String markdown() {
        Figure.Table table = table();
        StringBuilder text = new StringBuilder(escaped(verdict())).append("\n\n");
        row(text, table.header());
        row(text, table.header().stream().map(name -> "---").toList());
        table.rows().forEach(row -> row(text, row));
        for (SearchTrace search : group.searches()) {
            text.append("\n")
                    .append(escaped(search.name()))
                    .append(": `")
                    .append(search.search().found().architecture().notation().replace('`', '\''))
                    .append("`\n");
        }
        return text.toString();
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ")
                .append(cells.stream().map(Overview::escaped).collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|");
    }

    private Figure.Table table() {
        boolean several = hasSeveralSeeds();
        List<Reached> reached = reached();
        List<String> header = new ArrayList<>(List.of("search", "seeds"));
        header.add(several ? "mean best %" : "best %");
        if (several) {
            header.add("highest %");
        }
        header.addAll(
                List.of(reachesOptimum() ? "optimum found" : "best found", "architectures to it", "scored", "steps"));
        boolean infeasible = count(SeedCurve::infeasible) > 0;
        boolean failed = count(SeedCurve::failed) > 0;
        if (infeasible) {
            header.add("infeasible");
        }
        if (failed) {
            header.add("failed");
        }
        boolean costs = !several
                && group.searches().stream()
                        .anyMatch(search -> search.search().found().cost().isPresent());
        if (costs) {
            header.addAll(List.of("parameters (M)", "MACs (M)"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Reached one : reached) {
            SearchTrace search = one.search();
            FoundArchitecture found = search.search().found();
            List<String> row = new ArrayList<>(List.of(search.name(), text(one.seeds())));
            row.add(several ? mean(search) : Decimals.percent(found.accuracy()));
            if (several) {
                row.add(Decimals.percent(found.accuracy()));
            }
            row.add(one.seeds() == 0 ? NONE : one.architectures().size() + "/" + one.seeds());
            row.add(
                    one.architectures().isEmpty()
                            ? NONE
                            : Decimals.rounded(one.median(), 9).toPlainString());
            row.add(median(search, SeedCurve::unique, found.uniqueArchitectures()));
            row.add(median(search, SeedCurve::steps, found.steps()));
            if (infeasible) {
                row.add(text(count(search, SeedCurve::infeasible)));
            }
            if (failed) {
                row.add(text(count(search, SeedCurve::failed)));
            }
            if (costs) {
                row.add(found.cost().map(cost -> millions(cost.params())).orElse(NONE));
                row.add(found.cost().map(cost -> millions(cost.macs())).orElse(NONE));
            }
            rows.add(row);
        }
        return new Figure.Table(header, rows);
    }

    private static String text(int count) {
        return String.valueOf(count);
    }

    private int count(ToIntFunction<SeedCurve> number) {
        return group.searches().stream()
                .mapToInt(search -> count(search, number))
                .sum();
    }

    private static int count(SearchTrace search, ToIntFunction<SeedCurve> number) {
        return search.seeds().stream().mapToInt(number).sum();
    }

    private static String median(SearchTrace search, ToIntFunction<SeedCurve> number, long otherwise) {
        List<Integer> numbers = search.seeds().stream().mapToInt(number).boxed().toList();
        return numbers.isEmpty()
                ? String.valueOf(otherwise)
                : Decimals.rounded(Quantiles.of(numbers).median(), 9).toPlainString();
    }

    private static String mean(SearchTrace search) {
        List<Double> best = search.seeds().stream().map(SeedCurve::best).toList();
        Sample sample = Sample.of(best);
        if (best.isEmpty() || Double.isNaN(sample.mean())) {
            return NONE;
        }
        return Decimals.percent(sample.mean())
                + (best.size() < 2 ? "" : " \u00b1 " + Decimals.percent(sample.deviation()));
    }

    /** A count in millions with two decimals, three below one. */
    static String millions(long count) {
        return BigDecimal.valueOf(count, 6)
                .setScale(count < 1_000_000 ? 3 : 2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
