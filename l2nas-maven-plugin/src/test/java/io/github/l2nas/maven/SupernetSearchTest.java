package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.maven.output.Receipt;
import io.github.l2nas.maven.output.ReceiptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/search")
class SupernetSearchTest {

    @TempDir
    private Path target;

    @Inject
    private MavenSession session;

    @Inject
    private MavenProject project;

    @Inject
    private MojoExecution execution;

    @Inject
    private RepositorySystem repositorySystem;

    @Inject
    private Log log;

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    void aSupernetScoresWithItsImages(SearchMojo mojo) {
        SearchJob job = configure(mojo);

        assertThat(job.evaluator().name()).isEqualTo("supernet");
        assertThat(job.objective().metric()).isNull();
        assertThat(job.evaluator().inputs()).containsOnlyKeys("supernet");
        assertThat(supernet(job).name()).isEqualTo("supernet.zip");
        assertThat(job.dataset().files().name()).isEqualTo("digits.csv");
        assertThat(job.dataset().format()).isEqualTo("csv");
        assertThat(job.evaluator().settings()).isEqualTo(Map.of("validationImages", "100", "batchSize", "50"));
        assertThat(job.compute()).isEqualTo(new Compute("nd4j", 2));
        assertThat(mojo.compute(job)).isEqualTo(new Compute("nd4j", 2));
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "dataset", value = "digits.csv")
    void withATableThereAreNoNetworks(SearchMojo mojo) {
        SearchJob job = configure(mojo);

        assertThat(job.evaluator().name()).isEqualTo("table");
        assertThat(job.dataset()).isNull();
        assertThat(mojo.compute(job)).isNull();
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    void withoutEitherTheSupernetThatThisProjectHasTrainedScores(SearchMojo mojo) throws Exception {
        Path trained = trained("train-supernet", true);
        set(mojo, "supernet", null);
        set(mojo, "outputDirectory", target.toFile());

        assertThat(supernet(configure(mojo)).file()).isEqualTo(trained);
        verify(log).info("Scoring with the supernet that this project has trained, " + trained);
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    void whileTheSupernetIsNotTrainedNothingIsSearched(SearchMojo mojo) throws Exception {
        trained("train-supernet", false);
        set(mojo, "supernet", null);
        set(mojo, "outputDirectory", target.toFile());

        mojo.execute();

        verify(log)
                .info("Skipped: the training of the supernet in " + target.resolve("train-supernet")
                        + " has not ended yet");
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    @MojoParameter(name = "table", value = "table.csv")
    void aTableAndASupernetAreOneTooMany(SearchMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<supernet> (-Dl2nas.supernet): there is a <table> (-Dl2nas.table), too;"
                        + " one of them scores architectures, leave the other out");
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    @MojoParameter(name = "metric", value = "cifar10_valid")
    void aSupernetHasNoColumns(SearchMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<metric> (-Dl2nas.metric): only a table has columns; leave it out with a supernet");
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    void aSupernetNeedsImages(SearchMojo mojo) throws Exception {
        set(mojo, "dataset", null);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("<dataset> (-Dl2nas.dataset) is missing: give the directory or file");
    }

    private Path trained(String name, boolean ended) throws IOException {
        Path directory = Files.createDirectories(target.resolve(name));
        Files.writeString(directory.resolve("job.json"), "{}");
        Path supernet = Files.writeString(directory.resolve("supernet.zip"), "weights");
        if (ended) {
            new ReceiptFile(directory).write(Receipt.of(directory, Map.of(), List.of(supernet)));
        }
        return supernet;
    }

    private SearchJob configure(SearchMojo mojo) {
        return (SearchJob)
                mojo.configure(new BuildContext(session, project, execution, repositorySystem), Path.of("out"));
    }

    private static InputFile supernet(SearchJob job) {
        return job.evaluator().input("supernet").orElseThrow();
    }

    private static void set(SearchMojo mojo, String parameter, Object value) throws IllegalAccessException {
        MojoExtension.setVariableValueToObject(mojo, parameter, value);
    }
}
