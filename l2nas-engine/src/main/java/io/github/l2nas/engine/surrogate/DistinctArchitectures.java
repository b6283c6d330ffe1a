package io.github.l2nas.engine.surrogate;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The architectures of discrete actions, those that are the same network once. */
public final class DistinctArchitectures {

    private DistinctArchitectures() {}

    /**
     * Of equals the first.
     *
     * @param space whose actions they are
     * @param actions discrete actions
     * @return in the order of the actions
     */
    public static List<Architecture> of(SearchSpace space, List<int[]> actions) {
        Map<String, Architecture> distinct = new LinkedHashMap<>();
        for (int[] choices : actions) {
            Architecture architecture = space.architecture(choices);
            distinct.putIfAbsent(architecture.identity(), architecture);
        }
        return List.copyOf(distinct.values());
    }
}
