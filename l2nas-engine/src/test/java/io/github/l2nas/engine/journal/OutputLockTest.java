package io.github.l2nas.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.file.OutputLock;
import io.github.l2nas.api.job.ImportTableJob;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {

    /** Holds the lock of a directory until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            OutputLock.during(Path.of(arguments[0]), () -> {
                System.out.println("held");
                waitForever();
            });
        }

        private static void waitForever() {
            try {
                System.in.read();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @TempDir
    private Path directory;

    private static Process java(String main, String argument) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main,
                        argument)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Process holder() throws IOException {
        Process process = java(Holder.class.getName(), directory.toString());
        assertThat(process.inputReader().readLine()).isEqualTo("held");
        return process;
    }

    @Test
    void tellsWhoIsAtWorkInTheDirectory() throws Exception {
        Process other = holder();
        try {
            assertThatExceptionOfType(JobException.class)
                    .isThrownBy(() -> OutputLock.hold(directory))
                    .withMessageContainingAll(
                            "another build is at work in " + directory, "process " + other.pid() + " on ", "Wait until")
                    .satisfies(e -> assertThat(e.parameter()).isEqualTo("outputDirectory"));
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void everyKindOfJobIsRefusedWhereAnotherIsAtWork() throws Exception {
        Path job = Files.writeString(
                directory.resolve("job.json"),
                JobJson.write(new ImportTableJob(
                        Part.named("nas-bench-201"),
                        directory.resolve("source.csv"),
                        directory.resolve("table.csv"),
                        directory)));
        OutputLock lock = OutputLock.hold(directory);
        Process engine = java("io.github.l2nas.engine.Main", job.toString());
        assertThat(engine.inputReader().readLine())
                .contains(
                        "\"event\":\"failure\"",
                        "another build is at work in",
                        "process " + ProcessHandle.current().pid());
        assertThat(engine.waitFor()).isEqualTo(2);
        lock.close();
    }

    @Test
    void aKilledHolderBlocksNobody() throws Exception {
        holder().destroyForcibly().waitFor();
        assertThat(directory.resolve(OutputLock.FILE)).isNotEmptyFile();
        OutputLock.hold(directory).close();
    }

    @Test
    void twoJobsOfOneProcessExcludeEachOtherToo() throws IOException {
        OutputLock first = OutputLock.hold(directory);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> OutputLock.hold(directory.resolve(".")))
                .withMessageContaining("process " + ProcessHandle.current().pid());
        first.close();
        OutputLock.during(directory, () -> {});
        assertThat(directory.resolve(OutputLock.FILE)).isEmptyFile();
    }

    @Test
    void aFailureOfTheWorkLetsTheDirectoryGo() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> OutputLock.during(directory, () -> {
                    throw new JobException("space", "wrong");
                }))
                .withMessage("wrong");
        OutputLock.hold(directory).close();
    }
}
