package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Optional;

/** Makes strategy {@code bohb}: the brackets of Hyperband, with architectures drawn from a kernel density estimate of the good ones. */
public final class BohbFactory implements StrategyFactory<BohbSettings> {

    @Override
    public String name() {
        return "bohb";
    }

    @Override
    public BohbSettings defaults() {
        return BohbSettings.DEFAULT;
    }

    @Override
    public boolean usesFidelities() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, BohbSettings settings, Optional<InputFile> policy) {
        return new BracketStrategy(
                context,
                BracketPlan.hyperband(context.fidelities(), settings.eta()),
                new DensitySampler(context, settings));
    }
}
