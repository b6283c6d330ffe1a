package io.github.l2nas.maven.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierOutputsTest {

    @TempDir
    private Path directory;

    private Path supernet;

    @BeforeEach
    void aTrainingHasBegun() throws IOException {
        Files.writeString(directory.resolve("job.json"), "{}");
        supernet = Files.writeString(directory.resolve("supernet.zip"), "weights");
    }

    @Test
    void anExecutionThatHasEndedLeavesItsOutput() throws IOException {
        new ReceiptFile(directory).write(Receipt.of(directory, Map.of(), List.of(supernet)));

        assertThat(outputs().finished()).containsExactly(supernet);
        assertThat(outputs().unfinished()).isEmpty();
    }

    @Test
    void aFileOfAnExecutionThatHasNotEndedIsNoOutput() {
        assertThat(outputs().finished()).isEmpty();
        assertThat(outputs().unfinished()).containsExactly(directory);
    }

    @Test
    void anotherOutputIsNotTheOneLookedFor() throws IOException {
        Path other = Files.writeString(directory.resolve("training.csv"), "epoch");
        new ReceiptFile(directory).write(Receipt.of(directory, Map.of(), List.of(other)));

        assertThat(outputs().finished()).isEmpty();
        assertThat(outputs().unfinished()).isEmpty();
    }

    @Test
    void whereNothingHasRunThereIsNothing() {
        EarlierOutputs nothing = new EarlierOutputs(List.of(directory.resolve("absent")), "supernet.zip");

        assertThat(nothing.finished()).isEmpty();
        assertThat(nothing.unfinished()).isEmpty();
    }

    private EarlierOutputs outputs() {
        return new EarlierOutputs(List.of(directory), "supernet.zip");
    }
}
