package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.List;
import java.util.Optional;

/** Makes strategy {@code successive-halving}: brackets from the lowest fidelity to the full one. */
public final class SuccessiveHalvingFactory implements StrategyFactory<HalvingSettings> {

    @Override
    public String name() {
        return "successive-halving";
    }

    @Override
    public HalvingSettings defaults() {
        return HalvingSettings.DEFAULT;
    }

    @Override
    public boolean usesFidelities() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, HalvingSettings settings, Optional<InputFile> policy) {
        return new BracketStrategy(
                context,
                List.of(BracketPlan.halving(context.fidelities(), settings)),
                new RandomSampler(context, "successive-halving.new"));
    }
}
