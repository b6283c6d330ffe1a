package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.engine.search.Presets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuidedSettingsTest {

    private static final GuidedSettings DEFAULT = Presets.guided("guided", 1000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "critics | 0 | critics must be 1 to 100, got 0",
                "batchesPerStep | 0 | batchesPerStep must be 1 to 10000, got 0",
                "epsilon | 1.5 | epsilon must be 0 to 1, got 1.5",
                "candidates | 0 | candidates must be 1 to 100000, got 0",
                "neighbours | -1 | neighbours must be 0 to 1000, got -1",
                "imitation | NaN | imitation must be 0 to 1000, got NaN",
                "imitationPoolSize | 0 | imitationPoolSize must be 1 to 1000, got 0",
                "patience | -1 | patience must be 0 to 1000000, got -1",
                "learningRate | 0 | learningRate must be above 0 and at most 1, got 0.0",
                "warmUpSteps | -1 | warmUpSteps must be at least 0, got -1",
                "noise | 0.1 | there is no setting 'noise'; the strategy has [hiddenUnits, critics, eliteSize,",
            })
    void aWrongSettingIsAnsweredWithWhatIsRight(String name, String value, String message) {
        assertThatThrownBy(() -> Settings.override(DEFAULT, Map.of(name, value)))
                .isInstanceOf(JobException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((JobException) e).parameter())
                .isEqualTo("strategy.settings." + name);
    }

    @Test
    void anUnknownPresetIsAnsweredWithTheNamesThereAre() {
        assertThatThrownBy(() -> Presets.guided("darts", 1000))
                .isInstanceOf(JobException.class)
                .hasMessage(
                        "strategy l2nas-guided has no preset 'darts'; it has [guided, guided-posterior, guided-transfer,"
                                + " guided-without-neighbours]");
    }

    @Test
    void settingsSurviveJson() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        for (String name : new GuidedFactory().presets().keySet()) {
            GuidedSettings settings = Presets.guided(name, 77);
            assertThat(mapper.readValue(mapper.writeValueAsString(settings), GuidedSettings.class))
                    .isEqualTo(settings);
        }
    }
}
