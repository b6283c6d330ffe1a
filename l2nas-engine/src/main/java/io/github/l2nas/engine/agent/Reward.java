package io.github.l2nas.engine.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What the agent maximises, as a function of accuracy. */
public enum Reward {

    /** Equation (3): {@code 100^Acc}, in [1, 100]. */
    POWER("power") {
        @Override
        double of(double accuracy, double accEnv) {
            return StrictMath.pow(100, accuracy);
        }
    },

    /** Equation (7): {@code 100^(Acc / Acc_env) / 100 - 1}, zero where the accuracy is that of the supernet. */
    RELATIVE("relative") {
        @Override
        double of(double accuracy, double accEnv) {
            return StrictMath.pow(100, accuracy / accEnv) / 100 - 1;
        }
    };

    private final String name;

    Reward(String name) {
        this.name = name;
    }

    /**
     * The reward of a name.
     *
     * @param name {@code power} or {@code relative}
     * @return the reward
     * @throws IllegalArgumentException for another name
     */
    @JsonCreator
    public static Reward named(String name) {
        for (Reward reward : values()) {
            if (reward.name.equals(name)) {
                return reward;
            }
        }
        throw new IllegalArgumentException("reward must be power or relative, got " + name);
    }

    /**
     * The name in settings.
     *
     * @return {@code power} or {@code relative}
     */
    @Override
    @JsonValue
    public String toString() {
        return name;
    }

    /**
     * The reward.
     *
     * @param accuracy in [0, 1]
     * @param accEnv Acc_env in (0, 1]; {@link #POWER} ignores it
     * @return a finite number
     */
    abstract double of(double accuracy, double accEnv);
}
