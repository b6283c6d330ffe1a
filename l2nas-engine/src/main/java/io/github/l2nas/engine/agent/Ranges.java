package io.github.l2nas.engine.agent;

/** Checks of settings. Each throws {@link IllegalArgumentException} with the name, the range and the value. */
final class Ranges {

    private Ranges() {}

    static void require(String name, int value, int least, int most) {
        require(value >= least && value <= most, name + " must be " + least + " to " + most, value);
    }

    static void requireLearningRate(String name, double value) {
        require(value > 0 && value <= 1, name + " must be above 0 and at most 1", value);
    }

    static void requireQuantile(String name, double value) {
        require(value > 0 && value < 1, name + " must lie between 0 and 1", value);
    }

    static void requireProbability(String name, double value) {
        require(value >= 0 && value <= 1, name + " must be 0 to 1", value);
    }

    static void requireDecay(String name, double value) {
        require(value >= 0 && value < 1, name + " must be at least 0 and below 1", value);
    }

    static void requireNotNegative(String name, int value) {
        require(value >= 0, name + " must be at least 0", value);
    }

    static void require(boolean satisfied, String rule, Object value) {
        if (!satisfied) {
            throw new IllegalArgumentException(rule + ", got " + value);
        }
    }
}
