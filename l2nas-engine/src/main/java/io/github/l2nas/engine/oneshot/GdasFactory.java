package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.strategy.SearchContext;

/** Makes strategy {@code gdas}: a differentiable architecture sampler (Dong and Yang 2019). */
public final class GdasFactory extends OneShotFactory<GdasSettings, MixtureSpace> {

    public GdasFactory() {
        super("gdas", GdasSettings.DEFAULT, true);
    }

    @Override
    MixtureSpace space(SearchContext context) {
        return OneShotSpaces.mixture(name(), context);
    }

    @Override
    OneShotMethod method(OneShotParts parts, MixtureSpace space, GdasSettings settings) {
        return new GradientMethod(
                parts,
                space,
                new ArchitectureWeights(
                        space.actionShape(),
                        settings.architectureLearningRate(),
                        settings.architectureWeightDecay(),
                        parts.context().stream("one-shot.alphas")),
                new GumbelRelaxation(
                        settings.firstTemperature(),
                        settings.lastTemperature(),
                        settings.epochs(),
                        parts.context()::stream));
    }
}
