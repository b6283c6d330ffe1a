package io.github.l2nas.engine.agent;

import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.engine.surrogate.DistinctArchitectures;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a search for a front may query next: draws from mixtures of the front's distribution and the uniform one, and the neighbours
 * of all architectures of the front.
 */
final class FrontCandidates {

    private final SearchSpace space;
    private final CandidatePool pool;

    /**
     * @param space where candidates come from
     * @param pool with the neighbours of all that it is given
     */
    FrontCandidates(SearchSpace space, CandidatePool pool) {
        this.space = space;
        this.pool = pool;
    }

    /**
     * Collects candidates.
     *
     * @param front architectures, at least one
     * @param wanted whether an architecture may be queried
     * @return those that are wanted, each once
     */
    List<Architecture> around(List<Architecture> front, Predicate<Architecture> wanted) {
        ActionShape shape = space.actionShape();
        float[] expected = new float[shape.size()];
        for (Architecture architecture : front) {
            int[] choices = architecture.choices();
            for (int row = 0; row < choices.length; row++) {
                if (choices[row] >= 0) {
                    expected[shape.offset(row) + choices[row]] += 1f / front.size();
                }
            }
        }
        List<int[]> actions = pool.candidates(
                expected, front.stream().map(Architecture::choices).toList());
        return DistinctArchitectures.of(space, actions).stream().filter(wanted).toList();
    }
}
