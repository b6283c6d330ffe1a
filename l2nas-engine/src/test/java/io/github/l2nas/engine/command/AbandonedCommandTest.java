package io.github.l2nas.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.engine.Jobs;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs of an engine that ends: they end with it, and none of them counts as failed. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program of this test is a sh script")
class AbandonedCommandTest {

    /** Scores once; from then on it tells its process id and waits. */
    private static final String SCRIPT =
            "if [ -e once ]; then mkfifo waiting 2>/dev/null; echo $$ > waiting; exec sleep 600; fi; touch once; echo '{\"accuracy\": 0.5}'";

    @TempDir
    private Path directory;

    private Path output;
    private Process engine;

    @BeforeEach
    void startFirstEngine() throws IOException {
        output = Files.createDirectories(directory.resolve("out"));
        String command = new ObjectMapper().writeValueAsString(List.of("sh", "-c", SCRIPT));
        Part evaluator = Part.named("command").with("command", command).with("workingDirectory", output);
        Files.writeString(
                directory.resolve("job.json"),
                JobJson.write(Jobs.search("nas-bench-201", evaluator, output)
                        .strategy(Part.named("random"))
                        .steps(50)
                        .build()));
        engine = startEngine();
    }

    private Process startEngine() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.github.l2nas.engine.Main",
                        directory.resolve("job.json").toString(),
                        "--supervised")
                .redirectOutput(Redirect.appendTo(directory.resolve("log").toFile()))
                .redirectError(Redirect.appendTo(directory.resolve("log").toFile()))
                .start();
    }

    @AfterEach
    void endEngine() {
        engine.descendants().forEach(ProcessHandle::destroyForcibly);
        engine.destroyForcibly();
    }

    @Test
    void aProgramEndsWithTheBuildThatWantedItsAnswer() throws Exception {
        ProcessHandle program = awaitWaiting();
        engine.getOutputStream().close();
        assertThat(engine.waitFor()).isEqualTo(3);
        requireEnded(program);
    }

    @Test
    void aProgramEndsWithAnEngineThatIsTerminated() throws Exception {
        ProcessHandle program = awaitWaiting();
        engine.destroy();
        assertThat(engine.waitFor()).isNotZero();
        requireEnded(program);
    }

    /** A killed engine can't end its program; who holds the output directory next does. */
    @Test
    void aProgramOfAKilledEngineIsEndedByTheNextRun() throws Exception {
        ProcessHandle program = awaitWaiting();
        engine.destroyForcibly().waitFor();
        assertThat(program.isAlive()).isTrue();
        Files.delete(output.resolve("waiting"));

        engine = startEngine();
        ProcessHandle next = awaitWaiting();
        requireEnded(program);
        assertThat(next.isAlive()).isTrue();

        engine.destroyForcibly().waitFor();
        assertThat(new StartedPrograms(output).endThoseLeft()).isEqualTo(1);
        requireEnded(next);
        assertThat(output.resolve("programs")).doesNotExist();
    }

    /** The program's process, which writes its id where nobody reads until now. */
    private ProcessHandle awaitWaiting() throws IOException {
        Path waiting = output.resolve("waiting");
        await(() -> Files.exists(waiting));
        long id = Long.parseLong(Files.readString(waiting).strip());
        // A program may be heard of before the engine has taken note of it.
        await(() -> Files.size(output.resolve("programs").resolve(Long.toString(id))) > 0);
        return ProcessHandle.of(id).orElseThrow();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws IOException {
        while (!holds(condition)) {
            assertThat(engine.isAlive())
                    .as(Files.readString(directory.resolve("log")))
                    .isTrue();
            Thread.onSpinWait();
        }
    }

    private static boolean holds(Condition condition) throws IOException {
        try {
            return condition.holds();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void requireEnded(ProcessHandle program) throws IOException {
        program.onExit().join();
        assertThat(program.isAlive()).isFalse();
        // The header and the one trial that was scored.
        assertThat(Files.readAllLines(output.resolve("journal.jsonl")))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"accuracy\":0.5");
    }
}
