package io.github.l2nas.engine.search;

import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.StrategyPresets;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A job's strategy: its settings, checked once, and a new instance for each seed.
 *
 * @param <S> type of the settings
 */
public final class StrategyChoice<S extends Record> {

    private static final String STEPS = "steps";
    private static final int USUAL_STEPS = 1000;

    private final StrategyFactory<S> factory;
    private final S settings;
    private final int steps;
    private final Optional<InputFile> policy;

    private StrategyChoice(StrategyFactory<S> factory, S settings, int steps, Optional<InputFile> policy) {
        this.factory = factory;
        this.settings = settings;
        this.steps = steps;
        this.policy = policy;
    }

    /**
     * The strategy of a job.
     *
     * @param part names it, its preset and settings, and the policy to start from
     * @param space may know presets
     * @param referenceAccuracy of the evaluator, where it knows one
     * @return the choice
     * @throws JobException for an unknown name or a setting out of range
     */
    public static StrategyChoice<?> of(Part part, SearchSpace space, OptionalDouble referenceAccuracy) {
        ContentDigest.requireUnchanged(part, "strategy");
        Extensions<StrategyFactory<?>> known = Extensions.of(StrategyFactory.class, "strategy", "strategy");
        StrategyFactory<?> factory = known.declared(part.name());
        if (part.input("policy").isPresent() && !factory.startsFromPolicy()) {
            throw new JobException(
                    "strategy",
                    "only strategies " + able(StrategyFactory::startsFromPolicy, " and ")
                            + " can start from a policy, not " + part.name());
        }
        return of(factory, part, space, referenceAccuracy);
    }

    /**
     * Insists on a job that the strategy can serve.
     *
     * @param job as declared
     * @throws JobException where it declares what the strategy can't do, or lacks what it needs
     */
    void requireServes(SearchJob job) {
        requireWeighs(job);
        requireTrainable(job);
        if (job.features() != null && !factory.usesFeatures()) {
            throw new JobException(
                    "features",
                    "strategy " + factory.name()
                            + " has no model that looks at features. Leave them out, or use strategy "
                            + able(StrategyFactory::usesFeatures, ", "));
        }
    }

    private static String able(Predicate<StrategyFactory<?>> ability, String separator) {
        Extensions<StrategyFactory<?>> known = Extensions.of(StrategyFactory.class, "strategy", "strategy");
        return known.all().stream().filter(ability).map(StrategyFactory::name).collect(Collectors.joining(separator));
    }

    /**
     * Insists on a strategy that weighs objectives where a job declares some.
     *
     * @param job as declared
     * @throws JobException where it looks at one metric only, or starts from a policy
     */
    private void requireWeighs(SearchJob job) {
        if (job.objectives() == null) {
            return;
        }
        if (policy.isPresent()) {
            throw new JobException(
                    "objectives", "what a policy has learned serves one metric; search with objectives from scratch");
        }
        if (!factory.weighsObjectives()) {
            throw new JobException(
                    "strategy",
                    factory.name() + " looks at one metric only, and there are objectives. Strategies that weigh them: "
                            + able(StrategyFactory::weighsObjectives, ", "));
        }
    }

    private static <S extends Record> StrategyChoice<S> of(
            StrategyFactory<S> factory, Part part, SearchSpace space, OptionalDouble referenceAccuracy) {
        Optional<InputFile> policy = part.input("policy");
        Map<String, String> overrides = new HashMap<>(preset(factory, part.preset(), space, policy.isPresent()));
        if (hasSteps(factory.defaults())) {
            overrides.putIfAbsent(STEPS, String.valueOf(usualSteps(space, policy.isPresent())));
        }
        S preset = Settings.override(factory.defaults(), overrides);
        S settings = factory.inForce(Settings.override(preset, part.settings()), referenceAccuracy);
        int steps = factory.steps(settings).orElseGet(() -> usualSteps(space, policy.isPresent()));
        return new StrategyChoice<>(factory, settings, steps, policy);
    }

    private static boolean hasSteps(Record settings) {
        return Arrays.stream(settings.getClass().getRecordComponents())
                .anyMatch(component -> component.getName().equals(STEPS));
    }

    private static int usualSteps(SearchSpace space, boolean transfer) {
        return space.capability(StrategyPresets.class)
                .map(presets -> presets.usualSteps(transfer))
                .orElse(USUAL_STEPS);
    }

    private static Map<String, String> preset(
            StrategyFactory<?> factory, String declared, SearchSpace space, boolean transfer) {
        Optional<String> name = Optional.ofNullable(declared)
                .or(() -> space.capability(StrategyPresets.class)
                        .flatMap(presets -> presets.usualPreset(factory.name(), transfer)))
                .or(() -> factory.usualPreset(transfer));
        if (name.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, String>> known = presets(factory, space);
        Map<String, String> found = known.get(name.get());
        if (found == null) {
            throw new JobException(
                    "strategy.preset",
                    known.isEmpty()
                            ? "strategy " + factory.name() + " has no presets; leave it out"
                            : "strategy " + factory.name() + " has no preset '" + name.get() + "'; it has "
                                    + known.keySet());
        }
        return found;
    }

    /** The strategy's own, those of all spaces, and those of the job's space. */
    private static Map<String, Map<String, String>> presets(StrategyFactory<?> factory, SearchSpace space) {
        Map<String, Map<String, String>> known = new TreeMap<>(factory.presets());
        SearchSpaces.all()
                .forEach(other -> other.capability(StrategyPresets.class)
                        .ifPresent(presets -> known.putAll(presets.presets(factory.name()))));
        space.capability(StrategyPresets.class).ifPresent(presets -> known.putAll(presets.presets(factory.name())));
        return known;
    }

    /**
     * The settings in force.
     *
     * @return a record
     */
    public S settings() {
        return settings;
    }

    /**
     * The class that makes it.
     *
     * @return the factory's
     */
    Class<?> code() {
        return factory.getClass();
    }

    /**
     * Steps of a search that declares no other number.
     *
     * @return at least 1
     */
    public int steps() {
        return steps;
    }

    /**
     * Whether it scores architectures at several fidelities.
     *
     * @return false where it scores all at the full one
     */
    boolean usesFidelities() {
        return factory.usesFidelities();
    }

    /**
     * Whether it trains networks of its own.
     *
     * @return false where it learns from scores only
     */
    boolean trainsNetworks() {
        return factory.trainsNetworks();
    }

    /**
     * Insists on what a strategy that trains networks needs: a data set, and steps of its own.
     *
     * @param job as declared
     * @throws JobException where there is no data set, or a warm-up takes the place of its answer
     */
    private void requireTrainable(SearchJob job) {
        if (!trainsNetworks()) {
            return;
        }
        if (job.dataset() == null) {
            throw new JobException(
                    "dataset",
                    "strategy " + factory.name() + " trains networks of its own and needs a data set for that");
        }
        if (job.warmUp() != null && job.stopping().steps() == null) {
            throw new JobException(
                    "warmUp",
                    "strategy " + factory.name() + " suggests "
                            + (steps == 1 ? "one architecture" : steps + " architectures")
                            + ", and a warm-up would take the first steps. Leave it out, or set the number of steps");
        }
    }

    /**
     * A new strategy.
     *
     * @param context space, seed and constraints
     * @return an instance that has observed nothing
     */
    public Strategy create(SearchContext context) {
        return factory.create(context, settings, policy);
    }
}
