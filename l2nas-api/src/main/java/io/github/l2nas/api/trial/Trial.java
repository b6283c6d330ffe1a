package io.github.l2nas.api.trial;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One step of a search.
 *
 * @param step from 1
 * @param architecture in its notation
 * @param accuracy in [0, 1]; null where the architecture violates a constraint and was not scored
 * @param reward what the strategy learned from
 * @param origin how the strategy came to it
 * @param predictedReward the reward that the strategy expected before; null from one that expects none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trial(
        int step, String architecture, Double accuracy, double reward, String origin, Double predictedReward) {

    /**
     * Whether the architecture was scored.
     *
     * @return false where it violates a constraint
     */
    @JsonIgnore
    public boolean feasible() {
        return accuracy != null;
    }
}
