package io.github.l2nas.report.result;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.report.Searches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongResultsTest {

    @TempDir
    private Path directory;

    private Path changed(Path file, String text, String by) throws IOException {
        return Files.writeString(file, Files.readString(file).replaceFirst(text, by));
    }

    private static void assertTold(Path file, String message, Runnable reading) {
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(reading::run)
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"space\" : \"nas-bench-201\"; \"space\" : \"nas-bench-301\"; no search space 'nas-bench-301'",
                "\"space\" : \"nas-bench-201\"; \"space\" : 7; its field 'space' is no text",
                "\"space\" : ; \"place\" : ; it has no field 'space'",
                "\\|[a-z_0-9]+~0; |nor_conv_9x9~0; its architecture is none of nas-bench-201",
                "\"accuracy\" : 0; \"accuracy\" : 91; its field 'accuracy' is 91",
                "\"accuracy\" : 0\\.; \"accuracy\" : 1e999, \"x\" : 0.; its field 'accuracy' is no number",
                "\"steps\" : 5; \"steps\" : -5; its field 'steps' is no whole number from 0",
                "\"params\" : ; \"params\" : 0.5, \"x\" : ; its field 'cost.params' is no whole number",
                "\"metric\" : ; \"space\" : ; malformed JSON in line",
                "\\}\\s*$; ''; malformed JSON in line",
                "^; [; malformed JSON",
            })
    void anArchitectureFileThatIsWrong(String text, String by, String message) throws IOException {
        Path file = Searches.invent(directory, "nas-bench-201", 5).resolve("architecture.json");
        changed(file, text, by);

        assertTold(file, message, () -> FoundArchitecture.read(file));
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path file = directory.resolve("architecture.json");

        assertTold(file, "it can't be read", () -> FoundArchitecture.read(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "best_accuracy; best; it has no column 'best_accuracy'",
                "(?m)^3,; 4,; line 4 should be step 3",
                "(?m)^3,(.*?,)0; 3,$17; line 4 has accuracy 7",
                "(?m)^3,(.*?,)0; 3,$1x; line 4 has accuracy 'x",
                "(?m)^3,(.*?,)0; 3,$1NaN0; line 4 has accuracy 'NaN0",
                "(?m)^3,; 3,one,more,; line 4 has 9 fields",
                "(?m)^3,\"; 3,\"x\"; at line: 4",
            })
    void aHistoryThatIsWrong(String text, String by, String message) throws IOException {
        Path file = Searches.invent(directory, "nas-bench-201", 5).resolve("history.csv");
        changed(file, text, by);

        assertTold(file, message, () -> HistoryReader.read(file, row -> {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "epoch,; time,; its first line is not epoch,loss,accuracy",
                "(?m)^2,; 3,; line 3 is not epoch 2",
                "(?m)^2,1; 2,one; line 3 is not epoch 2",
                "(?m)^2,(.*),.*; 2,$1,7; line 3 is not epoch 2",
            })
    void aTrainingLogThatIsWrong(String text, String by, String message) throws IOException {
        Path file = changed(Searches.training(directory, 4), text, by);

        assertTold(file, message, () -> TrainingCurve.read("train-supernet", file, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"runs\": \\[; \"walks\": [; its field 'runs'|it has no field 'runs'",
                "\"top1\": 0.90; \"top1\": 90; its field 'top1' is 90",
                "\\[90, ; [; a confusion matrix has 3 rows, but a row has 2 columns",
                "\\[90, ; [-1, ; a confusion matrix holds '-1'",
            })
    void anEvaluationThatIsWrong(String text, String by, String messages) throws IOException {
        Path file = changed(Searches.evaluation(directory, 3), text, by);

        String message = messages.contains("|") ? messages.substring(messages.indexOf('|') + 1) : messages;
        assertTold(file, message.contains("runs") ? "runs" : message, () -> Evaluation.read("evaluate", file));
    }
}
