package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Optional;

/** Makes strategy {@code darts}: first-order DARTS (Liu et al. 2019). */
public final class DartsFactory implements StrategyFactory<DartsSettings> {

    private static final String NAME = "darts";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DartsSettings defaults() {
        return DartsSettings.DEFAULT;
    }

    /** One: its answer. */
    @Override
    public Optional<Integer> steps(DartsSettings settings) {
        return Optional.of(1);
    }

    @Override
    public boolean trainsNetworks() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, DartsSettings settings, Optional<InputFile> policy) {
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
                                new SoftmaxRelaxation(),
                                stepsInEpoch),
                        System::nanoTime));
    }
}
