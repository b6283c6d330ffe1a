package io.github.l2nas.engine.training;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import java.util.List;

/** Spaces whose networks are trained here: recipes are named for them. */
public final class RecipeSpace {

    private RecipeSpace() {}

    /**
     * The space of a job that trains.
     *
     * @param part as declared
     * @return the space
     * @throws JobException where there is none, or its networks can't be trained here
     */
    public static NetworkSpace of(Part part) {
        SearchSpace space = SearchSpaces.of(part);
        return space.capability(NetworkSpace.class)
                .orElseThrow(() -> new JobException(
                        "space", "networks of " + space.name() + " can't be trained here. Name another space"));
    }

    /**
     * The space whose recipe is meant.
     *
     * @param preset name of a recipe; null for that of the job's space
     * @param space the job's space
     * @return the space that the recipe is named for
     * @throws JobException where there is no such recipe; lists the names
     */
    public static NetworkSpace named(String preset, NetworkSpace space) {
        if (preset == null || preset.equals(space.name())) {
            return space;
        }
        List<NetworkSpace> all = SearchSpaces.all().stream()
                .flatMap(known -> known.capability(NetworkSpace.class).stream())
                .toList();
        return all.stream()
                .filter(known -> known.name().equals(preset))
                .findFirst()
                .orElseThrow(() -> new JobException(
                        "preset",
                        "there is no recipe '" + preset + "'; there are "
                                + all.stream().map(SearchSpace::name).toList()));
    }
}
