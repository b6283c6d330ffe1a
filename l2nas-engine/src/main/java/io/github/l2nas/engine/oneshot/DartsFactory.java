package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.strategy.SearchContext;

/** Makes strategy {@code darts}: first-order DARTS (Liu et al. 2019). */
public final class DartsFactory extends OneShotFactory<DartsSettings, MixtureSpace> {

    public DartsFactory() {
        super("darts", DartsSettings.DEFAULT, true);
    }

    @Override
    MixtureSpace space(SearchContext context) {
        return OneShotSpaces.mixture(name(), context);
    }

    @Override
    OneShotMethod method(OneShotParts parts, MixtureSpace space, DartsSettings settings) {
        return new GradientMethod(
                parts,
                space,
                new ArchitectureWeights(
                        space.actionShape(),
                        settings.architectureLearningRate(),
                        settings.architectureWeightDecay(),
                        parts.context().stream("one-shot.alphas")),
                new SoftmaxRelaxation());
    }
}
