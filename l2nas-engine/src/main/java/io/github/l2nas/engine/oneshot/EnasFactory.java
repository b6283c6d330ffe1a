package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.strategy.Reinforce;

/** Makes strategy {@code enas}: efficient neural architecture search (Pham et al. 2018). */
public final class EnasFactory extends OneShotFactory<EnasSettings, NetworkSpace> {

    public EnasFactory() {
        super("enas", EnasSettings.DEFAULT, false);
    }

    @Override
    NetworkSpace space(SearchContext context) {
        return OneShotSpaces.networks(name(), context);
    }

    @Override
    OneShotMethod method(OneShotParts parts, NetworkSpace space, EnasSettings settings) {
        return new EnasMethod(
                parts, new Reinforce(parts.context(), settings.policy()), settings.policySteps(), settings.samples());
    }
}
