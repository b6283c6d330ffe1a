package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.ImportTableJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.maven.fork.EngineCrashException;
import io.github.l2nas.maven.fork.EngineListener;
import io.github.l2nas.maven.output.EarlierOutputs;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import io.github.l2nas.maven.progress.ProgressConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunTest {

    private static final Map<String, String> FINGERPRINT = Map.of("metric", "cifar10_valid");

    @TempDir
    private Path directory;

    private final RecordingLog log = new RecordingLog();
    private Job job;
    private Path architecture;
    private int runs;
    private Runnable handingOn = () -> {};

    @BeforeEach
    void aJob() {
        job = new ImportTableJob(
                Part.named("nas-bench-201"), Path.of("source"), Path.of("table"), directory.resolve("out"));
        architecture = directory.resolve("out/architecture.json");
    }

    @Test
    void aJobRunsOnceAndIsUpToDateThen() throws Exception {
        assertThat(run(this::finish, FINGERPRINT)).containsExactly(architecture);
        assertThat(log.lines).containsExactly("started", "found", "Written to " + directory.resolve("out"));
        log.lines.clear();

        assertThat(run(this::finish, FINGERPRINT)).containsExactly(architecture);
        assertThat(runs).isEqualTo(1);
        assertThat(log.lines).containsExactly("Up to date: " + directory.resolve("out"));
    }

    @Test
    void theEngineGetsTheJobAsAFile() throws Exception {
        run(this::finish, FINGERPRINT);

        assertThat(JobJson.read(Files.readString(directory.resolve("out/job.json"))))
                .isEqualTo(job);
    }

    @Test
    void oneLineSaysWhyAJobRunsAgain() throws Exception {
        run(this::finish, FINGERPRINT);
        run(this::finish, Map.of("metric", "x", "seed", "2", "space", "y", "strategy", "z", "preset", "p"));

        assertThat(runs).isEqualTo(2);
        assertThat(log.lines)
                .contains("Running again: metric: cifar10_valid -> x; preset: unset -> p; seed: unset -> 2;"
                        + " and 2 more");
    }

    @Test
    void aRunThatDidNotEndWellLeavesNothingUpToDate() throws Exception {
        run(this::finish, FINGERPRINT);
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> run(
                        (file, listener) -> {
                            throw new EngineCrashException("it broke");
                        },
                        Map.of("metric", "other")))
                .withMessage("it broke");

        run(this::finish, FINGERPRINT);
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void aSearchThatRanOutOfTimeGoesOnInTheNextBuild() throws Exception {
        ForkedEngine outOfTime = (file, listener) -> result(false);

        assertThat(run(outOfTime, FINGERPRINT)).containsExactly(architecture);
        run(this::finish, FINGERPRINT);

        assertThat(runs).isEqualTo(1);
        assertThat(log.lines).contains("Not finished: the time budget has run out; the next build goes on from here");
    }

    @Test
    void aFailureNamesTheElementToChange() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> run(
                        (file, listener) -> new JobEvent.Failure("settings.eliteSize", "'x' will not do"), FINGERPRINT))
                .withMessage("<settings><eliteSize> (-Dl2nas.settings.eliteSize): 'x' will not do");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> run((file, listener) -> new JobEvent.Failure(null, "no room"), FINGERPRINT))
                .withMessage("no room");
    }

    @Test
    void aFailureIsRememberedUntilTheJobRunsAgain() throws Exception {
        EarlierOutputs outputs = new EarlierOutputs(List.of(directory.resolve("out")), "architecture.json");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> run((file, listener) -> new JobEvent.Failure(null, "no room"), FINGERPRINT));
        assertThat(outputs.failure()).contains("in " + directory.resolve("out") + " has failed: no room");

        run((file, listener) -> result(false), FINGERPRINT);
        assertThat(outputs.failure()).isEmpty();
        assertThat(outputs.unfinished()).containsExactly(directory.resolve("out"));
    }

    @Test
    void aWarningOfTheEngineIsOneOfTheBuild() throws Exception {
        run(
                (file, listener) -> {
                    listener.event(JobEvent.Note.warning("no better than guessing"));
                    return result(true);
                },
                FINGERPRINT);

        assertThat(log.warnings).containsExactly("no better than guessing");
    }

    @Test
    void noOtherBuildWorksInADirectoryFromTheLookAtItsReceiptUntilItsOutputsAreHandedOn() throws Exception {
        List<String> refusals = new ArrayList<>();
        Map<String, String> other = Map.of("metric", "cifar10_test");
        handingOn = () -> refusals.add(refusalOf(other));
        run(
                (file, listener) -> {
                    refusals.add(refusalOf(other));
                    return finish(file, listener);
                },
                FINGERPRINT);

        String process = "process " + ProcessHandle.current().pid();
        assertThat(refusals)
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal)
                        .startsWith("<outputDirectory> (-Dl2nas.outputDirectory): another build is at work in "
                                + directory.resolve("out"))
                        .contains(process));
        assertThat(runs).isEqualTo(1);
        handingOn = () -> {};
        log.lines.clear();
        run(this::finish, FINGERPRINT);
        assertThat(log.lines).containsExactly("Up to date: " + directory.resolve("out"));
    }

    /** What a second build is told that wants to work in the same directory now. */
    private String refusalOf(Map<String, String> fingerprint) {
        try {
            run(this::finish, fingerprint);
            return "";
        } catch (ParameterException | MojoExecutionException e) {
            return e.getMessage();
        }
    }

    @Test
    void anInterruptStaysOne() {
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> run(
                        (file, listener) -> {
                            throw new InterruptedException();
                        },
                        FINGERPRINT));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(new EarlierOutputs(List.of(directory.resolve("out")), "architecture.json").failure())
                .isEmpty();
    }

    private List<Path> run(ForkedEngine engine, Map<String, String> fingerprint) throws MojoExecutionException {
        ProgressConsole console = new ProgressConsole(log::info, null, () -> 80, false, () -> 0);
        List<Path> files = new ArrayList<>();
        new JobRun(log, engine, console, GoalParameter::ofSearchJob, () -> new EarlyCheck(List.of()))
                .run(job, fingerprint, outcome -> {
                    files.addAll(outcome.files());
                    handingOn.run();
                });
        return files;
    }

    private JobEvent finish(Path jobFile, EngineListener listener) throws IOException {
        runs++;
        listener.event(new JobEvent.Note("started"));
        listener.event(new JobEvent.Progress("x", 1, 2, null));
        listener.otherLine("noise");
        return result(true);
    }

    private JobEvent.Result result(boolean complete) throws IOException {
        Files.writeString(architecture, "{}");
        return new JobEvent.Result(complete, List.of("found"), List.of(architecture));
    }

    private static final class RecordingLog extends SystemStreamLog {

        private final List<String> lines = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void info(CharSequence content) {
            lines.add(content.toString());
        }

        @Override
        public void warn(CharSequence content) {
            lines.add(content.toString());
            warnings.add(content.toString());
        }
    }
}
