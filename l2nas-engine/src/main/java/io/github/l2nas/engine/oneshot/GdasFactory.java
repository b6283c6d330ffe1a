package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Optional;

/** Makes strategy {@code gdas}: a differentiable architecture sampler (Dong and Yang 2019). */
public final class GdasFactory implements StrategyFactory<GdasSettings> {

    private static final String NAME = "gdas";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public GdasSettings defaults() {
        return GdasSettings.DEFAULT;
    }

    /** One: its answer. */
    @Override
    public Optional<Integer> steps(GdasSettings settings) {
        return Optional.of(1);
    }

    @Override
    public boolean trainsNetworks() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, GdasSettings settings, Optional<InputFile> policy) {
        MixtureSpace space = OneShotSpaces.mixture(NAME, context);
        return new OneShotStrategy(
                context,
                new OneShotTraining(
                        context,
                        space,
                        settings.toString(),
                        settings.recipe(),
                        true,
                        (parts, stepsInEpoch) -> new GradientMethod(
                                parts,
                                space,
                                new ArchitectureWeights(
                                        space.actionShape(),
                                        settings.architectureLearningRate(),
                                        settings.architectureWeightDecay(),
                                        context.stream("one-shot.alphas")),
                                new GumbelRelaxation(
                                        settings.firstTemperature(),
                                        settings.lastTemperature(),
                                        settings.epochs(),
                                        context::stream),
                                stepsInEpoch),
                        System::nanoTime));
    }
}
