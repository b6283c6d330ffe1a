package io.github.l2nas.engine.search;

import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.History;
import java.nio.file.Path;

/**
 * The search of one seed, complete or interrupted by a time budget.
 *
 * @param seed its seed
 * @param directory where its files lie
 * @param history its trials
 * @param found what it answers; null where no trial was feasible
 * @param complete whether the stopping rule holds
 * @param strategy as it was at the end
 */
public record SeedResult(
        long seed, Path directory, History history, SearchOutcome found, boolean complete, Strategy strategy) {}
