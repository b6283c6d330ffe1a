package io.github.l2nas.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final RegularizedEvolution.Configuration PRESET = RegularizedEvolution.Configuration.DEFAULT;

    @Test
    void replacesWhatIsNamedAndKeepsTheRest() {
        assertThat(Settings.override(PRESET, Map.of())).isEqualTo(PRESET);
        assertThat(Settings.override(PRESET, Map.of("sampleSize", " 10 ")))
                .isEqualTo(new RegularizedEvolution.Configuration(20, 10));
        assertThat(Settings.override(Reinforce.Configuration.DEFAULT, Map.of("learningRate", "2e-2")))
                .isEqualTo(new Reinforce.Configuration(0.02, 0.9));
    }

    @Test
    void namesTheSettingsThereAreWhereOneIsUnknown() {
        refuses("population", "7", "there is no setting 'population'; the strategy has [populationSize, sampleSize]");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Settings.override(new LocalSearch.Configuration(), Map.of("x", "1")))
                .withMessage("there is no setting 'x'; the strategy has none");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Settings.override("settings", "recipe", new Range(1, 2), Map.of("x", "1")))
                .withMessage("there is no setting 'x'; the recipe has [low, high]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "4.5", "", "true", "99999999999"})
    void refusesAValueOfTheWrongType(String value) {
        refuses("sampleSize", value, "'" + value + "' will not do");
    }

    @Test
    void saysTheRangeOfAValueOutOfIt() {
        refuses("sampleSize", "0", "'0' will not do: sampleSize must be at least 1, got 0");
    }

    /** Limits of one setting by another hold between the values given, whatever the preset says. */
    @Test
    void judgesSettingsTogether() {
        Range preset = new Range(10, 20);
        assertThat(Settings.override(preset, Map.of("low", "1", "high", "5"))).isEqualTo(new Range(1, 5));
        assertThat(Settings.override(preset, Map.of("low", "30", "high", "50"))).isEqualTo(new Range(30, 50));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Settings.override(preset, Map.of("high", "5")))
                .withMessageContaining("high must be at least low");
    }

    record Range(int low, int high) {
        Range {
            if (high < low) {
                throw new IllegalArgumentException("high must be at least low (" + low + "), got " + high);
            }
        }
    }

    private static void refuses(String name, String value, String... parts) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Settings.override(PRESET, Map.of(name, value)))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("strategy.settings." + name))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts));
    }
}
