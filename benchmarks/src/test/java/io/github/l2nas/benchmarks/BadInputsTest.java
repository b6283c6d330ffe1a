package io.github.l2nas.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputsTest {

    @TempDir
    private Path directory;

    @Test
    void aHundredBadInputsAreReadOrRefusedWithAMessage() throws IOException {
        BadInputs.Outcome outcome = BadInputs.run(directory, 100);

        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.refused()).isGreaterThan(50);
        assertThat(outcome.refused() + outcome.read()).isEqualTo(100);
    }
}
