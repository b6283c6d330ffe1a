package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.engine.search.Presets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReproducibilityTest {

    /** A change of this digest is a change of every published search: say so in the release notes. */
    private static final String DIGEST = "27867e4e637ee42cbe1ead6dffe19557b580d1586c01a193dc9fef1ce681221d";

    @Test
    void aSearchLeavesTheSameBitsOnEveryMachine() throws Exception {
        AgentSettings settings = Settings.override(
                Presets.l2nas("nas-bench-201"), Map.of("hiddenUnits", "48", "epsilonAnnealSteps", "60"));
        L2nasStrategy strategy = new L2nasStrategy(Searches.context(7), settings);

        List<String> trace = Searches.run(strategy, 300);

        assertThat(Searches.digest(trace, strategy.policy())).isEqualTo(DIGEST);
    }
}
