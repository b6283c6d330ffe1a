package io.github.l2nas.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationStoreTest {

    private static final List<Architecture> ALL = SyntheticTable.architectures();
    private static final Score SCORE = new Score(0.1 + 0.2, Map.of("latency", 12.5, "loss", -1e-300));

    @TempDir
    private Path directory;

    private final List<String> notes = new ArrayList<>();

    private EvaluationStore store(boolean usesSeed, String epochs) {
        return new EvaluationStore(
                directory.resolve("store"),
                "com.example.Own$Evaluator",
                Map.of("epochs", epochs, "metric", "accuracy"),
                usesSeed,
                notes::add);
    }

    private Candidate candidate(Architecture architecture, long seed, double fidelity) {
        return new Candidate(architecture, seed, fidelity, directory.resolve("trials"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Path file() throws IOException {
        return files().stream()
                .filter(file -> !file.endsWith("depends-on.json"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aScoreComesBackToTheBitInAnotherProcess() {
        store(true, "3").keep(candidate(ALL.get(7), 5, 1), SCORE);
        EvaluationStore other = store(true, "3");
        assertThat(other.find(candidate(ALL.get(7), 5, 1))).contains(SCORE);
        assertThat(other.find(candidate(ALL.get(8), 5, 1))).isEmpty();
        assertThat(other.reused()).isEqualTo(1);
        assertThat(notes).isEmpty();
    }

    @Test
    void whatAScoreDependsOnKeepsScoresApart() {
        store(true, "3").keep(candidate(ALL.get(7), 5, 1), SCORE);
        assertThat(store(true, "4").find(candidate(ALL.get(7), 5, 1))).isEmpty();
        assertThat(store(true, "3").find(candidate(ALL.get(7), 6, 1))).isEmpty();
        assertThat(store(true, "3").find(candidate(ALL.get(7), 5, 0.5))).isEmpty();
    }

    @Test
    void anEvaluatorThatNeedsNoSeedIsAskedOnceForAllSeeds() {
        store(false, "3").keep(candidate(ALL.get(7), 5, 1), SCORE);
        assertThat(store(false, "3").find(candidate(ALL.get(7), 6, 1))).contains(SCORE);
    }

    @Test
    void theFolderTellsWhatItsScoresDependOn() throws IOException {
        store(true, "3").keep(candidate(ALL.get(7), 5, 1), SCORE);
        Path folder = file().getParent();
        assertThat(folder.getFileName().toString()).matches("Own_Evaluator-[0-9a-f]{16}");
        assertThat(folder.resolve("depends-on.json")).content().contains("\"epochs\" : \"3\"");
    }

    @Test
    void aFileCutShortOrChangedAnywhereIsIgnoredWithANoteAndReplaced() throws IOException {
        Candidate candidate = candidate(ALL.get(7), 5, 1);
        store(true, "3").keep(candidate, SCORE);
        byte[] whole = Files.readAllBytes(file());
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            for (byte[] damaged : List.of(changed, Arrays.copyOf(whole, at))) {
                Files.write(file(), damaged);
                notes.clear();
                assertThat(store(true, "3").find(candidate)).as("byte %d", at).isEmpty();
                assertThat(notes).containsExactly(file() + " is damaged; the architecture is scored again");
            }
        }
        store(true, "3").keep(candidate, SCORE);
        assertThat(store(true, "3").find(candidate)).contains(SCORE);
    }

    @Test
    void severalWritersAtOnceLeaveWholeFilesAlone() throws Exception {
        List<Future<?>> pending = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        for (int writer = 0; writer < 8; writer++) {
            EvaluationStore store = store(true, "3");
            pending.add(executor.submit(() -> {
                for (int round = 0; round < 5; round++) {
                    for (Architecture architecture : ALL.subList(0, 20)) {
                        Candidate candidate = candidate(architecture, 5, 1);
                        store.keep(candidate, SCORE);
                        assertThat(store.find(candidate)).contains(SCORE);
                    }
                }
            }));
        }
        for (Future<?> future : pending) {
            future.get();
        }
        executor.shutdown();
        assertThat(files()).hasSize(21);
        assertThat(notes).isEmpty();
    }

    @Test
    void aStoreThatCantBeWrittenIsToldOfOnceAndTheSearchGoesOn() throws IOException {
        Files.writeString(directory.resolve("store"), "a file where the directory should be");
        EvaluationStore store = store(true, "3");
        store.keep(candidate(ALL.get(7), 5, 1), SCORE);
        store.keep(candidate(ALL.get(8), 5, 1), SCORE);
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("can't write scores into " + directory.resolve("store"));
    }
}
