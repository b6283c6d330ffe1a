package io.github.l2nas.engine.agent;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a step may query: what a distribution, the actor's or the elite's, holds most likely, draws from mixtures of it and the uniform
 * distribution, the elite (of which a transfer has queried nothing yet), and the neighbours of the best.
 */
public final class CandidatePool {

    private final SearchSpace space;
    private final ActionShape shape;
    private final BlockSoftmax blocks;
    private final int draws;
    private final int bases;
    private final RandomStream random;
    /** Neighbourhoods of the best at the last step, by their identities. */
    private final Map<String, List<int[]>> neighbourhoods = new LinkedHashMap<>();

    /**
     * @param space where candidates come from
     * @param draws architectures that a distribution puts up at a step, at least 1
     * @param bases how many of the best put up their neighbours, at least 0
     * @param random the stream that draws
     */
    public CandidatePool(SearchSpace space, int draws, int bases, RandomStream random) {
        this.space = space;
        shape = space.actionShape();
        blocks = new BlockSoftmax(shape);
        this.draws = draws;
        this.bases = bases;
        this.random = random;
    }

    /**
     * Collects candidates.
     *
     * @param expected picks to expect of each entry: the actor's distribution, or the elite's
     * @param elite best first
     * @return discrete actions, each once
     */
    public List<int[]> candidates(float[] expected, List<int[]> elite) {
        Distinct distinct = new Distinct();
        distinct.add(shape.discretize(expected));
        for (int draw = 1; draw < draws; draw++) {
            distinct.add(draw(expected));
        }
        elite.forEach(distinct::add);
        for (List<int[]> neighbourhood : neighbourhoods(elite.subList(0, Math.min(bases, elite.size())))) {
            neighbourhood.forEach(distinct::add);
        }
        return distinct.members;
    }

    /**
     * A draw from {@code (1 - u)} times the distribution plus {@code u} times the uniform one, u ~ U(0, 1), in each block
     * without replacement of rows: entries race with exponential times, which is the order of log-probabilities with
     * Gumbel noise.
     */
    private int[] draw(float[] expected) {
        double uniform = random.nextDouble();
        float[] action = new float[expected.length];
        for (int block = 0; block < blocks.blocks(); block++) {
            double share = uniform / (blocks.end(block) - blocks.start(block));
            double scale = (1 - uniform) / blocks.picks(block);
            for (int i = blocks.start(block); i < blocks.end(block); i++) {
                double time = -StrictMath.log(random.nextDouble() + 0x1p-54);
                action[i] = (float) ((scale * expected[i] + share) / time);
            }
        }
        return shape.discretize(action);
    }

    private List<List<int[]>> neighbourhoods(List<int[]> best) {
        List<List<int[]>> found = new ArrayList<>();
        Set<String> current = new HashSet<>();
        for (int[] choices : best) {
            Architecture architecture = space.architecture(choices);
            current.add(architecture.identity());
            found.add(neighbourhoods.computeIfAbsent(
                    architecture.identity(),
                    identity -> space.neighbours(architecture).stream()
                            .map(Architecture::choices)
                            .toList()));
        }
        neighbourhoods.keySet().retainAll(current);
        return found;
    }

    /** Discrete actions without those that were there before. */
    private static final class Distinct {
        private final List<int[]> members = new ArrayList<>();
        private final Set<String> known = new HashSet<>();

        void add(int[] choices) {
            if (known.add(Arrays.toString(choices))) {
                members.add(choices);
            }
        }
    }
}
