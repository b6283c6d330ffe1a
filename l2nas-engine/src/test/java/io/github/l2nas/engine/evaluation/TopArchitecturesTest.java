package io.github.l2nas.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopArchitecturesTest {

    private static final String CELL =
            "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_1x1~2|";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"high,1", "NaN,1", "Infinity,1", "1.01,1", "-0.1,1", "0.5,0", "0.5,-1", "0.5,NaN", "0.5,Infinity"})
    void aRowThatCantBeIsNoTrial(String accuracy, String fidelity) throws IOException {
        refuses(
                "architecture,accuracy,fidelity\n" + CELL + "," + accuracy + "," + fidelity + "\n",
                "row 1 is no trial");
    }

    @ParameterizedTest
    @CsvSource({
        "'architecture,,accuracy',A header name is missing",
        "'step,accuracy',it has no columns architecture and"
    })
    void columnsThatAreMissingAreSaid(String header, String problem) throws IOException {
        refuses(header + "\n", problem);
    }

    private void refuses(String history, String problem) throws IOException {
        Files.writeString(directory.resolve("architecture.json"), "{}");
        Files.writeString(directory.resolve("history.csv"), history);
        NetworkSpace space = (NetworkSpace) SearchSpaces.named("nas-bench-201");
        EvaluationPlan declared = new EvaluationPlan(space, null, null, Optional.of(space.parse(CELL)), null, null);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> TopArchitectures.of(
                        TrainingJob.of("nas-bench-201", null, directory).ofTop(directory, 1, 2), declared))
                .withMessageContaining("history.csv is not a history.csv of l2nas:search in this space: " + problem);
    }
}
