package io.github.l2nas.api.strategy;

import io.github.l2nas.api.extension.Extension;
import io.github.l2nas.api.job.InputFile;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes a strategy from its settings, a new one for each seed.
 *
 * <p>Register it in {@code META-INF/services/io.github.l2nas.api.strategy.StrategyFactory}, or name the class in the POM.
 *
 * @param <S> the strategy's settings; a record that checks its values and throws {@link IllegalArgumentException}
 */
public interface StrategyFactory<S extends Record> extends Extension {

    /**
     * The settings of a strategy about which nothing is said.
     *
     * @return the defaults
     */
    S defaults();

    /**
     * Named settings that serve in any space.
     *
     * @return settings that differ from the defaults, by the preset's name
     */
    default Map<String, Map<String, String>> presets() {
        return Map.of();
    }

    /**
     * The preset of a search that names none, in a space that has no opinion.
     *
     * @param transfer whether the search starts from a policy
     * @return one of {@link #presets()}; empty for the defaults
     */
    default Optional<String> usualPreset(boolean transfer) {
        return Optional.empty();
    }

    /**
     * Settings that follow from the evaluator.
     *
     * @param declared defaults, preset and what the job declares
     * @param referenceAccuracy of the evaluator, in (0, 1]
     * @return the settings in force
     */
    default S inForce(S declared, OptionalDouble referenceAccuracy) {
        return declared;
    }

    /**
     * Steps of a search that declares no end.
     *
     * @param settings in force
     * @return at least 1; empty for the space's usual number
     */
    default Optional<Integer> steps(S settings) {
        return Optional.empty();
    }

    /**
     * Whether the strategy can go on with what an earlier search has learned.
     *
     * @return false where a job that declares a policy is refused
     */
    default boolean startsFromPolicy() {
        return false;
    }

    /**
     * Whether the strategy weighs several objectives, {@link SearchContext#objectives()}.
     *
     * @return false where it only looks at the accuracy; a job that declares objectives is refused then
     */
    default boolean weighsObjectives() {
        return false;
    }

    /**
     * Whether the strategy scores architectures at several fidelities, {@link SearchContext#fidelities()}. A job that declares none
     * then has those that follow from its evaluator, and is refused where that has only one.
     *
     * @return false where it scores all at the full one
     */
    default boolean usesFidelities() {
        return false;
    }

    /**
     * Whether the strategy trains networks of its own, with {@link SearchContext#training()}. A job without a data set is refused then.
     *
     * @return false where it learns from scores only
     */
    default boolean trainsNetworks() {
        return false;
    }

    /**
     * Whether the strategy has a surrogate model that looks at {@link SearchContext#features()}. A job that declares features is
     * refused otherwise.
     *
     * @return false where it looks at choices and scores only
     */
    default boolean usesFeatures() {
        return false;
    }

    /**
     * Makes a strategy that has observed nothing. A job is checked with a strategy that is made and never asked: what takes long, and
     * what needs {@link SearchContext#training()}, waits for the first suggestion.
     *
     * @param context space, seed and constraints of the search
     * @param settings in force
     * @param policy what an earlier search has learned; empty for a search from scratch, and always where the strategy does not
     *     {@link #startsFromPolicy()}
     * @return the strategy
     * @throws io.github.l2nas.api.job.JobException where a setting does not fit the space, or the strategy can't start from a
     *     policy
     */
    Strategy create(SearchContext context, S settings, Optional<InputFile> policy);
}
