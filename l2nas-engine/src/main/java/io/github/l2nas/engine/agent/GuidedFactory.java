package io.github.l2nas.engine.agent;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Map;
import java.util.Optional;

/** Makes {@link GuidedStrategy}. */
public final class GuidedFactory implements StrategyFactory<GuidedSettings> {

    private static final String USUAL = "guided";
    private static final String TRANSFER = "guided-transfer";

    @Override
    public String name() {
        return "l2nas-guided";
    }

    @Override
    public GuidedSettings defaults() {
        return GuidedSettings.DEFAULT;
    }

    @Override
    public Map<String, Map<String, String>> presets() {
        return Map.of(
                USUAL,
                Map.of(),
                "guided-posterior",
                Map.of("posterior", "true", "critics", "1", "batchesPerStep", "1", "epsilon", "0"),
                "guided-without-neighbours",
                Map.of("neighbours", "0", "imitation", "1"),
                TRANSFER,
                Map.of("warmUpSteps", "0"));
    }

    @Override
    public Optional<String> usualPreset(boolean transfer) {
        return Optional.of(transfer ? TRANSFER : USUAL);
    }

    @Override
    public Optional<Integer> steps(GuidedSettings settings) {
        return Optional.of(settings.steps());
    }

    @Override
    public boolean startsFromPolicy() {
        return true;
    }

    @Override
    public boolean weighsObjectives() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, GuidedSettings settings, Optional<InputFile> policy) {
        if (context.objectives().size() > 1) {
            return new FrontStrategy(context, settings);
        }
        return policy.isEmpty()
                ? new GuidedStrategy(context, settings)
                : GuidedStrategy.fineTune(context, settings, PolicyFile.read(policy.get()));
    }
}
