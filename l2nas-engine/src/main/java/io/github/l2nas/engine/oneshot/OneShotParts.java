package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.supernet.PathEvaluator;

/**
 * What a one-shot method works with.
 *
 * @param context the search
 * @param space its space
 * @param skeleton size of the supernet
 * @param stepsInEpoch steps of the training in an epoch
 * @param parameters of the supernet
 * @param executor runs networks
 * @param batches of the validation half, as many in an epoch as the training has steps, or fewer
 * @param validation scores paths on a fixed part of the validation half
 */
record OneShotParts(
        SearchContext context,
        NetworkSpace space,
        Skeleton skeleton,
        long stepsInEpoch,
        Parameters parameters,
        Executor executor,
        Batches batches,
        PathEvaluator validation) {}
