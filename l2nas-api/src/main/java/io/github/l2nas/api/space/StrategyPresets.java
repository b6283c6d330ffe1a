package io.github.l2nas.api.space;

import java.util.Map;
import java.util.Optional;

/** What a space offers that knows which settings of strategies suit it. */
public interface StrategyPresets {

    /**
     * Named settings.
     *
     * @param strategy the strategy's name, for example {@code l2nas}
     * @return settings that differ from the strategy's defaults, by the preset's name; empty for a strategy that the space has
     *     nothing to say about
     */
    Map<String, Map<String, String>> presets(String strategy);

    /**
     * The preset of a search that names none.
     *
     * @param strategy the strategy's name
     * @param transfer whether the search starts from a policy
     * @return the preset's name; empty for the strategy's own choice
     */
    Optional<String> usualPreset(String strategy, boolean transfer);

    /**
     * Steps of a search that declares no end, where its strategy has no opinion either.
     *
     * @param transfer whether the search starts from a policy
     * @return at least 1
     */
    int usualSteps(boolean transfer);
}
