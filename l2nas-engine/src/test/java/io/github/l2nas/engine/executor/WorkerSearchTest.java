package io.github.l2nas.engine.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.engine.Main;
import io.github.l2nas.engine.search.SearchRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches whose trials run in worker processes, with everything that can happen to these. */
@DisabledOnOs(OS.WINDOWS)
class WorkerSearchTest {

    private static final int STEPS = 30;

    @TempDir
    Path directory;

    private final List<JobEvent> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void workersThatAreKilledInTheMidstOfTrialsChangeNoByte(int workers) throws IOException {
        run(job("one-process", evaluator(0, "score")).executor(local(1)));
        run(job("killed", evaluator(2, "score")).executor(local(workers)));
        assertThat(bytes("killed")).isEqualTo(bytes("one-process"));
        try (Stream<Path> marks = Files.list(directory.resolve("marks"))) {
            assertThat(marks).hasSizeGreaterThan(3);
        }
    }

    @Test
    void anErrorOfMemoryEndsOneTrialAndNotTheSearch() throws IOException {
        run(job("memory", evaluator(0, "memory")).executor(local(2).with("memory", "64m")));
        assertThat(failures("memory")).isNotEmpty().allMatch(line -> line.contains("OutOfMemoryError"));
    }

    @Test
    void aCrashEndsOneTrialAndNotTheSearch() throws IOException {
        run(job("crash", evaluator(0, "halt")).executor(local(2)));
        assertThat(failures("crash"))
                .isNotEmpty()
                .allMatch(line -> line.contains("it ended its worker, exit code 134"));
    }

    @Test
    void aTrialThatTakesTooLongIsEnded() throws IOException {
        run(job("hang", evaluator(0, "hang"))
                .executor(local(2))
                .trials(new SearchJob.Trials(8, Duration.ofSeconds(2), null)));
        assertThat(failures("hang")).isNotEmpty().allMatch(line -> line.contains("it took longer than PT2S"));
    }

    @Test
    void seedsAreSearchedSideBySideOnTheSameWorkers() throws IOException {
        run(job("seeds", evaluator(1, "score")).repeats(3).executor(local(2)));
        run(job("alone", evaluator(0, "score")).seed(2).executor(local(1)));
        assertThat(bytes("seeds/seed-2").get(1)).isEqualTo(bytes("alone").get(1));
    }

    @Test
    void whatAWorkerCantBeginWithEndsTheSearchInOneSentence() {
        SearchJob job = job("broken", new Part("io.github.l2nas.engine.executor.Absent", null, null, null))
                .executor(local(1))
                .build();
        assertThatExceptionOfType(JobException.class).isThrownBy(() -> run(job));
        SearchJob noMemory = job("memory", evaluator(0, "score"))
                .executor(local(1).with("memory", "1k"))
                .build();
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(noMemory))
                .withMessageContainingAll("a worker ended before it began", "exit code 1");
    }

    @Test
    void anEngineThatIsKilledTakesItsWorkersAlongAndGoesOnWithTheSameBytes() throws Exception {
        run(job("undisturbed", evaluator(0, "score")).executor(local(1)));
        Path file = directory.resolve("job.json");
        Files.writeString(
                file,
                JobJson.write(job("killed", evaluator(0, "score").with("sleepMillis", "400"))
                        .executor(local(2))
                        .build()));
        Process engine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("engine.log").toFile())
                .start();
        Path journal = directory.resolve("killed/journal.jsonl");
        while (!Files.exists(journal) || Files.readAllLines(journal).size() < 5) {
            assertThat(engine.isAlive())
                    .as(Files.readString(directory.resolve("engine.log")))
                    .isTrue();
            Thread.sleep(20);
        }
        List<ProcessHandle> workers = engine.children().toList();
        assertThat(workers).hasSize(2);
        engine.destroyForcibly().waitFor();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
        run(job("killed", evaluator(0, "score").with("sleepMillis", "400")).executor(local(2)));
        assertThat(Files.readString(directory.resolve("killed/history.csv")))
                .isEqualTo(Files.readString(directory.resolve("undisturbed/history.csv")));
        assertThat(events)
                .filteredOn(JobEvent.Note.class::isInstance)
                .anyMatch(event -> event.toString().contains("going on after step"));
        List<String> timeline = Files.readAllLines(directory.resolve("killed/timeline.csv"));
        assertThat(timeline).allMatch(line -> line.split(",", -1).length == 7);
        assertThat(timeline.stream().skip(1).map(line -> line.split(",", 2)[0]).distinct())
                .hasSize(2);
    }

    private Part evaluator(int killed, String last) {
        return new Part(Troubled.class.getName(), null, null, null)
                .with("marks", directory.resolve("marks"))
                .with("killed", killed)
                .with("last", last);
    }

    private static Part local(int workers) {
        return Part.named("local").with("workers", workers);
    }

    private SearchJobBuilder job(String output, Part evaluator) {
        return new SearchJobBuilder(Part.named("nas-bench-201"))
                .evaluator(evaluator)
                .strategy(Part.named("l2nas-guided").with("hiddenUnits", 16).with("candidates", 30))
                .steps(STEPS)
                .evaluations(new SearchJob.Evaluations(directory.resolve("scores-" + output), 1000))
                .trials(new SearchJob.Trials(8, null, null))
                .outputDirectory(directory.resolve(output));
    }

    private void run(SearchJobBuilder job) {
        run(job.build());
    }

    private void run(SearchJob job) {
        new SearchRunner(job, events::add, System::nanoTime).run();
    }

    /** What must not depend on workers; the settings of the evaluator, which tell of them, are left out. */
    private List<String> bytes(String output) throws IOException {
        Path out = directory.resolve(output);
        return List.of(
                Files.readString(out.resolve("architecture.json")).replaceAll("\"killed\" : \"?\\d+\"?", ""),
                Files.readString(out.resolve("history.csv")),
                HexFormat.of().formatHex(Files.readAllBytes(out.resolve("policy.zip"))));
    }

    private List<String> failures(String output) throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve(output).resolve("history.csv"))) {
            return lines.skip(1).filter(line -> line.matches("[^,]*,[^,]*,,.*")).toList();
        }
    }
}
