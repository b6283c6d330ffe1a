package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.engine.search.Presets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentSettingsTest {

    private static final List<String> PRESETS = List.of(
            "darts",
            "nas-bench-201",
            "nas-bench-201-finetune",
            "nas-bench-201-pretrain",
            "ofa-mbv3",
            "ofa-mbv3-w1.2",
            "transfer-finetune",
            "transfer-pretrain");

    @ParameterizedTest
    @CsvSource({
        "nas-bench-201,          128,  64, 0.90,  8, 10, 1e-4, 1.0,  0.05, 175,    0,    0, POWER,    ,      1000",
        "darts,                  256, 500, 0.95, 64,  1, 5e-5, 0,    0,      0, 3000, 5000, POWER,    ,     20000",
        "ofa-mbv3,               256, 500, 0.95, 64,  1, 1e-4, 0,    0,      0, 3000, 5000, RELATIVE, 0.76, 10000",
        "ofa-mbv3-w1.2,          256, 500, 0.95, 64,  1, 1e-4, 0,    0,      0, 3000, 5000, RELATIVE, 0.79, 10000",
        "transfer-pretrain,      256, 500, 0.95, 64,  1, 1e-4, 0,    0,      0, 3000, 5000, RELATIVE, ,     10000",
        "transfer-finetune,      256, 100, 0.95, 64,  1, 1e-4, 0,    0,      0,  500, 5000, RELATIVE, ,      1000",
        "nas-bench-201-pretrain, 128,  64, 0.90,  8, 10, 1e-4, 1.0,  0.05, 175,    0,    0, RELATIVE, ,      1000",
        "nas-bench-201-finetune, 128,  64, 0.90,  8, 10, 1e-4, 0.05, 0.05,   0,    0,    0, RELATIVE, ,       100",
    })
    void presetsAreThePapersTable(
            String name,
            int hiddenUnits,
            int eliteSize,
            double checkQuantile,
            int batchSize,
            int maxBatchesPerStep,
            double noise,
            double epsilonStart,
            double epsilonMinimum,
            int epsilonAnnealSteps,
            int warmUpSteps,
            int bufferSize,
            Reward reward,
            Double accEnv,
            int steps) {
        assertThat(Presets.l2nas(name))
                .isEqualTo(new AgentSettings(
                        hiddenUnits,
                        eliteSize,
                        checkQuantile,
                        batchSize,
                        maxBatchesPerStep,
                        noise,
                        epsilonStart,
                        epsilonMinimum,
                        epsilonAnnealSteps,
                        warmUpSteps,
                        bufferSize,
                        reward,
                        accEnv,
                        1e-4,
                        1e-4,
                        0.9,
                        0.99,
                        steps));
    }

    @Test
    void anUnknownPresetIsAnsweredWithTheNamesThereAre() {
        assertThatThrownBy(() -> Presets.l2nas("nasbench"))
                .isInstanceOf(JobException.class)
                .hasMessage("strategy l2nas has no preset 'nasbench'; it has " + PRESETS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hiddenUnits | 0 | hiddenUnits must be 1 to 4096, got 0",
                "eliteSize | -1 | eliteSize must be 1 to 1000000, got -1",
                "checkQuantile | 1 | checkQuantile must lie between 0 and 1, got 1.0",
                "noise | NaN | noise must be 0 to 1, got NaN",
                "epsilonStart | 1.5 | epsilonStart must be 0 to 1, got 1.5",
                "warmUpSteps | -3 | warmUpSteps must be at least 0, got -3",
                "accEnv | 76 | accEnv must be above 0 and at most 1, got 76.0",
                "actorLearningRate | 0 | actorLearningRate must be above 0 and at most 1, got 0.0",
                "adamBeta2 | 1 | adamBeta2 must be at least 0 and below 1, got 1.0",
                "reward | linear | reward must be power or relative, got linear",
            })
    void aValueOutOfRangeIsAnsweredWithTheRange(String name, String value, String message) {
        assertThatThrownBy(() -> Settings.override(Presets.l2nas("nas-bench-201"), Map.of(name, value)))
                .isInstanceOf(JobException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((JobException) e).parameter())
                .isEqualTo("strategy.settings." + name);
    }

    @Test
    void settingsAreOverriddenByName() {
        AgentSettings settings = Settings.override(
                Presets.l2nas("nas-bench-201"),
                Map.of("accEnv", "0.8", "eliteSize", " 10 ", "noise", "1e-3", "reward", "relative"));

        assertThat(settings.accEnv()).isEqualTo(0.8);
        assertThat(settings.eliteSize()).isEqualTo(10);
        assertThat(settings.noise()).isEqualTo(1e-3);
        assertThat(settings.reward()).isEqualTo(Reward.RELATIVE);
    }

    @Test
    void settingsSurviveJson() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        for (String name : PRESETS) {
            AgentSettings settings = Presets.l2nas(name);
            assertThat(mapper.readValue(mapper.writeValueAsString(settings), AgentSettings.class))
                    .isEqualTo(settings);
        }
    }

    @Test
    void theRelativeRewardAsksForAccEnv() {
        assertThatThrownBy(() -> Presets.l2nas("transfer-pretrain").requireConsistent())
                .isInstanceOf(JobException.class)
                .hasMessageContaining("needs accEnv")
                .extracting(e -> ((JobException) e).parameter())
                .isEqualTo("strategy.settings.accEnv");
    }

    @Test
    void aBufferSmallerThanAMiniBatchIsRefused() {
        AgentSettings settings = Settings.override(Presets.l2nas("nas-bench-201"), Map.of("bufferSize", "7"));

        assertThatThrownBy(settings::requireConsistent)
                .isInstanceOf(JobException.class)
                .hasMessageContaining("a replay buffer of 7 never fills a mini-batch of 8");
    }
}
