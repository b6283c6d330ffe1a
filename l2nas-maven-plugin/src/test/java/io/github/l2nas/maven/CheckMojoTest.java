package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;

import io.github.l2nas.maven.output.Receipt;
import io.github.l2nas.maven.output.ReceiptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code one} has 88.12 % and 372346 parameters, {@code two} 88.81 % and 400346. */
@MojoTest(realRepositorySession = true)
@Basedir("/projects/report")
class CheckMojoTest {

    @Inject
    private MavenSession session;

    @Inject
    private Log log;

    @TempDir
    private Path output;

    @BeforeEach
    void anOfflineBuild() {
        session.getRequest().setOffline(true);
    }

    private static void set(CheckMojo mojo, String parameter, Object value) throws IllegalAccessException {
        MojoExtension.setVariableValueToObject(mojo, parameter, value);
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "candidate", value = "two")
    @MojoParameter(name = "baseline", value = "one")
    void aWorseResultFailsTheBuildWithBothNumbers(CheckMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("two is worse than one: params 372346 -> 400346, tolerance 0; macs 51036810 -> 54968970,"
                        + " tolerance 0. Search for a better one, or allow it with <tolerances>"
                        + " (-Dl2nas.tolerances.NAME)");
        verify(log).info("  accuracy 88.12 % -> 88.81 %, tolerance 0 %");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "candidate", value = "two")
    @MojoParameter(name = "baseline", value = "one")
    void aToleranceLetsItPass(CheckMojo mojo) throws Exception {
        set(mojo, "tolerances", Map.of("params", "8%", "macs", "4000000"));

        assertThatCode(mojo::execute).doesNotThrowAnyException();
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "candidate", value = "two")
    @MojoParameter(name = "baseline", value = "one")
    void onlyWhatIsNamedIsChecked(CheckMojo mojo) throws Exception {
        set(mojo, "checkedMeasures", List.of("accuracy"));

        assertThatCode(mojo::execute).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "speed | <checkedMeasures> (-Dl2nas.checkedMeasures): there is no measure 'speed'; there are accuracy,",
                "latency | one has no latency",
                "testAccuracy | has no testAccuracy",
            })
    void whatCanNotBeCheckedDoesNotPass(
            String measure, String message, @InjectMojo(goal = "check", pom = "pom.xml") CheckMojo mojo)
            throws Exception {
        set(mojo, "candidate", "two");
        set(mojo, "baseline", "one");
        set(mojo, "checkedMeasures", List.of(measure));

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining(message);
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "candidate", value = "two")
    @MojoParameter(name = "baseline", value = "org.example:never-published:1")
    void aBaselineThatIsNotThereDoesNotPass(CheckMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("<baseline> (-Dl2nas.baseline): ")
                .withMessageContaining("never-published");
    }

    @ParameterizedTest
    @CsvSource({
        "org.example:gated:LATEST, org.example:gated:3-SNAPSHOT",
        "org.example:gated:RELEASE, org.example:gated:2",
        "'org.example:gated:[1,2)', org.example:gated:1",
        "'org.example:gated:json:architecture:(,2]', org.example:gated:json:architecture:2"
    })
    void theHighestVersionIsTaken(
            String baseline, String taken, @InjectMojo(goal = "check", pom = "pom.xml") CheckMojo mojo)
            throws Exception {
        publish("1", "2", "3-SNAPSHOT");
        set(mojo, "candidate", "one");
        set(mojo, "baseline", baseline);

        mojo.execute();

        verify(log).info("Compared with " + taken + ":");
    }

    private void publish(String... versions) throws IOException {
        Path artifact = session.getRepositorySession()
                .getLocalRepository()
                .getBasedir()
                .toPath()
                .resolve("org/example/gated");
        StringBuilder metadata = new StringBuilder(
                "<metadata><groupId>org.example</groupId><artifactId>gated</artifactId><versioning><versions>");
        for (String version : versions) {
            Path directory = Files.createDirectories(artifact.resolve(version));
            Files.copy(
                    Path.of(MojoExtension.getBasedir(), "one", "architecture.json"),
                    directory.resolve("gated-" + version + "-architecture.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            metadata.append("<version>").append(version).append("</version>");
        }
        Files.writeString(
                artifact.resolve("maven-metadata-local.xml"),
                metadata.append("</versions></versioning></metadata>").toString());
    }

    private void searched(boolean ended) throws IOException {
        Files.writeString(output.resolve("job.json"), "{}");
        Path found = Files.copy(
                Path.of(MojoExtension.getBasedir(), "one", "architecture.json"), output.resolve("architecture.json"));
        if (ended) {
            new ReceiptFile(output).write(Receipt.of(output, Map.of(), List.of(found)));
        }
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "baseline", value = "one")
    void theProjectsOwnResultIsChecked(CheckMojo mojo) throws Exception {
        set(mojo, "outputDirectory", output.toFile());
        searched(true);

        mojo.execute();

        verify(log).info("  accuracy 88.12 % -> 88.12 %, tolerance 0 %");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "baseline", value = "one")
    void anUnfinishedResultDoesNotPass(CheckMojo mojo) throws Exception {
        set(mojo, "outputDirectory", output.toFile());
        searched(false);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("<candidate> (-Dl2nas.candidate): the search in " + output
                        + " has not ended yet, and what is unfinished does not pass");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "baseline", value = "one")
    void aChangedResultDoesNotPass(CheckMojo mojo) throws Exception {
        set(mojo, "outputDirectory", output.toFile());
        searched(true);
        Path found = output.resolve("architecture.json");
        Files.writeString(found, Files.readString(found).replace("0.8812", "0.9912"));

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("is not as it was written: architecture.json");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "baseline", value = "one")
    void withoutASearchThereIsNothingToCheck(CheckMojo mojo) throws Exception {
        set(mojo, "outputDirectory", output.toFile());

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("no search of this project has found anything yet");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "candidate", value = "one")
    @MojoParameter(name = "baseline", value = "org.example:nothing-yet:LATEST")
    void aFirstReleaseIsAskedFor(CheckMojo mojo) throws Exception {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("org.example:nothing-yet:LATEST");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "skipCheck", value = "true")
    void skippingIsSaid(CheckMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipCheck> (-Dl2nas.check.skip) is set");
        assertThat(output).isEmptyDirectory();
    }
}
