package io.github.l2nas.maven.gate;

import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.report.result.FoundFront;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a result against a published one. What can't be compared does not pass.
 *
 * @param checked which measures; empty for all that either result has
 * @param tolerances of measures that may be worse by more than nothing
 */
public record Gate(Set<Measure> checked, Map<Measure, Tolerance> tolerances) {

    private static final GoalParameter BASELINE = GoalParameter.named("baseline");
    private static final GoalParameter CHECKED = GoalParameter.named("checkedMeasures");

    /**
     * One measure of both results.
     *
     * @param measure what was measured
     * @param before the published value
     * @param now the new one
     * @param tolerance by how much it may be worse
     */
    public record Row(Measure measure, BigDecimal before, BigDecimal now, Tolerance tolerance) {

        /**
         * Whether the new value is worse by more than the tolerance.
         *
         * @return true where the gate is closed by it
         */
        public boolean isWorse() {
            return measure.loss(before, now).compareTo(tolerance.of(before)) > 0;
        }

        /**
         * Both numbers.
         *
         * @return for example {@code accuracy 94.37 % -> 91.2 %, tolerance 0.5 %}
         */
        @Override
        public String toString() {
            return measure.label() + " " + measure.text(before) + " -> " + measure.text(now) + ", tolerance "
                    + tolerance.text(measure);
        }
    }

    /**
     * Compares two results.
     *
     * @param baseline the published one
     * @param candidate the new one
     * @return a row for each measure that is checked
     * @throws io.github.l2nas.maven.parameter.ParameterException where they can't be compared; tells what to do
     */
    public List<Row> compare(Measured baseline, Measured candidate) {
        if (!baseline.finished()) {
            throw BASELINE.wrong(
                    baseline.name() + " was published unfinished, its numbers mean little; name another version");
        }
        List<Row> rows = new ArrayList<>();
        for (Measure measure : measures(baseline, candidate)) {
            requireHas(measure, baseline);
            requireHas(measure, candidate);
            requireAlike(measure, baseline, candidate);
            rows.add(
                    measure == Measure.HYPERVOLUME
                            ? hypervolumes(
                                    baseline.front().orElseThrow(),
                                    candidate.front().orElseThrow())
                            : row(
                                    measure,
                                    baseline.values().get(measure),
                                    candidate.values().get(measure)));
        }
        return rows;
    }

    private Row row(Measure measure, BigDecimal before, BigDecimal now) {
        return new Row(measure, before, now, tolerances.getOrDefault(measure, Tolerance.NONE));
    }

    /** Up to the same bounds. */
    private Row hypervolumes(FoundFront before, FoundFront now) {
        double[] bounds = FoundFront.commonBounds(List.of(before, now));
        return row(
                Measure.HYPERVOLUME,
                BigDecimal.valueOf(before.hypervolume(bounds)),
                BigDecimal.valueOf(now.hypervolume(bounds)));
    }

    /** Accuracies are of the same metric, fronts of the same objectives. */
    private static void requireAlike(Measure measure, Measured baseline, Measured candidate) {
        if (measure == Measure.ACCURACY && !baseline.metric().equals(candidate.metric())) {
            throw differ("accuracies", baseline, baseline.metric(), candidate.metric(), "metric", measure);
        }
        if (measure == Measure.HYPERVOLUME) {
            String before = baseline.front().orElseThrow().weighed();
            String now = candidate.front().orElseThrow().weighed();
            if (!before.equals(now)) {
                throw differ("fronts", baseline, before, now, "objectives", measure);
            }
        }
    }

    private static RuntimeException differ(
            String what, Measured baseline, String before, String now, String by, Measure measure) {
        return CHECKED.wrong(what + " can't be compared: " + baseline.name() + " has " + before + ", this result " + now
                + ". Search by the same " + by + ", name another baseline, or name the measures to check without "
                + measure.label());
    }

    private Set<Measure> measures(Measured baseline, Measured candidate) {
        if (!checked.isEmpty()) {
            return checked;
        }
        Set<Measure> all = EnumSet.copyOf(baseline.measures());
        all.addAll(candidate.measures());
        return all;
    }

    private static void requireHas(Measure measure, Measured result) {
        if (!result.measures().contains(measure)) {
            throw CHECKED.wrong(
                    result.name() + " has no " + measure.label() + ", and what was not measured does not pass: "
                            + measure.source() + ". Measure it, or name the measures to check without it");
        }
    }
}
