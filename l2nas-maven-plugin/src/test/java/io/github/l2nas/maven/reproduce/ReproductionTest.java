package io.github.l2nas.maven.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproductionTest {

    private static final GoalParameter PARAMETER = GoalParameter.named("artifact");
    private static final String RESULT = """
            {"accuracy": 0.94, "provenance": {"engine": "l2nas-engine 1.2", "compute": {"threads": 2},
             "job": {"job": "search", "seed": 1}}}
            """;
    private static final String HISTORY = "step,architecture,accuracy\n1,a,0.9\n2,b,0.94\n";

    @TempDir
    private Path directory;

    private Path published;
    private Path again;
    private Path publishedHistory;
    private Path historyAgain;

    @BeforeEach
    void twoResults() throws IOException {
        published = Files.writeString(directory.resolve("cell-1.json"), RESULT);
        again = Files.writeString(directory.resolve("architecture.json"), RESULT);
        publishedHistory = Files.writeString(directory.resolve("cell-1-history.csv"), HISTORY);
        historyAgain = Files.writeString(directory.resolve("history.csv"), HISTORY);
    }

    private Reproduction reproduction() {
        return new Reproduction(
                PublishedResult.read(PARAMETER, "g:cell:1", published),
                again,
                Optional.of(publishedHistory),
                historyAgain);
    }

    @Test
    void theSameBytesAreReproduced() throws IOException {
        assertThat(reproduction().succeeded()).isTrue();
        assertThat(reproduction().published().engine()).isEqualTo("1.2");
        assertThat(reproduction().published().output()).isEqualTo("architecture.json");
    }

    @Test
    void aTamperedAccuracyIsFound() throws IOException {
        Files.writeString(published, RESULT.replace("0.94", "0.96"));

        assertThat(reproduction().succeeded()).isFalse();
        assertThat(reproduction().differences()).containsExactly("result: accuracy is 0.94, was 0.96");
    }

    @Test
    void aTamperedTrialIsFound() throws IOException {
        Files.writeString(publishedHistory, HISTORY.replace("2,b,0.94", "2,c,0.95"));

        assertThat(reproduction().succeeded()).isFalse();
        assertThat(reproduction().differences())
                .containsExactly("the first trial that differs is step 2: it is 2,b,0.94, was 2,c,0.95");
    }

    @Test
    void aMissingTrialIsFound() throws IOException {
        Files.writeString(historyAgain, HISTORY + "3,d,0.1\n");

        assertThat(reproduction().differences())
                .containsExactly("the first trial that differs is step 3: it is 3,d,0.1, was absent");
    }

    @Test
    void whatItWasMadeWithIsToldByItself() throws IOException {
        Files.writeString(
                again, RESULT.replace("\"threads\": 2", "\"threads\": 1").replace("0.94", "0.93"));

        assertThat(reproduction().differences())
                .containsExactly(
                        "result: accuracy is 0.93, was 0.94", "made with: provenance.compute.threads is 1, was 2");
    }

    @Test
    void bytesBesideTheValuesCount() throws IOException {
        Files.writeString(again, RESULT + "\n");

        assertThat(reproduction().succeeded()).isFalse();
        assertThat(reproduction().differences()).containsExactly("all values are the same, bytes beside them differ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[] | g:cell:1 is no JSON object",
                "{ | can't read g:cell:1",
                "{\"accuracy\": 1} | names no engine",
                "{\"provenance\": {\"engine\": \"l2nas-engine 0.0.1\"}} | was made by l2nas-engine 0.0.1, which did not write down the whole job",
                "{\"unfinished\": true, \"provenance\": {\"engine\": \"l2nas-engine 1\", \"job\": {}}} | is unfinished",
                "{\"provenance\": {\"engine\": \"l2nas-engine 9\", \"job\": {\"job\": \"dance\"}}} | a job 'dance', which this version does not know",
            })
    void whatCanNotBeReproducedIsTold(String content, String message) throws IOException {
        Files.writeString(published, content);

        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(this::reproduction)
                .withMessageStartingWith("<artifact> (-Dl2nas.artifact): ")
                .withMessageContaining(message);
    }
}
