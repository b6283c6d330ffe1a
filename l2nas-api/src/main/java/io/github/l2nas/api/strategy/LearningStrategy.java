package io.github.l2nas.api.strategy;

import java.io.DataOutput;
import java.io.IOException;

/** A strategy that learns a policy, which another search can start from. */
public interface LearningStrategy extends Strategy {

    /**
     * Writes what a transfer carries on, as it is now: the content of {@code policy.bin} in {@code policy.zip}.
     *
     * @param out where
     * @throws IOException from {@code out}
     */
    void writePolicy(DataOutput out) throws IOException;
}
