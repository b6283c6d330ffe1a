package io.github.l2nas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.report.Searches;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.TrialRow;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriticPredictionTest {

    @TempDir
    private Path directory;

    @Test
    void proposalsOutsideTheConstraintsAreToldAsSuch() throws IOException {
        Path found = Searches.invent(directory, "nas-bench-201", 30).resolve("architecture.json");
        CriticPrediction critic = new CriticPrediction(FoundArchitecture.read(found));
        critic.add(new TrialRow(1, "a", 0.5, 10, 0.5, "actor", 12));
        critic.add(new TrialRow(2, "b", 0.6, 16, 0.6, "actor", 12));
        assertThat(critic.figure("").orElseThrow().note()).doesNotContain("constraints");

        critic.add(new TrialRow(3, "c", Double.NaN, 1, 0.6, "actor", 12));
        critic.add(new TrialRow(4, "d", 0.4, 6, 0.6, "actor", 12));

        assertThat(critic.figure("").orElseThrow().note())
                .startsWith("100.0 % of the rewards in the second half")
                .endsWith("1 of 4 proposals were outside the constraints: they have the reward of accuracy 0.");
    }
}
