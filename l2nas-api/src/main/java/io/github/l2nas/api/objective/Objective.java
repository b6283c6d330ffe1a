package io.github.l2nas.api.objective;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * One of several things that a search weighs.
 *
 * @param metric its name: {@code accuracy}, {@code params}, {@code macs}, {@code latency_ms} of a latency table, or a metric that
 *     the evaluator gives, for example a column of its table
 * @param direction which values are good
 * @param known whether the evaluator tells it before an architecture is scored, as a column that was measured beforehand
 */
public record Objective(
        String metric,
        Direction direction,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean known) {

    /** The metric that the search's metric is called by: what the evaluator scores, in [0, 1]. */
    public static final String ACCURACY = "accuracy";

    public Objective {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(direction, "direction");
    }

    /**
     * Whether this is the accuracy.
     *
     * @return true for {@link #ACCURACY}
     */
    @JsonIgnore
    public boolean isAccuracy() {
        return metric.equals(ACCURACY);
    }
}
