package io.github.l2nas.engine.agent;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What chooses among the candidates of {@link GuidedStrategy} in place of its critics. It forgets nothing when the agent begins
 * anew.
 */
interface Chooser {

    /**
     * Scores that the agent needs, from its beginning, before this chooses.
     *
     * @param settings of the strategy
     * @return at least 1
     */
    int warmUpSteps(GuidedSettings settings);

    /**
     * The next proposal.
     *
     * @param candidates discrete actions, at least one; asked for where they are needed
     * @param wanted whether an architecture may be proposed
     * @return with the reward to expect; empty where nothing that it looked at is wanted
     */
    Optional<Proposal> next(Supplier<List<int[]>> candidates, Predicate<Architecture> wanted);

    /**
     * Learns from a score.
     *
     * @param architecture what was scored
     * @param accuracy in [0, 1]
     */
    void observe(Architecture architecture, double accuracy);

    void write(DataOutput out) throws IOException;

    void read(DataInput in) throws IOException;
}
