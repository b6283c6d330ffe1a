package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Optional;

/** Makes strategy {@code hyperband}: brackets that begin at each of the fidelities, in turn. */
public final class HyperbandFactory implements StrategyFactory<HyperbandSettings> {

    @Override
    public String name() {
        return "hyperband";
    }

    @Override
    public HyperbandSettings defaults() {
        return HyperbandSettings.DEFAULT;
    }

    @Override
    public boolean usesFidelities() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, HyperbandSettings settings, Optional<InputFile> policy) {
        return new BracketStrategy(
                context,
                BracketPlan.hyperband(context.fidelities(), settings.eta()),
                new RandomSampler(context, "hyperband.new"));
    }
}
