package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.engine.search.Presets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReproducibilityTest {

    /** A change of this digest is a change of every published search: say so in the release notes. */
    private static final String DIGEST = "c6808722726990e420bc57b6376f0eac6586afa6a920d8f4a3e698e5531c0584";

    @Test
    void aSearchLeavesTheSameBitsOnEveryMachine() throws Exception {
        AgentSettings settings = Settings.override(
                Presets.l2nas("nas-bench-201"), Map.of("hiddenUnits", "48", "epsilonAnnealSteps", "60"));
        L2nasStrategy strategy = new L2nasStrategy(Searches.context(7), settings);

        Searches.run(strategy, 300);

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Searches.save(strategy))))
                .isEqualTo(DIGEST);
    }
}
