package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.job.JobException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends on the class path. */
public final class Backends {

    private Backends() {}

    /**
     * The backend of a name, or the best one that can be used here.
     *
     * @param name as the user gives it; null for the best
     * @return a backend that can be used
     * @throws JobException where there is none; says why each of them can't be used
     */
    public static Backend choose(String name) {
        return available(name).orElseThrow(() -> new JobException("compute.backend", message(name, all())));
    }

    /**
     * The same, where there may be none: an evaluator of a user's own may run networks on something else.
     *
     * @param name as the user gives it; null for the best
     * @return a backend that can be used
     */
    public static Optional<Backend> available(String name) {
        return all().stream()
                .filter(backend -> name == null || backend.name().equals(name))
                .filter(backend -> backend.unavailableReason().isEmpty())
                .findFirst();
    }

    /** All backends, the most preferred first. */
    static List<Backend> all() {
        return ServiceLoader.load(Backend.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Backend::rank).reversed().thenComparing(Backend::name))
                .toList();
    }

    private static String message(String name, List<Backend> backends) {
        String reasons = backends.stream()
                .map(backend ->
                        backend.name() + ": " + backend.unavailableReason().orElse("can be used"))
                .collect(Collectors.joining("; "));
        return name == null
                ? "no backend can run networks here (" + reasons + ")"
                : "backend '" + name + "' can't be used (" + reasons + ")";
    }
}
