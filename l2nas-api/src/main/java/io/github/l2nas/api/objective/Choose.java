package io.github.l2nas.api.objective;

import io.github.l2nas.api.text.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which point of a front is the answer: its knee, or the best by one objective among those within limits on others.
 *
 * <p>The knee: on the front each loss is scaled so that the best is 0 and the worst 1; an objective that is the same everywhere
 * counts 0. The knee is the point of the least sum. With two objectives that is the point farthest from the line between the ends
 * of the front (Das 1999, "On characterizing the knee of the Pareto curve"). Of equals the first.
 */
public final class Choose {

    /** The knee of the front. */
    public static final String KNEE = "knee";

    private static final Pattern FORM = Pattern.compile("(\\S+)(?:\\s+where\\s+(.+))?");
    private static final Pattern LIMIT = Pattern.compile("(\\S+?)\\s*(<=|>=)\\s*([^\\s=<>]+)");

    /**
     * A limit on an objective.
     *
     * @param metric the objective's name
     * @param atMost whether the bound is the largest value allowed; else it is the smallest
     * @param bound in the metric's unit
     */
    public record Limit(String metric, boolean atMost, double bound) {}

    private record ReadLimit(int objective, boolean upper, double bound, String text) {
        boolean holds(double value) {
            return upper ? value <= bound : value >= bound;
        }
    }

    private final List<Objective> objectives;
    /** Index of the objective that is to be best; -1 for the knee. */
    private final int best;

    private final List<ReadLimit> limits;
    private final String text;

    private Choose(List<Objective> objectives, int best, List<ReadLimit> limits, String text) {
        this.objectives = objectives;
        this.best = best;
        this.limits = limits;
        this.text = text;
    }

    /**
     * Reads a choice.
     *
     * @param text {@code knee}; or an objective, and after {@code where} limits on others, joined by {@code and}, for example {@code
     *     accuracy where latency_ms <= 5 and params <= 600000}
     * @param objectives of the search
     * @return the choice
     * @throws IllegalArgumentException where the text is none; tells what to write
     */
    public static Choose parse(String text, List<Objective> objectives) {
        if (text.equals(KNEE)) {
            return new Choose(objectives, -1, List.of(), text);
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw wrong(text);
        }
        int best = index(matcher.group(1), objectives);
        List<ReadLimit> limits = new ArrayList<>();
        if (matcher.group(2) != null) {
            for (String limit : matcher.group(2).split("\\s+and\\s+", -1)) {
                limits.add(limit(limit, text, objectives));
            }
        }
        return new Choose(objectives, best, List.copyOf(limits), text);
    }

    private static ReadLimit limit(String limit, String text, List<Objective> objectives) {
        Matcher matcher = LIMIT.matcher(limit.strip());
        if (!matcher.matches()) {
            throw wrong(text);
        }
        double bound;
        try {
            bound = Double.parseDouble(matcher.group(3));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + limit.strip() + "': '" + matcher.group(3) + "' is not a number", e);
        }
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("'" + limit.strip() + "': '" + matcher.group(3) + "' is not a number");
        }
        return new ReadLimit(
                index(matcher.group(1), objectives), matcher.group(2).equals("<="), bound, limit.strip());
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text
                + "' chooses nothing; write knee, or the objective that is to be best and limits on others, for example"
                + " 'accuracy where latency_ms <= 5 and params <= 600000'");
    }

    private static int index(String metric, List<Objective> objectives) {
        for (int i = 0; i < objectives.size(); i++) {
            if (objectives.get(i).metric().equals(metric)) {
                return i;
            }
        }
        throw new IllegalArgumentException("'" + metric + "' is no objective; they are "
                + objectives.stream().map(Objective::metric).collect(Collectors.joining(", ")));
    }

    /**
     * Chooses.
     *
     * @param front by point its losses, in the order of the objectives; none dominates another
     * @return index of the point; empty where none is within the limits
     */
    public Optional<Integer> from(List<double[]> front) {
        double[] badness = best < 0
                ? sums(front)
                : front.stream().mapToDouble(point -> point[best]).toArray();
        Integer chosen = null;
        for (int i = 0; i < badness.length; i++) {
            if (isWithin(front.get(i)) && (chosen == null || badness[i] < badness[chosen])) {
                chosen = i;
            }
        }
        return Optional.ofNullable(chosen);
    }

    private boolean isWithin(double[] point) {
        return limits.stream()
                .allMatch(limit ->
                        limit.holds(objectives.get(limit.objective).direction().value(point[limit.objective])));
    }

    private static double[] sums(List<double[]> front) {
        double[] sums = new double[front.size()];
        int axes = front.isEmpty() ? 0 : front.get(0).length;
        for (int axis = 0; axis < axes; axis++) {
            int of = axis;
            double least = front.stream().mapToDouble(point -> point[of]).min().orElseThrow();
            double most = front.stream().mapToDouble(point -> point[of]).max().orElseThrow();
            Arrays.setAll(sums, i -> sums[i] + (most > least ? (front.get(i)[of] - least) / (most - least) : 0));
        }
        return sums;
    }

    /**
     * What is wrong where nothing could be chosen.
     *
     * @param front as given to {@link #from}
     * @return a sentence with what comes closest to each limit
     */
    public String whyNothing(List<double[]> front) {
        return "no architecture of the front satisfies '" + text + "': "
                + limits.stream().map(limit -> reach(limit, front)).collect(Collectors.joining(", "))
                + ". Relax a limit; nothing is scored again for that";
    }

    private String reach(ReadLimit limit, List<double[]> front) {
        Direction direction = objectives.get(limit.objective).direction();
        var values = front.stream().mapToDouble(point -> direction.value(point[limit.objective]));
        double closest = (limit.upper ? values.min() : values.max()).orElse(Double.NaN);
        return "the " + (limit.upper ? "smallest " : "largest ")
                + objectives.get(limit.objective).metric() + " is "
                + Decimals.shortest(closest).toPlainString();
    }

    /**
     * What the answer has to keep to.
     *
     * @return limits in the order of the text; none for the knee
     */
    public List<Limit> limits() {
        return limits.stream()
                .map(limit -> new Limit(objectives.get(limit.objective).metric(), limit.upper, limit.bound))
                .toList();
    }

    /** As it was declared. */
    @Override
    public String toString() {
        return text;
    }
}
