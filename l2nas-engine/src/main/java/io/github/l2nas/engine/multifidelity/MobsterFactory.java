package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.List;
import java.util.Optional;

/** Makes strategy {@code mobster}: the brackets of successive halving, with architectures that a Gaussian process chooses. */
public final class MobsterFactory implements StrategyFactory<MobsterSettings> {

    @Override
    public String name() {
        return "mobster";
    }

    @Override
    public MobsterSettings defaults() {
        return MobsterSettings.DEFAULT;
    }

    @Override
    public boolean usesFidelities() {
        return true;
    }

    @Override
    public boolean usesFeatures() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, MobsterSettings settings, Optional<InputFile> policy) {
        return new BracketStrategy(
                context,
                List.of(BracketPlan.halving(context.fidelities(), settings.halving())),
                new GaussianProcessSampler(context, settings));
    }
}
