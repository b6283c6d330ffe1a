package io.github.l2nas.engine.agent;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.api.text.Decimals;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Makes {@link L2nasStrategy}. */
public final class L2nasFactory implements StrategyFactory<AgentSettings> {

    static final String NAME = "l2nas";

    private static final String FINETUNE = "transfer-finetune";

    /** The paper's settings of transfer; Acc_env is the best validation accuracy of the user's supernet, so it stays open. */
    private static final Map<String, String> PRETRAIN = Map.ofEntries(
            Map.entry("hiddenUnits", "256"),
            Map.entry("eliteSize", "500"),
            Map.entry("checkQuantile", "0.95"),
            Map.entry("batchSize", "64"),
            Map.entry("maxBatchesPerStep", "1"),
            Map.entry("noise", "1e-4"),
            Map.entry("epsilonStart", "0"),
            Map.entry("epsilonMinimum", "0"),
            Map.entry("epsilonAnnealSteps", "0"),
            Map.entry("warmUpSteps", "3000"),
            Map.entry("bufferSize", "5000"),
            Map.entry("reward", "relative"),
            Map.entry("steps", "10000"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AgentSettings defaults() {
        return AgentSettings.DEFAULT;
    }

    @Override
    public Map<String, Map<String, String>> presets() {
        Map<String, String> finetune = new TreeMap<>(PRETRAIN);
        finetune.putAll(Map.of("eliteSize", "100", "warmUpSteps", "500", "steps", "1000"));
        return Map.of("transfer-pretrain", PRETRAIN, FINETUNE, finetune);
    }

    @Override
    public Optional<String> usualPreset(boolean transfer) {
        return transfer ? Optional.of(FINETUNE) : Optional.empty();
    }

    /** The reward {@code relative} takes the evaluator's reference accuracy where none is declared. */
    @Override
    public AgentSettings inForce(AgentSettings declared, OptionalDouble referenceAccuracy) {
        if (declared.reward() != Reward.RELATIVE || declared.accEnv() != null || referenceAccuracy.isEmpty()) {
            return declared;
        }
        return Settings.override(
                declared,
                Map.of(
                        "accEnv",
                        Decimals.shortest(referenceAccuracy.getAsDouble()).toPlainString()));
    }

    @Override
    public Optional<Integer> steps(AgentSettings settings) {
        return Optional.of(settings.steps());
    }

    @Override
    public boolean startsFromPolicy() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, AgentSettings settings, Optional<InputFile> policy) {
        return policy.isEmpty()
                ? new L2nasStrategy(context, settings)
                : L2nasStrategy.fineTune(context, settings, PolicyFile.read(policy.get()));
    }
}
