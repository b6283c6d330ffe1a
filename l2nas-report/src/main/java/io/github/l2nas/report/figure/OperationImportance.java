package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.ActionLabels;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.IntervalPlot;
import io.github.l2nas.report.drawing.Series;
import io.github.l2nas.report.figure.OperationSums.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much the mean accuracy differs between the architectures with an operation in a place and those without. It is no more than
 * a difference of means among what a search has scored: operations that come together share it.
 */
public final class OperationImportance {

    private static final int MOST_ROWS = 16;
    private static final int MOST_SEARCHES = 4;

    private final SearchGroup group;
    private final List<SearchTrace> searches;

    /** An operation in a place. */
    private record Entry(String place, String operation, List<Effect> effects) {

        String name() {
            return place + " " + operation;
        }

        double difference() {
            return effects.get(0).difference();
        }
    }

    private OperationImportance(SearchGroup group, List<SearchTrace> searches) {
        this.group = group;
        this.searches = searches;
    }

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where too few architectures were scored
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        return new OperationImportance(
                        group, group.traced().stream().limit(MOST_SEARCHES).toList())
                .figure(prefix);
    }

    private Optional<Figure> figure(String prefix) {
        List<Entry> all = entries();
        List<Entry> known = all.stream()
                .filter(entry -> entry.effects().get(0).isKnown())
                .sorted(Comparator.comparingDouble(entry -> -Math.abs(entry.difference())))
                .limit(MOST_ROWS)
                .sorted(Comparator.comparingDouble(entry -> -entry.difference()))
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Entry best = known.get(0);
        Entry worst = known.get(known.size() - 1);
        String said = "Architectures with " + best.name() + " are " + points(best.difference())
                + " points above those without it, those with " + worst.name() + " " + points(worst.difference()) + ".";
        return Optional.of(new Figure(
                "Which operations matter",
                group.ofBestSeeds()
                        + "The mean accuracy with an operation in a place less the mean without it, among the architectures"
                        + " that were scored, with its 95 % interval; the " + known.size()
                        + " largest"
                        + (searches.size() > 1 ? " by " + searches.get(0).name() : "")
                        + ". A search looks more closely where it is good: differences need not be causes. "
                        + MatrixLabels.explanation(group.space()),
                said,
                data(all).file(prefix + "operations.csv"),
                Optional.empty(),
                Optional.of(width -> plot(known).draw(width))));
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.2f", 100 * difference).replace('-', '\u2212');
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        int index = 0;
        for (ActionLabels labels : MatrixLabels.of(group.space())) {
            for (int row = 0; row < labels.rows().size(); row++) {
                for (String column : labels.columns().get(row)) {
                    int entry = index++;
                    String place = (labels.title() + " " + labels.rows().get(row)).strip();
                    entries.add(new Entry(
                            place,
                            column,
                            searches.stream()
                                    .map(one -> one.best().operations().effect(entry))
                                    .toList()));
                }
            }
        }
        return entries;
    }

    private CsvData data(List<Entry> entries) {
        CsvData csv = new CsvData(
                "search",
                "place",
                "operation",
                "with",
                "mean_with",
                "without",
                "mean_without",
                "difference",
                "interval");
        for (int i = 0; i < searches.size(); i++) {
            for (Entry entry : entries) {
                Effect effect = entry.effects().get(i);
                csv.row(
                        searches.get(i).name(),
                        entry.place(),
                        entry.operation(),
                        effect.with(),
                        effect.meanWith(),
                        effect.without(),
                        effect.meanWithout(),
                        effect.difference(),
                        effect.half());
            }
        }
        return csv;
    }

    private IntervalPlot plot(List<Entry> entries) {
        double low = 0;
        double high = 0;
        List<IntervalPlot.Row> rows = new ArrayList<>();
        for (Entry entry : entries) {
            List<IntervalPlot.Value> values = new ArrayList<>();
            for (int i = 0; i < searches.size(); i++) {
                Effect effect = entry.effects().get(i);
                if (effect.isKnown()) {
                    low = Math.min(low, 100 * (effect.difference() - effect.half()));
                    high = Math.max(high, 100 * (effect.difference() + effect.half()));
                    values.add(new IntervalPlot.Value(
                            Series.look(group.searches().indexOf(searches.get(i))),
                            100 * effect.difference(),
                            100 * effect.half(),
                            text(searches.get(i), entry, effect)));
                }
            }
            rows.add(new IntervalPlot.Row(entry.name(), values));
        }
        return new IntervalPlot(Axis.around("points of " + group.metric(), low, high), rows);
    }

    private static String text(SearchTrace search, Entry entry, Effect effect) {
        return search.name() + ", " + entry.name() + ": " + Decimals.percent(effect.meanWith()) + " % with ("
                + effect.with() + "), " + Decimals.percent(effect.meanWithout()) + " % without (" + effect.without()
                + ")";
    }
}
