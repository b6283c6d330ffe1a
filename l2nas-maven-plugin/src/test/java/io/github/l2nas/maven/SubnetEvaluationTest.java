package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code evaluate} does in the space whose supernets are trained elsewhere. */
@MojoTest(realRepositorySession = true)
@Basedir("/projects/evaluate")
class SubnetEvaluationTest extends MojoFixture {

    @Test
    @InjectMojo(goal = "evaluate", pom = "once-for-all.xml")
    void everyParameterReachesTheJob(EvaluateMojo mojo) {
        EvaluateSubnetJob job = configure(mojo);

        assertThat(job.space()).isEqualTo(Part.named("ofa-mbv3"));
        assertThat(job.notation()).isEqualTo("{\"ks\": [3]}");
        assertThat(job.architecture()).isNull();
        assertThat(job.evaluator().name()).isEqualTo("supernet");
        assertThat(job.evaluator().inputs()).containsOnlyKeys("supernet");
        assertThat(supernet(job).name()).isEqualTo("found.json");
        assertThat(job.dataset().files().name()).isEqualTo("digits.csv");
        assertThat(job.dataset().imageSize()).isEqualTo(160);
        assertThat(job.evaluator().settings())
                .isEqualTo(Map.of("validationImages", "10000", "batchSize", "50", "calibrationImages", "0"));
        assertThat(job.compute()).isEqualTo(new Compute(null, 2));
        assertThat(mojo.compute(job)).isEqualTo(new Compute(null, 2));
        assertThat(job.minAccuracy()).isEqualTo(0.7);
        assertThat(job.timeBudget()).isEqualTo(Duration.ofMinutes(30));
        assertThat(job.outputDirectory()).isEqualTo(OUTPUT);
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "once-for-all.xml")
    void shortCoordinatesStandForACheckpoint(EvaluateMojo mojo) throws Exception {
        session.getRequest().setOffline(true);
        Path repository =
                session.getRepositorySession().getLocalRepository().getBasedir().toPath();
        Path directory = Files.createDirectories(repository.resolve("ofa/net/1"));
        Path file = Files.writeString(directory.resolve("net-1.pth"), "weights");
        set(mojo, "supernet", "ofa:net:1");

        assertThat(supernet(configure(mojo)).name()).isEqualTo("ofa:net:1");
        assertThat(supernet(configure(mojo)).file()).isEqualTo(file);
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "once-for-all.xml")
    void withoutASupernetThereAreNoWeights(EvaluateMojo mojo) throws Exception {
        set(mojo, "supernet", null);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<supernet> (-Dl2nas.supernet) is missing: give the checkpoint of a Once-for-All supernet,"
                        + " whose weights are inherited, or its Maven coordinates");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluationChannels",
                "evaluationCells",
                "evaluationRecipe",
                "evaluationSettings",
                "runs",
                "randomArchitectures",
                "topArchitectures"
            })
    void nothingIsTrained(String parameter, @InjectMojo(goal = "evaluate", pom = "once-for-all.xml") EvaluateMojo mojo)
            throws Exception {
        Object value = switch (parameter) {
            case "evaluationRecipe" -> "darts";
            case "evaluationSettings" -> Map.of("epochs", "1");
            default -> 2;
        };
        set(mojo, parameter, value);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage(
                        "<%1$s> (-Dl2nas.%1$s): networks of ofa-mbv3 inherit their weights, none is trained; leave it"
                                + " out",
                        parameter);
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "once-for-all.xml")
    @MojoParameter(name = "calibrationImages", value = "-1")
    void aNumberOfImagesIsNotNegative(EvaluateMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<calibrationImages> (-Dl2nas.calibrationImages): -1 is negative");
    }

    @ParameterizedTest
    @CsvSource({
        "evaluator.settings.calibrationImages, <calibrationImages> (-Dl2nas.calibrationImages)",
        "evaluator.settings.validationImages, <validationImages> (-Dl2nas.validationImages)",
        "dataset.imageSize, <imageSize> (-Dl2nas.imageSize)",
        "evaluator.inputs.supernet.sha256, <supernet> (-Dl2nas.supernet)",
    })
    void aFieldOfTheJobIsNamedAsTheUserWritesIt(
            String field, String shown, @InjectMojo(goal = "evaluate", pom = "once-for-all.xml") EvaluateMojo mojo) {
        assertThat(mojo.parameterOf(field)).hasToString(shown);
    }

    @Test
    @InjectMojo(goal = "train-supernet", pom = "once-for-all.xml")
    void aNasProjectTrainsNoSupernetOfThisSpace(TrainSupernetMojo mojo) throws Exception {
        project.setPackaging("nas");
        when(execution.getExecutionId()).thenReturn("default-train-supernet");
        set(mojo, "supernet", null);

        mojo.execute();

        verify(log).info("Skipped: supernets of ofa-mbv3 are trained elsewhere");
    }

    private EvaluateSubnetJob configure(EvaluateMojo mojo) {
        return (EvaluateSubnetJob) mojo.configure(context(), OUTPUT);
    }

    private static InputFile supernet(EvaluateSubnetJob job) {
        return job.evaluator().input("supernet").orElseThrow();
    }
}
