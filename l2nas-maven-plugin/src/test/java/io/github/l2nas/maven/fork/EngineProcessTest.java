package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobEvent;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EngineProcessTest {

    @TempDir
    private Path directory;

    private final Recorder heard = new Recorder();

    @Test
    void everyEventArrivesAndTheResultIsTheLast() throws Exception {
        JobEvent last = run("result");

        assertThat(last).isEqualTo(new JobEvent.Result(true, List.of("done"), List.of()));
        assertThat(heard.events).hasSize(3).contains(new JobEvent.Progress("näher", 1, 2, 0.5));
    }

    @Test
    void linesThatAreNoEventsAreTolerated() throws Exception {
        run("result");

        assertThat(heard.otherLines).contains("Picked up something the JVM prints", "{ no event }", "a warning");
    }

    @Test
    void theEngineSeesItsEnvironment() throws Exception {
        assertThat(run("threads")).isEqualTo(new JobEvent.Result(true, List.of("3"), List.of()));
    }

    @Test
    void aFailureIsAnAnswer() throws Exception {
        assertThat(run("failure")).isEqualTo(new JobEvent.Failure("metric", "no such column"));
    }

    @Test
    void aCrashIsReportedWithItsLastLines() {
        assertThatExceptionOfType(EngineCrashException.class)
                .isThrownBy(() -> run("crash"))
                .withMessageStartingWith("the engine ended without a result (exit code 3)")
                .withMessageContaining("\n  line 6\n")
                .withMessageEndingWith("\n  line 25")
                .withMessageNotContaining("line 5\n");
    }

    @Test
    void anEndWithoutResultIsACrashWhateverTheExitCode() {
        assertThatExceptionOfType(EngineCrashException.class)
                .isThrownBy(() -> run("silent"))
                .withMessageContaining("(exit code 0)");
        assertThatExceptionOfType(EngineCrashException.class)
                .isThrownBy(() -> run("result, then crash"))
                .withMessageContaining("(exit code 1)");
    }

    @Test
    void anEngineOutOfMemoryAsksForMaxMemory() throws IOException {
        Path job = job("memory");

        assertThatExceptionOfType(EngineCrashException.class)
                .isThrownBy(() -> EngineProcess.run(command(job, "16m"), directory, heard))
                .withMessageContaining("give it more with <maxMemory> (-Dl2nas.maxMemory)");
    }

    @ParameterizedTest
    @CsvSource({
        "-Xmx1k, Too small maximum heap",
        "-Xmx100000t, Could not reserve enough space",
        "-XX:+UseSerialGC -XX:+UseParallelGC, Multiple garbage collectors selected",
        "-Xms2g -Xmx1g, Initial heap size set to a larger value than the maximum heap size",
        "-XX:NoSuchOption=1, Unrecognized VM option"
    })
    void anEngineWhoseJvmCantStartSaysWhy(String arguments, String reason) throws IOException {
        EngineCommand usual = command(job("result"), null);
        EngineCommand wrong = new EngineCommand(
                usual.java(),
                null,
                List.of(arguments.split(" ")),
                usual.environment(),
                usual.classPath(),
                usual.mainClass(),
                usual.jobFile());

        assertThatExceptionOfType(EngineCrashException.class)
                .isThrownBy(() -> EngineProcess.run(wrong, directory, heard))
                .withMessageContaining("<jvmArguments> (-Dl2nas.jvmArguments) and this <maxMemory>")
                .withMessageContaining(reason);
    }

    @Test
    void anInterruptEndsTheEngine() {
        heard.interruptAtFirstEvent = true;

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run("wait"));
        assertThat(ProcessHandle.of(heard.engine()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void anEndOfMavenEndsTheEngine() throws Exception {
        assertThatEngineEndsAfter(Process::destroy);
    }

    @Test
    void aKillOfMavenEndsTheEngine() throws Exception {
        assertThatEngineEndsAfter(Process::destroyForcibly);
    }

    private void assertThatEngineEndsAfter(Consumer<Process> blow) throws Exception {
        Process maven = new ProcessBuilder(
                        java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeMaven.class.getName(),
                        job("wait").toString())
                .start();
        Optional<ProcessHandle> engine;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8))) {
            engine = ProcessHandle.of(Long.parseLong(output.readLine()));
            blow.accept(maven);
            maven.waitFor();
        }
        if (engine.isPresent()) {
            engine.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    private JobEvent run(String behaviour) throws Exception {
        return EngineProcess.run(command(job(behaviour), null), directory, heard);
    }

    private Path job(String behaviour) throws IOException {
        return Files.writeString(directory.resolve("job.json"), behaviour);
    }

    static EngineCommand command(Path job, String memory) {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        return new EngineCommand(
                java(), memory, List.of(), Map.of("OMP_NUM_THREADS", "3"), classPath, FakeEngine.class.getName(), job);
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static final class Recorder implements EngineListener {

        private final List<JobEvent> events = new ArrayList<>();
        private final List<String> otherLines = new ArrayList<>();
        private boolean interruptAtFirstEvent;

        long engine() {
            return Long.parseLong(((JobEvent.Note) events.get(0)).message());
        }

        @Override
        public void event(JobEvent event) {
            events.add(event);
            if (interruptAtFirstEvent) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void otherLine(String line) {
            otherLines.add(line);
        }
    }
}
