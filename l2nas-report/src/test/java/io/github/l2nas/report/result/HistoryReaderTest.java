package io.github.l2nas.report.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryReaderTest {

    private static final String HEADER = "step,architecture,accuracy,reward,best_accuracy,origin,predicted_reward";

    @TempDir
    private Path directory;

    private List<TrialRow> read(String name, String content) throws IOException {
        List<TrialRow> rows = new ArrayList<>();
        HistoryReader.read(Files.writeString(directory.resolve(name), content), rows::add);
        return rows;
    }

    @Test
    void onlyTheHighestFidelityIsScored() throws IOException {
        List<TrialRow> rows = read(
                "history.csv",
                HEADER
                        + ",fidelity,effort\n1,a,0.9,0,,random,,3,3\n2,b,,0,,random,,3,3\n3,a,0.5,0,0.5,promoted,,9,9\n");
        assertThat(rows).extracting(TrialRow::isScored).containsExactly(false, false, true);
        assertThat(rows).extracting(TrialRow::isInfeasible).containsExactly(false, true, false);
        assertThat(rows).extracting(TrialRow::predictedReward).containsOnly(Double.NaN);
    }

    @Test
    void aMetricOfThisNameIsNoFidelity() throws IOException {
        List<TrialRow> rows =
                read("history.csv", HEADER + ",fidelity\n1,a,0.9,0,0.9,random,0.25,3\n2,b,0.8,0,0.9,random,,9\n");
        assertThat(rows).extracting(TrialRow::isScored).containsOnly(true);
        assertThat(rows.get(0).predictedReward()).isEqualTo(0.25);
    }

    @Test
    void theBestOfAJournalIsOfTheHighestFidelity() throws IOException {
        List<TrialRow> rows = read("journal.jsonl", """
                {"search":"x"}
                {"step":1,"architecture":"a","accuracy":0.9,"reward":0,"origin":"random","fidelity":0.3}
                {"step":2,"architecture":"a","accuracy":0.5,"reward":0,"origin":"promoted","fidelity":1.0}
                """);
        assertThat(rows).extracting(TrialRow::isScored).containsExactly(false, true);
        assertThat(rows).extracting(TrialRow::bestAccuracy).containsExactly(Double.NaN, 0.5);
    }
}
