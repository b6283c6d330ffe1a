package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Optional;

/** Makes strategy {@code median-stopping}: each architecture goes on to the next fidelity unless it is worse than the median. */
public final class MedianStoppingFactory implements StrategyFactory<MedianSettings> {

    @Override
    public String name() {
        return "median-stopping";
    }

    @Override
    public MedianSettings defaults() {
        return MedianSettings.DEFAULT;
    }

    @Override
    public boolean usesFidelities() {
        return true;
    }

    @Override
    public Strategy create(SearchContext context, MedianSettings settings, Optional<InputFile> policy) {
        return new MedianStopping(context, settings);
    }
}
