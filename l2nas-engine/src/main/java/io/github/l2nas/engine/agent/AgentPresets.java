package io.github.l2nas.engine.agent;

import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.strategy.Settings;
import java.util.List;
import java.util.Map;

/** The settings of the paper's experiments, by name. */
final class AgentPresets {

    static final List<String> NAMES = List.of(
            "nas-bench-201",
            "darts",
            "ofa-mbv3",
            "ofa-mbv3-w1.2",
            "transfer-pretrain",
            "transfer-finetune",
            "nas-bench-201-pretrain",
            "nas-bench-201-finetune");

    /** The actor's learning rate is printed as 1e-8, with which the published results can't be reached. */
    private static final AgentSettings NAS_BENCH_201 = new AgentSettings(
            128, 64, 0.9, 8, 10, 1e-4, 1.0, 0.05, 175, 0, 0, Reward.POWER, null, 1e-4, 1e-4, 0.9, 0.99, 1000);

    private AgentPresets() {}

    static AgentSettings named(String name) {
        return switch (name) {
            case "nas-bench-201" -> NAS_BENCH_201;
            case "nas-bench-201-pretrain" -> Settings.override(NAS_BENCH_201, Map.of("reward", "relative"));
            case "nas-bench-201-finetune" ->
                Settings.override(
                        NAS_BENCH_201,
                        Map.of(
                                "epsilonStart", "0.05",
                                "epsilonAnnealSteps", "0",
                                "reward", "relative",
                                "steps", "100"));
            case "darts" -> darts();
            case "ofa-mbv3" -> ofa("0.76");
            case "ofa-mbv3-w1.2" -> ofa("0.79");
            case "transfer-pretrain" -> transferPretrain();
            case "transfer-finetune" ->
                Settings.override(
                        transferPretrain(), Map.of("eliteSize", "100", "warmUpSteps", "500", "steps", "1000"));
            default -> throw new JobException("preset", "there is no preset '" + name + "'; there are " + NAMES);
        };
    }

    private static AgentSettings darts() {
        return new AgentSettings(
                256, 500, 0.95, 64, 1, 5e-5, 0, 0, 0, 3000, 5000, Reward.POWER, null, 1e-4, 1e-4, 0.9, 0.99, 20_000);
    }

    private static AgentSettings ofa(String accEnv) {
        return Settings.override(
                darts(), Map.of("noise", "1e-4", "reward", "relative", "accEnv", accEnv, "steps", "10000"));
    }

    /** Acc_env is the best validation accuracy of the user's supernet, so it stays open. */
    private static AgentSettings transferPretrain() {
        return Settings.override(darts(), Map.of("noise", "1e-4", "reward", "relative", "steps", "10000"));
    }
}
