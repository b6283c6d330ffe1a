package io.github.l2nas.engine.agent;

import java.io.DataOutput;
import java.io.IOException;

/** What the settings of both agents have in common: the size of what they learn, and how Adam and mini-batches teach it. */
public sealed interface LearnerSettings permits AgentSettings, GuidedSettings {

    /**
     * The strategy that has such settings.
     *
     * @return its name in a POM
     */
    String strategy();

    int hiddenUnits();

    int eliteSize();

    /**
     * Critics that learn side by side.
     *
     * @return at least 1
     */
    int critics();

    /**
     * Tau of the check loss.
     *
     * @return between 0 and 1
     */
    double checkQuantile();

    int batchSize();

    /**
     * Transitions the replay buffer keeps.
     *
     * @return 0 for all
     */
    int bufferSize();

    double adamBeta1();

    double adamBeta2();

    /**
     * Writes the settings.
     *
     * @param out where to
     * @throws IOException from {@code out}
     */
    void write(DataOutput out) throws IOException;
}
