package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.engine.search.Presets;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final AgentSettings SETTINGS = Settings.override(
            Presets.l2nas("nas-bench-201"), Map.of("hiddenUnits", "16", "eliteSize", "8", "epsilonAnnealSteps", "20"));

    private static final AgentSettings FINE_TUNE = Settings.override(
            Presets.l2nas("nas-bench-201-finetune"), Map.of("hiddenUnits", "16", "eliteSize", "4", "accEnv", "0.9"));

    private static final L2nasStrategy TRAINED = new L2nasStrategy(Searches.context(1), SETTINGS);
    private static Policy policy;
    private static byte[] bytes;

    @BeforeAll
    static void train() throws IOException {
        Searches.run(TRAINED, 60);
        policy = TRAINED.policy();
        bytes = Searches.write(policy);
    }

    @Test
    void aPolicyReadBackIsTheOneThatWasWritten() throws IOException {
        Policy read = Policy.read(Searches.input(bytes));

        assertThat(Searches.write(read)).isEqualTo(bytes);
        assertThat(read.space()).isEqualTo("nas-bench-201");
        assertThat(read.settings()).isEqualTo(SETTINGS);
    }

    @Test
    void aPolicyStaysAsItIsWhileItsSearchGoesOn() throws IOException {
        L2nasStrategy strategy = new L2nasStrategy(Searches.context(1), SETTINGS);
        Searches.run(strategy, 60);
        Policy early = strategy.policy();
        Searches.run(strategy, 10);

        assertThat(Searches.write(early)).isEqualTo(bytes);
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
    void aCorruptHeaderIsRefusedWithoutTakingMemory() {
        for (int position = 0; position < 400; position++) {
            for (int flip : new int[] {0x7f, 0xff, 0x40}) {
                byte[] corrupt = bytes.clone();
                corrupt[position] ^= (byte) flip;
                try {
                    Policy.read(Searches.input(corrupt));
                } catch (IOException e) {
                    assertThat(e).hasMessageNotContaining("null");
                }
            }
        }
    }

    @Test
    void whatIsNoPolicyOrOfAnotherFormatIsNamed() {
        assertThatThrownBy(() -> Policy.read(Searches.input(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessage("not an L2NAS policy");
        byte[] later = bytes.clone();
        later[7] = 9;
        assertThatThrownBy(() -> Policy.read(Searches.input(later)))
                .isInstanceOf(IOException.class)
                .hasMessage("the policy has format 9, this version reads format 1");
    }

    @Test
    void networkParametersThatAreNotFiniteAreRefused() {
        byte[] corrupt = bytes.clone();
        Arrays.fill(corrupt, 4000, 4004, (byte) 0xff);

        assertThatThrownBy(() -> Policy.read(Searches.input(corrupt)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not finite");
    }

    @Test
    void aTransferCarriesActorAndEliteAndStartsWithAnEmptyReplay() {
        L2nasStrategy strategy = L2nasStrategy.fineTune(Searches.context(2), FINE_TUNE, policy);

        Policy start = strategy.policy();
        assertThat(start.actor().parameters()).isEqualTo(policy.actor().parameters());
        assertThat(start.actor().firstMoments()).isEqualTo(policy.actor().firstMoments());
        assertThat(start.actor().updates()).isEqualTo(policy.actor().updates());
        assertThat(start.elite().identities())
                .isEqualTo(policy.elite().identities().subList(0, 4));
        assertThat(start.replaySize()).isZero();
    }

    @Test
    void theCriticIsCarriedOnlyBetweenRewardsOfTheSameKind() {
        AgentSettings sameReward = Settings.override(FINE_TUNE, Map.of("reward", "power"));

        Policy other =
                L2nasStrategy.fineTune(Searches.context(2), FINE_TUNE, policy).policy();
        Policy same =
                L2nasStrategy.fineTune(Searches.context(2), sameReward, policy).policy();

        assertThat(other.critics().get(0).parameters())
                .isNotEqualTo(policy.critics().get(0).parameters());
        assertThat(other.critics().get(0).updates()).isZero();
        assertThat(same.critics().get(0).parameters())
                .isEqualTo(policy.critics().get(0).parameters());
        assertThat(same.critics().get(0).updates())
                .isEqualTo(policy.critics().get(0).updates());
    }

    @Test
    void aTransferLearns() {
        L2nasStrategy strategy = L2nasStrategy.fineTune(Searches.context(2), FINE_TUNE, policy);

        assertThat(Searches.run(strategy, 30)).anyMatch(line -> line.startsWith("actor "));
        assertThat(strategy.policy().actor().updates())
                .isGreaterThan(policy.actor().updates());
    }

    @Test
    void aResumedTransferGoesOnAsIfNothingHadHappened() throws IOException {
        L2nasStrategy undisturbed = L2nasStrategy.fineTune(Searches.context(2), FINE_TUNE, policy);
        Searches.run(undisturbed, 3);
        L2nasStrategy resumed = L2nasStrategy.fineTune(Searches.context(2), FINE_TUNE, policy);
        resumed.restore(Searches.input(Searches.save(undisturbed)));

        assertThat(Searches.run(resumed, 30)).isEqualTo(Searches.run(undisturbed, 30));
    }

    @Test
    void aPolicyOfAnotherSpaceOrWidthIsRefusedWithTheRemedy() {
        AgentSettings darts = Presets.l2nas("darts");
        assertThatThrownBy(() -> L2nasStrategy.fineTune(Searches.context("darts", 1), darts, policy))
                .isInstanceOf(JobException.class)
                .hasMessage("the policy was trained on the space 'nas-bench-201', this search declares 'darts':"
                        + " declare the space 'nas-bench-201' or a policy trained on 'darts'")
                .extracting(e -> ((JobException) e).parameter())
                .isEqualTo("space");
        AgentSettings wide = Settings.override(FINE_TUNE, Map.of("hiddenUnits", "128"));
        assertThatThrownBy(() -> L2nasStrategy.fineTune(Searches.context(1), wide, policy))
                .isInstanceOf(JobException.class)
                .hasMessage("the policy's networks have 16 hidden units, the settings say 128: set hiddenUnits to 16")
                .extracting(e -> ((JobException) e).parameter())
                .isEqualTo("strategy.settings.hiddenUnits");
    }
}
