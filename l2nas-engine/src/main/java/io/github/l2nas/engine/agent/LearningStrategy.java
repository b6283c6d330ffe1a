package io.github.l2nas.engine.agent;

import io.github.l2nas.engine.strategy.Strategy;

/** A strategy that learns a policy. */
public interface LearningStrategy extends Strategy {

    /**
     * What a transfer carries on, as it is now.
     *
     * @return a copy
     */
    Policy policy();
}
