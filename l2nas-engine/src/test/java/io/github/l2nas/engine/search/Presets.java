package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.agent.AgentSettings;
import io.github.l2nas.engine.agent.GuidedSettings;
import java.util.Map;
import java.util.OptionalDouble;

/** Settings that a job gets by the name of a preset, in a search on NAS-Bench-201. */
public final class Presets {

    private Presets() {}

    /**
     * Settings of strategy {@code l2nas}.
     *
     * @param name the preset's
     * @return the settings
     */
    public static AgentSettings l2nas(String name) {
        return (AgentSettings) settings(new Part("l2nas", name, null, null));
    }

    /**
     * Settings of strategy {@code l2nas-guided}.
     *
     * @param name the preset's
     * @param steps of a search that declares no other number
     * @return the settings
     */
    public static GuidedSettings guided(String name, int steps) {
        return (GuidedSettings) settings(new Part("l2nas-guided", name, Map.of("steps", String.valueOf(steps)), null));
    }

    private static Record settings(Part strategy) {
        return StrategyChoice.of(strategy, SearchSpaces.named("nas-bench-201"), OptionalDouble.empty())
                .settings();
    }
}
