package io.github.l2nas.engine.agent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the agent maximises, as a function of accuracy. */
public enum Reward {

    /** Equation (3): {@code 100^Acc}, in [1, 100]. */
    @JsonProperty("power")
    POWER {
        @Override
        double of(double accuracy, double accEnv) {
            return StrictMath.pow(100, accuracy);
        }
    },

    /** Equation (7): {@code 100^(Acc / Acc_env) / 100 - 1}, zero where the accuracy is that of the supernet. */
    @JsonProperty("relative")
    RELATIVE {
        @Override
        double of(double accuracy, double accEnv) {
            return StrictMath.pow(100, accuracy / accEnv) / 100 - 1;
        }
    };

    /**
     * The reward.
     *
     * @param accuracy in [0, 1]
     * @param accEnv Acc_env in (0, 1]; {@link #POWER} ignores it
     * @return a finite number
     */
    abstract double of(double accuracy, double accEnv);
}
