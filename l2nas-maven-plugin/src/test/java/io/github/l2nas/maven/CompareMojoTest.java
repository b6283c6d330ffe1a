package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
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

@MojoTest(realRepositorySession = true)
@Basedir("/projects/report")
class CompareMojoTest {

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

    private void compare(CompareMojo mojo, String... results) throws Exception {
        MojoExtension.setVariableValueToObject(mojo, "outputDirectory", output.toFile());
        MojoExtension.setVariableValueToObject(mojo, "results", Arrays.asList(results));
        mojo.execute();
    }

    /** The page without the places where names may be broken. */
    private String page() throws IOException {
        return Files.readString(output.resolve("compare.html")).replace("<wbr/>", "");
    }

    @Test
    @InjectMojo(goal = "compare", pom = "pom.xml")
    void filesAndDirectoriesAreCompared(CompareMojo mojo) throws Exception {
        compare(mojo, "one", "two/architecture.json");

        assertThat(page())
                .contains("settings.eliteSize", "two/architecture.json", "Best accuracy by architectures scored");
        verify(log).info("Comparison written to " + output.resolve("compare.html"));
    }

    @Test
    @InjectMojo(goal = "compare", pom = "pom.xml")
    void versionsOfAnArtifactAreCompared(CompareMojo mojo) throws Exception {
        for (String version : List.of("1", "2")) {
            Path directory = Files.createDirectories(session.getRepositorySession()
                    .getLocalRepository()
                    .getBasedir()
                    .toPath()
                    .resolve("org/example/cell/" + version));
            Path from = Path.of(MojoExtension.getBasedir(), version.equals("1") ? "one" : "two");
            for (String file : List.of("architecture.json", "history.csv")) {
                Files.copy(
                        from.resolve(file),
                        directory.resolve("cell-" + version + "-" + file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }

        compare(mojo, "org.example:cell:1", "org.example:cell:json:architecture:2");

        assertThat(page())
                .contains("org.example:cell:1", "settings.eliteSize", "Best accuracy by architectures scored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one | give at least two results, files or Maven coordinates; got 1",
                "one,three | there is no file",
                "one,org.example:absent:1 | org.example:absent:json",
                "one,. | holds no architecture.json",
            })
    void whatCanNotBeComparedIsNamed(
            String results, String message, @InjectMojo(goal = "compare", pom = "pom.xml") CompareMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> compare(mojo, results.split(",", -1)))
                .withMessageStartingWith("<results> (-Dl2nas.results): ")
                .withMessageContaining(message)
                .withNoCause();
    }

    @Test
    @InjectMojo(goal = "compare", pom = "pom.xml")
    void aFileThatIsNoResultIsNamed(CompareMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> compare(mojo, "one", "one/history.csv"))
                .withMessageContaining("history.csv: malformed JSON in line 1");
    }

    @Test
    @InjectMojo(goal = "compare", pom = "pom.xml")
    @MojoParameter(name = "skipCompare", value = "true")
    void skippingIsSaid(CompareMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipCompare> (-Dl2nas.compare.skip) is set");
    }
}
