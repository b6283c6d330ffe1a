package io.github.l2nas.engine.agent;

import static io.github.l2nas.engine.agent.Ranges.require;
import static io.github.l2nas.engine.agent.Ranges.requireDecay;
import static io.github.l2nas.engine.agent.Ranges.requireLearningRate;
import static io.github.l2nas.engine.agent.Ranges.requireNotNegative;
import static io.github.l2nas.engine.agent.Ranges.requireProbability;
import static io.github.l2nas.engine.agent.Ranges.requireQuantile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Settings of {@link GuidedStrategy}; symbols are those of the L2NAS paper.
 *
 * @param hiddenUnits width of the three hidden layers of actor and critics, 1 to 4096
 * @param critics critics that learn side by side, 1 to 100
 * @param eliteSize K, architectures whose mean is the state, 1 to 1 000 000
 * @param checkQuantile tau of the check loss, between 0 and 1
 * @param batchSize B, transitions in a mini-batch, 1 to 65 536
 * @param batchesPerStep C, mini-batches after a step, 1 to 10 000
 * @param warmUpSteps W, steps at random before anything else, at least 0
 * @param epsilon probability of a random architecture after the warm-up, 0 to 1
 * @param candidates architectures that the actor's distribution puts up at a step, 1 to 100 000
 * @param neighbours how many of the best architectures put up their neighbours, 0 to 1000
 * @param imitation weight of the cross-entropy to a good architecture in the actor's loss, 0 to 1000
 * @param imitationPoolSize how many of the best architectures are imitated, 1 to 1000
 * @param patience scored architectures without a better one after which the agent begins anew, where they are also as many
 *     as it took to score the best one; 0 for never, to 1 000 000
 * @param learningRate Adam's step size, above 0 and at most 1
 * @param adamBeta1 decay of the first moment, 0 to below 1
 * @param adamBeta2 decay of the second moment, 0 to below 1
 * @param posterior whether a draw from the posterior of a Gaussian process chooses, not a critic; no part of a policy
 * @param steps steps of a search that declares no other number, at least 1
 */
public record GuidedSettings(
        int hiddenUnits,
        int critics,
        int eliteSize,
        double checkQuantile,
        int batchSize,
        int batchesPerStep,
        int warmUpSteps,
        double epsilon,
        int candidates,
        int neighbours,
        double imitation,
        int imitationPoolSize,
        int patience,
        double learningRate,
        double adamBeta1,
        double adamBeta2,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean posterior,
        int steps)
        implements LearnerSettings {

    /** What serves in every space. */
    public static final GuidedSettings DEFAULT =
            new GuidedSettings(128, 3, 16, 0.9, 16, 4, 5, 0.05, 200, 2, 0, 8, 40, 3e-3, 0.9, 0.99, false, 1000);

    /**
     * Checks each value.
     *
     * @throws IllegalArgumentException for a value out of its range; the message gives the range
     */
    public GuidedSettings {
        require("hiddenUnits", hiddenUnits, 1, 4096);
        require("critics", critics, 1, 100);
        require("eliteSize", eliteSize, 1, 1_000_000);
        requireQuantile("checkQuantile", checkQuantile);
        require("batchSize", batchSize, 1, 65_536);
        require("batchesPerStep", batchesPerStep, 1, 10_000);
        requireNotNegative("warmUpSteps", warmUpSteps);
        requireProbability("epsilon", epsilon);
        require("candidates", candidates, 1, 100_000);
        require("neighbours", neighbours, 0, 1000);
        require(imitation >= 0 && imitation <= 1000, "imitation must be 0 to 1000", imitation);
        require("imitationPoolSize", imitationPoolSize, 1, 1000);
        require("patience", patience, 0, 1_000_000);
        requireLearningRate("learningRate", learningRate);
        requireDecay("adamBeta1", adamBeta1);
        requireDecay("adamBeta2", adamBeta2);
        require(steps >= 1, "steps must be at least 1", steps);
    }

    @Override
    public String strategy() {
        return "l2nas-guided";
    }

    @Override
    public int bufferSize() {
        return 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(hiddenUnits);
        out.writeInt(critics);
        out.writeInt(eliteSize);
        out.writeDouble(checkQuantile);
        out.writeInt(batchSize);
        out.writeInt(batchesPerStep);
        out.writeInt(warmUpSteps);
        out.writeDouble(epsilon);
        out.writeInt(candidates);
        out.writeInt(neighbours);
        out.writeDouble(imitation);
        out.writeInt(imitationPoolSize);
        out.writeInt(patience);
        out.writeDouble(learningRate);
        out.writeDouble(adamBeta1);
        out.writeDouble(adamBeta2);
        out.writeInt(steps);
    }

    static GuidedSettings read(DataInput in) throws IOException {
        try {
            return new GuidedSettings(
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readDouble(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readDouble(),
                    in.readInt(),
                    in.readInt(),
                    in.readDouble(),
                    in.readInt(),
                    in.readInt(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    false,
                    in.readInt());
        } catch (IllegalArgumentException e) {
            throw new IOException("its settings are corrupt: " + e.getMessage(), e);
        }
    }
}
