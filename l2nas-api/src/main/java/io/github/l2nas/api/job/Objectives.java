package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.l2nas.api.objective.Choose;
import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a search weighs where one number does not say it all. It finds the front: what no other architecture is better than in all
 * objectives.
 *
 * @param metrics at least two, each of another name
 * @param choose which of the front is the answer, as {@link Choose} reads it; null for {@code knee}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Objectives(List<Objective> metrics, String choose) {

    private static final String METRICS = "objectives.metrics.";
    private static final String KNOWN = " known";

    /** Columns of a history, in which each objective has its own. */
    private static final Set<String> TAKEN =
            Set.of("step", "architecture", "reward", "best_accuracy", "origin", "predicted_reward", "failure");

    /**
     * @throws JobException where there are less than two objectives, one twice, one with a name that is taken, or the choice can't be read
     */
    public Objectives {
        metrics = List.copyOf(metrics);
        if (metrics.size() < 2) {
            throw new JobException(
                    "objectives",
                    "there must be at least two, got " + metrics.size()
                            + ". For one alone name the metric and leave the objectives out");
        }
        List<String> names = metrics.stream().map(Objective::metric).toList();
        if (new TreeSet<>(names).size() < names.size()) {
            throw new JobException("objectives", "one stands there twice: " + names);
        }
        for (String name : names) {
            if (TAKEN.contains(name)) {
                throw new JobException(
                        METRICS + name, "a column of history.csv has this name; give the metric another one");
            }
        }
        read(choose, metrics);
    }

    /**
     * Objectives as a POM declares them.
     *
     * @param declared by metric {@code maximize} or {@code minimize}, with {@code known} after it where the evaluator tells the metric
     *     before it scores
     * @param choose which of the front is the answer; null for the knee
     * @return the objectives, in the order of the map; null where none is declared
     * @throws JobException names the metric that is wrong
     */
    public static Objectives of(Map<String, String> declared, String choose) {
        if (declared.isEmpty()) {
            if (choose != null) {
                throw new JobException(
                        "objectives.choose", "it chooses from a front; declare objectives, or leave it out");
            }
            return null;
        }
        List<Objective> metrics = new ArrayList<>();
        declared.forEach((metric, text) -> metrics.add(objective(metric, text == null ? "" : text.strip())));
        return new Objectives(metrics, choose == null ? null : choose.strip());
    }

    private static Objective objective(String metric, String text) {
        boolean known = text.endsWith(KNOWN);
        String word = known ? text.substring(0, text.length() - KNOWN.length()).strip() : text;
        Direction direction = Direction.named(word)
                .orElseThrow(() -> new JobException(
                        METRICS + metric,
                        "'" + text
                                + "' is no direction; write maximize or minimize, and 'known' after it where the table"
                                + " tells it before an architecture is scored, for example 'minimize known'"));
        if (known && metric.equals(Objective.ACCURACY)) {
            throw new JobException(METRICS + metric, "what is scored can't be known before; leave 'known' out");
        }
        return new Objective(metric, direction, known);
    }

    /**
     * Which of the front is the answer.
     *
     * @return the choice
     */
    public Choose choice() {
        return read(choose, metrics);
    }

    private static Choose read(String text, List<Objective> metrics) {
        try {
            return Choose.parse(Optional.ofNullable(text).orElse(Choose.KNEE), metrics);
        } catch (IllegalArgumentException e) {
            throw new JobException("objectives.choose", e.getMessage());
        }
    }

    /**
     * The field of an objective, for a message about it.
     *
     * @param metric its name
     * @return for example {@code objectives.metrics.params}
     */
    public static String field(String metric) {
        return METRICS + metric;
    }
}
