package io.github.l2nas.engine.agent;

import static io.github.l2nas.engine.agent.Ranges.require;
import static io.github.l2nas.engine.agent.Ranges.requireDecay;
import static io.github.l2nas.engine.agent.Ranges.requireLearningRate;
import static io.github.l2nas.engine.agent.Ranges.requireNotNegative;
import static io.github.l2nas.engine.agent.Ranges.requireProbability;
import static io.github.l2nas.engine.agent.Ranges.requireQuantile;

import io.github.l2nas.api.job.JobException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Settings of the L2NAS agent; symbols are the paper's.
 *
 * @param hiddenUnits width of the three hidden layers of actor and critic, 1 to 4096
 * @param eliteSize K, architectures whose mean is the state, 1 to 1 000 000
 * @param checkQuantile tau of the check loss, between 0 and 1
 * @param batchSize B, transitions in a mini-batch, 1 to 65 536
 * @param maxBatchesPerStep C_max, most mini-batches after a step, 1 to 10 000
 * @param noise xi, half-width of the uniform noise on the actor's action, 0 to 1
 * @param epsilonStart probability of a random action in the beginning, 0 to 1
 * @param epsilonMinimum probability of a random action after annealing, 0 to 1
 * @param epsilonAnnealSteps steps of the cosine from start to minimum, at least 0
 * @param warmUpSteps W, steps at random before anything else, at least 0
 * @param bufferSize transitions the replay buffer keeps, the newest ones; 0 for all
 * @param reward equation (3) or (7)
 * @param accEnv Acc_env of equation (7), above 0 and at most 1; null where it is not known
 * @param actorLearningRate Adam's step size for the actor, above 0 and at most 1
 * @param criticLearningRate Adam's step size for the critic, above 0 and at most 1
 * @param adamBeta1 decay of the first moment, 0 to below 1
 * @param adamBeta2 decay of the second moment, 0 to below 1
 * @param steps steps of a search that declares no other number, at least 1
 */
public record AgentSettings(
        int hiddenUnits,
        int eliteSize,
        double checkQuantile,
        int batchSize,
        int maxBatchesPerStep,
        double noise,
        double epsilonStart,
        double epsilonMinimum,
        int epsilonAnnealSteps,
        int warmUpSteps,
        int bufferSize,
        Reward reward,
        Double accEnv,
        double actorLearningRate,
        double criticLearningRate,
        double adamBeta1,
        double adamBeta2,
        int steps)
        implements LearnerSettings {

    /**
     * What the paper gives for NAS-Bench-201. The actor's learning rate is printed as 1e-8, with which the published results
     * can't be reached.
     */
    public static final AgentSettings DEFAULT = new AgentSettings(
            128, 64, 0.9, 8, 10, 1e-4, 1.0, 0.05, 175, 0, 0, Reward.POWER, null, 1e-4, 1e-4, 0.9, 0.99, 1000);

    /**
     * Checks each value by itself; what depends on two of them is checked when a search begins.
     *
     * @throws IllegalArgumentException for a value out of its range; the message gives the range
     */
    public AgentSettings {
        require("hiddenUnits", hiddenUnits, 1, 4096);
        require("eliteSize", eliteSize, 1, 1_000_000);
        requireQuantile("checkQuantile", checkQuantile);
        require("batchSize", batchSize, 1, 65_536);
        require("maxBatchesPerStep", maxBatchesPerStep, 1, 10_000);
        requireProbability("noise", noise);
        requireProbability("epsilonStart", epsilonStart);
        requireProbability("epsilonMinimum", epsilonMinimum);
        requireNotNegative("epsilonAnnealSteps", epsilonAnnealSteps);
        requireNotNegative("warmUpSteps", warmUpSteps);
        require(bufferSize >= 0, "bufferSize must be at least 0 (0 keeps everything)", bufferSize);
        require(reward != null, "reward must be power or relative", "nothing");
        require(accEnv == null || (accEnv > 0 && accEnv <= 1), "accEnv must be above 0 and at most 1", accEnv);
        requireLearningRate("actorLearningRate", actorLearningRate);
        requireLearningRate("criticLearningRate", criticLearningRate);
        requireDecay("adamBeta1", adamBeta1);
        requireDecay("adamBeta2", adamBeta2);
        require(steps >= 1, "steps must be at least 1", steps);
    }

    /**
     * Checks what no single value can be blamed for.
     *
     * @throws JobException naming the setting to change
     */
    void requireConsistent() {
        if (reward == Reward.RELATIVE && accEnv == null) {
            throw new JobException(
                    "strategy.settings.accEnv",
                    "the reward 'relative' needs accEnv, the best validation accuracy of the supernet or the best known"
                            + " accuracy, above 0 and at most 1: set accEnv or the reward 'power'");
        }
        if (bufferSize > 0 && bufferSize < batchSize) {
            throw new JobException(
                    "strategy.settings.bufferSize",
                    "a replay buffer of " + bufferSize + " never fills a mini-batch of " + batchSize
                            + ": set bufferSize to 0 (all) or to at least batchSize");
        }
    }

    double rewardOf(double accuracy) {
        return reward.of(accuracy, accEnv == null ? 1 : accEnv);
    }

    @Override
    public String strategy() {
        return "l2nas";
    }

    @Override
    public int critics() {
        return 1;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(hiddenUnits);
        out.writeInt(eliteSize);
        out.writeDouble(checkQuantile);
        out.writeInt(batchSize);
        out.writeInt(maxBatchesPerStep);
        out.writeDouble(noise);
        out.writeDouble(epsilonStart);
        out.writeDouble(epsilonMinimum);
        out.writeInt(epsilonAnnealSteps);
        out.writeInt(warmUpSteps);
        out.writeInt(bufferSize);
        out.writeBoolean(reward == Reward.RELATIVE);
        out.writeDouble(accEnv == null ? 0 : accEnv);
        out.writeDouble(actorLearningRate);
        out.writeDouble(criticLearningRate);
        out.writeDouble(adamBeta1);
        out.writeDouble(adamBeta2);
        out.writeInt(steps);
    }

    static AgentSettings read(DataInput in) throws IOException {
        try {
            return new AgentSettings(
                    in.readInt(),
                    in.readInt(),
                    in.readDouble(),
                    in.readInt(),
                    in.readInt(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readBoolean() ? Reward.RELATIVE : Reward.POWER,
                    nullForZero(in.readDouble()),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readInt());
        } catch (IllegalArgumentException e) {
            throw new IOException("its settings are corrupt: " + e.getMessage(), e);
        }
    }

    private static Double nullForZero(double value) {
        return value == 0 ? null : (Double) value;
    }
}
