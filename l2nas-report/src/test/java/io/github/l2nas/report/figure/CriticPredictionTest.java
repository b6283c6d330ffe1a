package io.github.l2nas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.report.Searches;
import io.github.l2nas.report.result.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriticPredictionTest {

    @TempDir
    private Path directory;

    private String note(String... rows) throws IOException {
        Path result = Searches.invent(directory, "nas-bench-201", 30);
        String cell = "|none~0|+|none~0|none~1|+|none~0|none~1|nor_conv_3x3~2|";
        StringBuilder history =
                new StringBuilder("step,architecture,accuracy,reward,best_accuracy,origin,predicted_reward\n");
        for (int i = 0; i < rows.length; i++) {
            history.append(i + 1)
                    .append(',')
                    .append(cell)
                    .append(',')
                    .append(rows[i])
                    .append('\n');
        }
        Files.writeString(result.resolve("history.csv"), history);
        SearchTrace search = SearchTrace.read(SearchResult.in("search", result, true), "l2nas");
        return CriticPrediction.figure(new SearchGroup(List.of(search)), "")
                .orElseThrow()
                .note();
    }

    @Test
    void proposalsOutsideTheConstraintsAreToldAsSuch() throws IOException {
        assertThat(note("0.5,10,0.5,actor,12", "0.6,16,0.6,actor,12")).doesNotContain("constraints");

        assertThat(note("0.5,10,0.5,actor,12", "0.6,16,0.6,actor,12", ",1,0.6,actor,12", "0.4,6,0.6,actor,12"))
                .contains(
                        "In the second half of the search 50.0 % of the rewards lie at or below what the critic expected",
                        "1 of 4 proposals were outside the constraints and have the reward of accuracy 0",
                        "The reward is 100 to the power of the accuracy as a fraction");
    }
}
