package io.github.l2nas.maven.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.maven.parameter.GoalParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptFileTest {

    private static final Map<String, String> FINGERPRINT = Map.of(
            "metric", "cifar10_valid",
            "table.name", "nb201.csv",
            "table.sha256", "aa",
            "settings.eliteSize", "64",
            "engine", "0.1.0");

    @TempDir
    private Path directory;

    private Path architecture;
    private ReceiptFile receipts;

    @BeforeEach
    void aFinishedJob() throws IOException {
        architecture = Files.writeString(directory.resolve("architecture.json"), "{}");
        Path history = Files.createDirectory(directory.resolve("seed-1")).resolve("history.csv");
        Files.writeString(history, "step");
        receipts = new ReceiptFile(directory);
        receipts.write(Receipt.of(directory, FINGERPRINT, List.of(architecture, history)));
    }

    @Test
    void theSameInputsAndIntactOutputsNeedNoRun() throws IOException {
        assertThat(reasons(FINGERPRINT)).isEmpty();
        assertThat(receipts.read().orElseThrow().files(directory))
                .containsExactly(architecture, directory.resolve("seed-1/history.csv"));
        assertThat(directory.resolve("up-to-date.json.tmp")).doesNotExist();
    }

    @Test
    void aChangedValueIsNamedWithBothValues() throws IOException {
        assertThat(reasons(with("metric", "cifar10_test"))).containsExactly("metric: cifar10_valid -> cifar10_test");
        assertThat(reasons(with("stopping.steps", "500"))).containsExactly("steps: unset -> 500");
        assertThat(reasons(with("settings.eliteSize", null))).containsExactly("settings.eliteSize: 64 -> unset");
        assertThat(reasons(with("engine", "0.2.0"))).containsExactly("engine: 0.1.0 -> 0.2.0");
    }

    @Test
    void aChangedFileIsNamedOnce() throws IOException {
        assertThat(reasons(with("table.sha256", "bb"))).containsExactly("table: content changed");

        Map<String, String> other = with("table.sha256", "bb");
        other.put("table.name", "g:a:1");
        assertThat(reasons(other)).containsExactly("table: nb201.csv -> g:a:1");
    }

    @Test
    void aChangedJarIsNamed() throws IOException {
        Map<String, String> before = with("classPath.org.nd4j:nd4j-native", "aa");
        before.put("classPath.classes of own", "bb");
        Map<String, String> now = with("classPath.org.nd4j:nd4j-cuda", "aa");
        now.put("classPath.classes of own", "cc");

        receipts.write(Receipt.of(directory, before, List.of(architecture)));

        assertThat(reasons(now))
                .containsExactly(
                        "classes of own: content changed",
                        "org.nd4j:nd4j-cuda: new on the class path",
                        "org.nd4j:nd4j-native: no longer on the class path");
    }

    @Test
    void aDamagedOutputIsNamed() throws IOException {
        Files.writeString(architecture, "{ }");
        Files.delete(directory.resolve("seed-1/history.csv"));

        assertThat(reasons(FINGERPRINT))
                .containsExactly("architecture.json was modified", "seed-1/history.csv is missing");
    }

    @Test
    void withoutOrWithAnUnreadableReceiptNothingIsKnown() throws IOException {
        Files.writeString(directory.resolve("up-to-date.json"), "{");
        assertThat(receipts.read()).isEmpty();

        receipts.remove();
        assertThat(receipts.read()).isEmpty();
    }

    private List<String> reasons(Map<String, String> fingerprint) throws IOException {
        return receipts.reasonsToRun(receipts.read().orElseThrow(), fingerprint, GoalParameter::ofSearchJob);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(FINGERPRINT);
        changed.put(name, value);
        changed.values().removeIf(each -> each == null);
        return changed;
    }
}
