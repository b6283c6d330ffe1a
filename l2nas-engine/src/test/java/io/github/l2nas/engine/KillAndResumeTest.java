package io.github.l2nas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine as its own process: killed, resumed, started elsewhere, left alone. */
@Timeout(120)
class KillAndResumeTest {

    private static final int STEPS = 150;
    private static final int KILLS = 4;
    private static final List<String> RESULTS = List.of("architecture.json", "history.csv", "policy.zip");

    @TempDir
    Path directory;

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = SyntheticTable.write(directory.resolve("table.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2nas", "l2nas-guided"})
    void aSearchKilledAtRandomMomentsEndsWithTheBytesOfAnUndisturbedOneElsewhere(String strategy)
            throws IOException, InterruptedException {
        Path undisturbed = directory.resolve("undisturbed");
        Process whole = start(
                job(strategy, undisturbed, STEPS),
                List.of("-Duser.language=tr", "-Duser.timezone=Asia/Kathmandu", "-Dfile.encoding=ISO-8859-1"),
                List.of());
        assertThat(whole.waitFor()).as(output(undisturbed)).isZero();

        Path killed = directory.resolve("killed");
        Path job = job(strategy, killed, STEPS);
        RandomStream moments = new RandomStream(7, "moments of killing");
        int trials = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            trials += 1 + moments.nextInt(STEPS / KILLS - 1);
            killAfter(trials, start(job, List.of(), List.of()), killed);
        }
        assertThat(killed.resolve("architecture.json")).doesNotExist();
        assertThat(start(job, List.of(), List.of()).waitFor())
                .as(output(killed))
                .isZero();

        assertThat(Files.readAllLines(killed.resolve("journal.jsonl"))).hasSize(STEPS + 1);
        assertThat(output(killed)).contains("\"event\":\"note\"").contains("going on after step");
        for (String result : RESULTS) {
            assertThat(killed.resolve(result)).hasSameBinaryContentAs(undisturbed.resolve(result));
        }
        assertThat(String.join("\n", Files.readAllLines(killed.resolve("architecture.json"))))
                .doesNotContain(directory.toString());
    }

    /** A limit on the size of files stands for a full disk: writing fails in the middle of the search. */
    @Test
    void aFullDiskIsToldInOneMessageAndTheNextRunGoesOn() throws IOException, InterruptedException {
        Path undisturbed = directory.resolve("undisturbed");
        assertThat(start(job(undisturbed, STEPS), List.of(), List.of()).waitFor())
                .isZero();

        Path full = directory.resolve("full");
        Path job = job(full, STEPS);
        List<String> limit = List.of("bash", "-c", "ulimit -f 8; exec \"$0\" \"$@\"");
        assertThat(start(limit, job, List.of("-XX:-UsePerfData"), List.of()).waitFor())
                .as(output(full))
                .isEqualTo(2);
        assertThat(output(full).lines().toList()).last().asString().contains("can't write", "Make room");
        assertThat(full.resolve("architecture.json")).doesNotExist();

        assertThat(start(job, List.of(), List.of()).waitFor()).as(output(full)).isZero();
        assertThat(output(full)).contains("going on after step");
        for (String result : RESULTS) {
            assertThat(full.resolve(result)).hasSameBinaryContentAs(undisturbed.resolve(result));
        }
    }

    @Test
    void aSupervisedProcessEndsWhenItsStandardInputDoes() throws IOException, InterruptedException {
        Path output = directory.resolve("supervised");
        Process process = start(job(output, 10_000_000), List.of(), List.of("--supervised"));
        awaitTrials(20, process, output);
        process.getOutputStream().close();
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void aSupervisedProcessWhoseInputStaysOpenFinishesItsJob() throws IOException, InterruptedException {
        Path output = directory.resolve("supervised");
        Process process = start(job(output, 20), List.of(), List.of("--supervised"));
        assertThat(process.waitFor()).as(output(output)).isZero();
        List<String> lines = Files.readAllLines(output.resolveSibling("supervised.out"));
        JobEvent last = JobJson.readEvent(lines.get(lines.size() - 1));
        assertThat(last)
                .isInstanceOfSatisfying(
                        JobEvent.Result.class,
                        result -> assertThat(result.files())
                                .containsExactlyElementsOf(
                                        RESULTS.stream().map(output::resolve).toList()));
    }

    @Test
    void aJobThatCannotBeDoneEndsWithStatus2AndSaysWhy() throws IOException, InterruptedException {
        Path output = directory.resolve("wrong");
        Path job = job(output, 20);
        Files.writeString(job, Files.readString(job).replace("\"accuracy\"", "\"acuracy\""));
        assertThat(start(job, List.of(), List.of()).waitFor()).isEqualTo(2);
        assertThat(JobJson.readEvent(output(output).strip()))
                .isEqualTo(new JobEvent.Failure(
                        "objective.metric",
                        "table table.csv has no column 'acuracy'; its columns are [accuracy, latency]"));

        Files.writeString(job, "{}");
        assertThat(start(job, List.of(), List.of()).waitFor()).isEqualTo(2);
        assertThat(start(directory.resolve("none.json"), List.of(), List.of()).waitFor())
                .isEqualTo(2);
    }

    private void killAfter(int trials, Process process, Path output) throws IOException, InterruptedException {
        awaitTrials(trials, process, output);
        process.destroyForcibly();
        assertThat(process.waitFor()).as("status of the killed process").isNotZero();
    }

    /** Returns as soon as the journal holds that many trials. */
    private static void awaitTrials(int trials, Process process, Path output) throws IOException {
        Path journal = output.resolve("journal.jsonl");
        long size = 0;
        long lines = 0;
        while (lines < trials + 1) {
            assertThat(process.isAlive()).as(output(output)).isTrue();
            if (Files.exists(journal) && Files.size(journal) > size) {
                String content = Files.readString(journal);
                size = content.length();
                lines = content.chars().filter(character -> character == '\n').count();
            }
            Thread.onSpinWait();
        }
    }

    private Process start(Path job, List<String> jvmArguments, List<String> options) throws IOException {
        return start(List.of(), job, jvmArguments, options);
    }

    private Process start(List<String> shell, Path job, List<String> jvmArguments, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(shell);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.github.l2nas.engine.Main",
                job.toString()));
        command.addAll(options);
        Path out = Path.of(job.toString().replace(".json", ".out"));
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.appendTo(out.toFile()))
                .redirectError(Redirect.appendTo(out.toFile()))
                .start();
    }

    private static String output(Path output) throws IOException {
        Path file = output.resolveSibling(output.getFileName() + ".out");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private Path job(Path output, int steps) throws IOException {
        return job("l2nas", output, steps);
    }

    private Path job(String strategy, Path output, int steps) throws IOException {
        SearchJob job = Jobs.searchOnTable(Jobs.input(table), output)
                .strategy(Jobs.strategy(strategy, Map.of("hiddenUnits", "16")))
                .seed(5)
                .steps(steps)
                .outputTimestamp("2026-01-31T00:00:00Z")
                .build();
        return Files.writeString(output.resolveSibling(output.getFileName() + ".json"), JobJson.write(job));
    }
}
