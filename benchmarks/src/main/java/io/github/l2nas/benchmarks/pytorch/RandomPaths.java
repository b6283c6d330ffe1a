package io.github.l2nas.benchmarks.pytorch;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import java.util.SplittableRandom;

/** Architectures as single-path supernet training draws them: those of uniformly random actions. */
public final class RandomPaths {

    private RandomPaths() {}

    /**
     * One architecture.
     *
     * @param space the space
     * @param random where the action comes from
     * @return the discretized action
     */
    public static Architecture next(SearchSpace space, SplittableRandom random) {
        float[] action = new float[space.actionShape().size()];
        for (int i = 0; i < action.length; i++) {
            action[i] = (float) random.nextDouble();
        }
        return space.discretize(action);
    }
}
