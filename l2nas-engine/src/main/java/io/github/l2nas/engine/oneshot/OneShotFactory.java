package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Optional;

/**
 * Makes a one-shot strategy: what the methods have in common.
 *
 * @param <S> settings, with those of the supernet's training among them
 * @param <N> what the method asks of a space
 */
abstract class OneShotFactory<S extends Record, N extends NetworkSpace> implements StrategyFactory<S> {

    private final String name;
    private final S defaults;
    private final boolean augmented;

    /**
     * @param name of the strategy
     * @param defaults settings about which nothing is said
     * @param augmented whether mini-batches of the validation half are augmented as those of the training half
     */
    OneShotFactory(String name, S defaults, boolean augmented) {
        this.name = name;
        this.defaults = defaults;
        this.augmented = augmented;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final S defaults() {
        return defaults;
    }

    /** One: its answer. */
    @Override
    public final Optional<Integer> steps(S settings) {
        return Optional.of(1);
    }

    @Override
    public final boolean trainsNetworks() {
        return true;
    }

    /** The space of a search, where it serves the method. */
    abstract N space(SearchContext context);

    /** The method, which has learned nothing. */
    abstract OneShotMethod method(OneShotParts parts, N space, S settings);

    @Override
    public final Strategy create(SearchContext context, S settings, Optional<InputFile> policy) {
        N space = space(context);
        return new OneShotStrategy(
                context,
                new OneShotTraining(
                        context,
                        space,
                        settings.toString(),
                        OneShotRecipe.of(settings),
                        augmented,
                        parts -> method(parts, space, settings)));
    }
}
