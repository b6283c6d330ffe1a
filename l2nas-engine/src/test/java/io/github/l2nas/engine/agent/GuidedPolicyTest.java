package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.engine.search.Presets;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GuidedPolicyTest {

    private static final Map<String, String> SMALL = Map.of("hiddenUnits", "16", "candidates", "30");
    private static final GuidedSettings SETTINGS = Settings.override(Presets.guided("guided", 60), SMALL);
    private static final GuidedSettings FINE_TUNE = Settings.override(Presets.guided("guided-transfer", 60), SMALL);

    private static Policy policy;
    private static byte[] bytes;

    @BeforeAll
    static void train() throws IOException {
        GuidedStrategy trained = new GuidedStrategy(Searches.context(1), SETTINGS);
        Searches.run(trained, 60);
        policy = trained.policy();
        bytes = Searches.write(policy);
    }

    @Test
    void aPolicyReadBackIsTheOneThatWasWritten() throws IOException {
        Policy read = Policy.read(Searches.input(bytes));

        assertThat(Searches.write(read)).isEqualTo(bytes);
        assertThat(read.settings()).isEqualTo(SETTINGS);
        assertThat(read.critics()).hasSize(3);
    }

    @Test
    void aTruncatedPolicyIsRefusedWhereverItEnds() {
        for (int length = 0; length < bytes.length; length += 1 + length / 50) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Policy.read(Searches.input(part)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the policy is truncated");
        }
    }

    @Test
    void aTransferCarriesNetworksMomentsAndEliteAndStartsWithAnEmptyReplay() {
        Policy start =
                GuidedStrategy.fineTune(Searches.context(2), FINE_TUNE, policy).policy();

        assertThat(start.actor().parameters()).isEqualTo(policy.actor().parameters());
        assertThat(start.actor().secondMoments()).isEqualTo(policy.actor().secondMoments());
        for (int critic = 0; critic < 3; critic++) {
            assertThat(start.critics().get(critic).parameters())
                    .isEqualTo(policy.critics().get(critic).parameters());
            assertThat(start.critics().get(critic).updates())
                    .isEqualTo(policy.critics().get(critic).updates());
        }
        assertThat(start.elite().identities()).isEqualTo(policy.elite().identities());
        assertThat(start.replaySize()).isZero();
    }

    @Test
    void aTransferBeginsWithWhatTheSourceFoundGood() {
        List<String> search = Searches.run(GuidedStrategy.fineTune(Searches.context(2), FINE_TUNE, policy), 10);

        assertThat(search).anyMatch(line -> policy.elite().identities().contains(line.split(" ", -1)[1]));
        assertThat(search).filteredOn(line -> line.startsWith("critic ")).hasSizeGreaterThan(7);
    }

    @Test
    void aResumedTransferGoesOnAsIfNothingHadHappened() throws IOException {
        GuidedStrategy undisturbed = GuidedStrategy.fineTune(Searches.context(2), FINE_TUNE, policy);
        Searches.run(undisturbed, 9);
        GuidedStrategy resumed = GuidedStrategy.fineTune(Searches.context(2), FINE_TUNE, policy);
        resumed.restore(Searches.input(Searches.save(undisturbed)));

        assertThat(Searches.run(resumed, 30)).isEqualTo(Searches.run(undisturbed, 30));
    }

    @Test
    void aPolicyOfTheOtherStrategyOrOtherNetworksIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> L2nasStrategy.fineTune(Searches.context(2), Presets.l2nas("nas-bench-201"), policy))
                .isInstanceOf(JobException.class)
                .hasMessage("the policy was trained by strategy 'l2nas-guided', this search declares 'l2nas': declare"
                        + " the strategy 'l2nas-guided' or a policy trained by 'l2nas'")
                .extracting(e -> ((JobException) e).parameter())
                .isEqualTo("strategy");
        GuidedSettings more = Settings.override(FINE_TUNE, Map.of("critics", "5"));
        assertThatThrownBy(() -> GuidedStrategy.fineTune(Searches.context(2), more, policy))
                .isInstanceOf(JobException.class)
                .hasMessage("the policy's agent has 3 critics, the settings say 5: set critics to 3")
                .extracting(e -> ((JobException) e).parameter())
                .isEqualTo("strategy.settings.critics");
    }
}
