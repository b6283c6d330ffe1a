package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.l2nas.api.objective.Choose;
import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a search weighs where one number does not say it all. It finds the front: what no other architecture is better than in all
 * objectives.
 *
 * @param metrics at least two, each of another name
 * @param choose which of the front is the answer, as {@link Choose} reads it; null for {@code knee}
 * @param reference by metric what bounds the hypervolume, in the metric's unit, for each objective; null for the worst that was scored
 * @param minHypervolume the least hypervolume up to the reference with which a search that has ended passes, in the product of the
 *     objectives' units; null for any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Objectives(List<Objective> metrics, String choose, Map<String, Double> reference, Double minHypervolume) {

    private static final String METRICS = "objectives.metrics.";
    private static final String KNOWN = " known";
    private static final String REFERENCE = "objectives.reference";
    private static final String MIN_HYPERVOLUME = "objectives.minHypervolume";

    /** Columns of a history, in which each objective has its own. */
    private static final Set<String> TAKEN =
            Set.of("step", "architecture", "reward", "best_accuracy", "origin", "predicted_reward", "failure");

    /**
     * @throws JobException where there are less than two objectives, one twice, one with a name that is taken, the choice can't be read,
     *     or the reference is not of these objectives
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
        reference = reference == null ? null : Collections.unmodifiableMap(new TreeMap<>(reference));
        requireReference(names, reference);
        if (minHypervolume != null) {
            requireBound(minHypervolume, reference);
        }
    }

    private static void requireReference(List<String> names, Map<String, Double> reference) {
        if (reference == null) {
            return;
        }
        for (String name : names) {
            if (!reference.containsKey(name)) {
                throw new JobException(
                        REFERENCE + "." + name, "it is missing; a reference has a value for each objective");
            }
        }
        reference.forEach((name, value) -> {
            if (!names.contains(name)) {
                throw new JobException(REFERENCE + "." + name, "it is no objective; they are " + names);
            }
            if (value == null || !Double.isFinite(value)) {
                throw new JobException(
                        REFERENCE + "." + name, "'" + value + "' is not a number; write the worst value that counts");
            }
        });
    }

    private static void requireBound(double least, Map<String, Double> reference) {
        if (!(least > 0) || !Double.isFinite(least)) {
            throw new JobException(MIN_HYPERVOLUME, "it must be above 0, got " + least);
        }
        if (reference == null) {
            throw new JobException(
                    MIN_HYPERVOLUME,
                    "a hypervolume means nothing without what bounds it; declare the reference, a value for each"
                            + " objective");
        }
    }

    /**
     * Objectives with no reference.
     *
     * @param metrics at least two, each of another name
     * @param choose which of the front is the answer; null for the knee
     */
    public Objectives(List<Objective> metrics, String choose) {
        this(metrics, choose, null, null);
    }

    /**
     * The same with what bounds and what gates the hypervolume.
     *
     * @param values by metric the worst value that counts; null for the worst that was scored
     * @param least the least hypervolume with which a search passes; null for any
     * @return a copy
     * @throws JobException where the values are not of these objectives, or there is a least hypervolume without them
     */
    public Objectives upTo(Map<String, Double> values, Double least) {
        return new Objectives(metrics, choose, values, least);
    }

    /**
     * The declared reference.
     *
     * @return losses in the order of the objectives; empty where none is declared
     */
    public Optional<double[]> referenceLosses() {
        return Optional.ofNullable(reference)
                .map(values -> metrics.stream()
                        .mapToDouble(objective -> objective.direction().loss(values.get(objective.metric())))
                        .toArray());
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
