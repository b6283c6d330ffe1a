package io.github.l2nas.engine.search;

import io.github.l2nas.engine.agent.AgentSettings;
import io.github.l2nas.engine.agent.L2nasStrategy;
import io.github.l2nas.engine.agent.Policy;
import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.job.SearchJob;
import io.github.l2nas.engine.strategy.LocalSearch;
import io.github.l2nas.engine.strategy.RandomStrategy;
import io.github.l2nas.engine.strategy.RegularizedEvolution;
import io.github.l2nas.engine.strategy.Reinforce;
import io.github.l2nas.engine.strategy.SearchContext;
import io.github.l2nas.engine.strategy.Settings;
import io.github.l2nas.engine.strategy.Strategy;
import java.util.function.Function;

/** A job's strategy: its settings, checked once, and a new instance for each seed. */
public final class StrategyFactory {

    private final Record settings;
    private final int presetSteps;
    private final Function<SearchContext, Strategy> create;

    private StrategyFactory(Record settings, int presetSteps, Function<SearchContext, Strategy> create) {
        this.settings = settings;
        this.presetSteps = presetSteps;
        this.create = create;
    }
}
