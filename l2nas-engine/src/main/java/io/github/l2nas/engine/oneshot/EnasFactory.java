package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.engine.strategy.Reinforce;
import java.util.Optional;

/** Makes strategy {@code enas}: efficient neural architecture search (Pham et al. 2018). */
public final class EnasFactory implements StrategyFactory<EnasSettings> {

    private static final String NAME = "enas";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EnasSettings defaults() {
        return EnasSettings.DEFAULT;
    }

    /** One: its answer. */
    @Override
    public Optional<Integer> steps(EnasSettings settings) {
        return Optional.of(1);
    }

    @Override
    public boolean trainsNetworks() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, EnasSettings settings, Optional<InputFile> policy) {
        NetworkSpace space = OneShotSpaces.networks(NAME, context);
        return new OneShotStrategy(
                context,
                new OneShotTraining(
                        context,
                        space,
                        settings.toString(),
                        settings.recipe(),
                        false,
                        (parts, stepsInEpoch) -> new EnasMethod(
                                parts,
                                new Reinforce(context, settings.policy()),
                                settings.policySteps(),
                                settings.samples()),
                        System::nanoTime));
    }
}
