package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;

import io.github.l2nas.api.file.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Invoker project {@code gate} reproduces; here is what is told where that can't be done. */
@MojoTest(realRepositorySession = true)
@Basedir("/projects/report")
class ReproduceMojoTest {

    @Inject
    private MavenSession session;

    @Inject
    private Log log;

    @TempDir
    private Path directory;

    @BeforeEach
    void anOfflineBuild() {
        session.getRequest().setOffline(true);
    }

    /** A result of a table search by an engine that was never published. */
    private Path result(String more) throws IOException {
        Path table = Files.writeString(directory.resolve("table.csv"), "architecture,accuracy\n");
        return Files.writeString(directory.resolve("architecture.json"), """
                        {"provenance": {"engine": "l2nas-engine 9.9.9"%s, "job": {"job": "search", "evaluator":
                         {"name": "table", "inputs": {"table": {"name": "bench.csv", "sha256": "%s"}}}}}}
                        """.formatted(more, ContentDigest.of(table)));
    }

    private void reproduce(ReproduceMojo mojo, Path artifact) throws Exception {
        MojoExtension.setVariableValueToObject(mojo, "artifact", artifact.toString());
        MojoExtension.setVariableValueToObject(
                mojo, "outputDirectory", directory.resolve("out").toFile());
        mojo.execute();
    }

    private void withInputs(ReproduceMojo mojo) throws IllegalAccessException {
        MojoExtension.setVariableValueToObject(mojo, "inputs", directory.toFile());
    }

    @Test
    @InjectMojo(goal = "reproduce", pom = "pom.xml")
    void theEngineOfTheResultsVersionIsFetched(ReproduceMojo mojo) throws Exception {
        withInputs(mojo);

        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> reproduce(mojo, result("")))
                .withMessageContaining("io.github.l2nas:l2nas-engine:jar:9.9.9");
    }

    @Test
    @InjectMojo(goal = "reproduce", pom = "pom.xml")
    void anInputWithoutCoordinatesIsAskedForByItsDigest(ReproduceMojo mojo) throws Exception {
        Path result = result("");

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> reproduce(mojo, result))
                .withMessage("<inputs> (-Dl2nas.inputs): not found: evaluator.inputs.table 'bench.csv' with SHA-256 "
                        + ContentDigest.of(directory.resolve("table.csv"))
                        + ". Give a directory that has them, under whatever names");
    }

    @Test
    @InjectMojo(goal = "reproduce", pom = "pom.xml")
    @MojoParameter(name = "inputs", value = "absent")
    void aDirectoryThatIsNotThereIsTold(ReproduceMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> reproduce(mojo, result("")))
                .withMessageStartingWith("<inputs> (-Dl2nas.inputs): there is no directory ");
    }

    @Test
    @InjectMojo(goal = "reproduce", pom = "pom.xml")
    void aResultWithoutItsJobIsRefused(ReproduceMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> reproduce(mojo, Path.of("one", "architecture.json")))
                .withMessageContaining("which did not write down the whole job");
    }

    @Test
    @InjectMojo(goal = "reproduce", pom = "pom.xml")
    void theArtifactIsRequired(ReproduceMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("<artifact> (-Dl2nas.artifact) is missing: give the Maven coordinates");
    }

    @Test
    @InjectMojo(goal = "reproduce", pom = "pom.xml")
    @MojoParameter(name = "skipReproduce", value = "true")
    void skippingIsSaid(ReproduceMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipReproduce> (-Dl2nas.reproduce.skip) is set");
    }
}
