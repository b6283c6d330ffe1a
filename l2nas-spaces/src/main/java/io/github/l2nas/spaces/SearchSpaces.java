package io.github.l2nas.spaces;

import io.github.l2nas.spaces.darts.Darts;
import io.github.l2nas.spaces.nasbench201.NasBench201;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.util.List;

/** The search spaces this version knows. */
public final class SearchSpaces {

    private static final List<SearchSpace> ALL = List.of(new Darts(), new NasBench201(), new OfaMobileNetV3());

    private SearchSpaces() {}

    /**
     * All spaces, in the order of their names.
     *
     * @return an immutable list
     */
    public static List<SearchSpace> all() {
        return ALL;
    }

    /**
     * The space of that name.
     *
     * @param name for example {@code darts}
     * @return the space
     * @throws IllegalArgumentException where there is none; the message lists the names
     */
    public static SearchSpace named(String name) {
        return ALL.stream()
                .filter(space -> space.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no search space '" + name + "'; there are "
                        + ALL.stream().map(SearchSpace::name).toList()));
    }
}
