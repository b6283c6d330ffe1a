package io.github.l2nas.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.trial.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final Trial ONE = new Trial(1, "a", 0.1 + 0.2, -1.5, "random", 0.25);
    private static final Trial TWO = new Trial(2, "b", null, 0, "policy", null);
    private static final Trial THREE = new Trial(3, "c", 1.0, Double.MIN_VALUE, "random", null);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void record() {
        file = directory.resolve("journal.jsonl");
        try (Journal journal = Journal.open(file, "search")) {
            assertThat(journal.recorded()).isEmpty();
            journal.append(ONE);
            journal.append(TWO);
            journal.append(THREE);
        }
    }

    @Test
    void returnsEveryTrialToTheBit() {
        try (Journal journal = Journal.open(file, "search")) {
            assertThat(journal.recorded()).containsExactly(ONE, TWO, THREE);
        }
    }

    @Test
    void dropsALineThatAKillCutShortWhereverItWasCut() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int twoLines = new String(whole, StandardCharsets.UTF_8).indexOf("{\"step\":3");
        for (int length = twoLines; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (Journal journal = Journal.open(file, "search")) {
                assertThat(journal.recorded()).as("cut at byte %d", length).containsExactly(ONE, TWO);
                assertThat(Files.size(file)).isEqualTo(twoLines);
                journal.append(THREE);
            }
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void startsAnewWhereEvenTheFirstLineWasCutShort() throws IOException {
        Files.writeString(file, "{\"sea");
        try (Journal journal = Journal.open(file, "search")) {
            assertThat(journal.recorded()).isEmpty();
        }
        assertThat(file).hasContent("{\"search\":\"search\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"step\":2,\"archi", "", "null", "{}", "[]", "{\"step\":2}"})
    void namesADamagedLineBeforeTheLast(String line) throws IOException {
        String[] lines = Files.readString(file).split("\n");
        lines[2] = line;
        Files.writeString(file, String.join("\n", lines) + "\n");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Journal.open(file, "search").close())
                .withMessageContainingAll(file + ", line 3, is damaged", "Delete the file to search anew");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "no journal at all"})
    void namesADamagedFirstLine(String line) throws IOException {
        Files.writeString(file, line + "\n");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Journal.open(file, "search").close())
                .withMessageContaining("line 1, is damaged");
    }

    @Test
    void namesAStepOutOfOrder() throws IOException {
        Files.writeString(
                file, "{\"step\":7,\"architecture\":\"d\",\"reward\":0,\"origin\":\"x\"}\n", StandardOpenOption.APPEND);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Journal.open(file, "search").close())
                .withMessageContaining("line 5, is damaged (expected step 4, got 7)");
    }

    @Test
    void replacesTheJournalOfAnotherSearch() {
        try (Journal journal = Journal.open(file, "another")) {
            assertThat(journal.recorded()).isEmpty();
            journal.append(ONE);
        }
        try (Journal journal = Journal.open(file, "another")) {
            assertThat(journal.recorded()).containsExactly(ONE);
        }
    }

    @Test
    void forgetsTrialsAfterAStepAndGoesOnFromThere() {
        try (Journal journal = Journal.open(file, "search")) {
            journal.truncate(1);
            journal.append(TWO);
        }
        try (Journal journal = Journal.open(file, "search")) {
            assertThat(journal.recorded()).containsExactly(ONE, TWO);
        }
    }

    @Test
    void saysWhichFileItCannotUse() {
        Path missing = directory.resolve("no-such-directory/journal.jsonl");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Journal.open(missing, "search").close())
                .withMessageContaining("can't use " + missing);
    }
}
