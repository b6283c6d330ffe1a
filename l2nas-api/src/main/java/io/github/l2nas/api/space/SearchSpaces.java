package io.github.l2nas.api.space;

import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.settings.Settings;
import java.util.List;
import java.util.Optional;

/** The search spaces on the class path. */
public final class SearchSpaces {

    private static final String PARAMETER = "space";

    private SearchSpaces() {}

    private static Extensions<SpaceFactory<?>> factories() {
        return Extensions.of(SpaceFactory.class, PARAMETER, "search space");
    }

    /**
     * All registered spaces that need no settings, with their usual ones.
     *
     * @return in the order of their names
     */
    public static List<SearchSpace> all() {
        return factories().all().stream()
                .filter(SpaceFactory::complete)
                .map(SearchSpaces::usual)
                .toList();
    }

    private static SearchSpace usual(SpaceFactory<?> factory) {
        return create(factory, Part.named(factory.name()));
    }

    /**
     * Whether a space of that name is registered.
     *
     * @param name for example {@code darts}
     * @return false also for the name of a class
     */
    public static boolean isRegistered(String name) {
        return factories().find(name).isPresent();
    }

    /**
     * The registered space of that name, with its usual settings.
     *
     * @param name for example {@code darts}
     * @return the space
     * @throws JobException where there is none; the message lists the names
     */
    public static SearchSpace named(String name) {
        return of(Part.named(name));
    }

    /**
     * The space that a job declares: a registered one, or one of a class that implements {@link SearchSpace} or {@link
     * SpaceFactory}.
     *
     * @param part its name, settings and inputs
     * @return the space
     * @throws JobException where there is none, or its settings or inputs won't do
     */
    public static SearchSpace of(Part part) {
        if (!Extensions.isClassName(part.name())) {
            return create(factories().named(part.name()), part);
        }
        Optional<SearchSpace> space = factories().instance(part.name(), SearchSpace.class);
        if (space.isPresent()) {
            requireNothingSet(part);
            return space.get();
        }
        SpaceFactory<?> factory = factories()
                .instance(part.name(), SpaceFactory.class)
                .orElseThrow(() -> new JobException(
                        PARAMETER,
                        "class " + part.name() + " is no search space: it implements neither "
                                + SearchSpace.class.getName() + " nor " + SpaceFactory.class.getName()));
        return create(factory, part);
    }

    private static void requireNothingSet(Part part) {
        if (!part.settings().isEmpty()) {
            throw new JobException(
                    "space.settings." + part.settings().keySet().iterator().next(),
                    "class " + part.name() + " has no settings; a class that implements " + SpaceFactory.class.getName()
                            + " can have some");
        }
    }

    private static <S extends Record> SearchSpace create(SpaceFactory<S> factory, Part part) {
        S settings = Settings.override("space.settings", "search space", factory.defaults(), part.settings());
        ContentDigest.requireUnchanged(part, PARAMETER);
        return factory.create(settings, part.inputs());
    }
}
