package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.TrainSupernetJob;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/train-supernet")
class TrainSupernetMojoTest extends MojoFixture {

    @Test
    @InjectMojo(goal = "train-supernet", pom = "all.xml")
    void everyParameterReachesTheJob(TrainSupernetMojo mojo) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("l2nas.recipeSettings.epochs", "100");
        properties.setProperty("l2nas.recipeSettings.batchSize", "32");
        when(session.getUserProperties()).thenReturn(properties);

        TrainSupernetJob job = configure(mojo);

        assertThat(job.space()).isEqualTo(Part.named("nas-bench-201"));
        assertThat(job.dataset().files().name()).isEqualTo("images");
        assertThat(job.dataset().files().sha256())
                .isEqualTo(ContentDigest.of(job.dataset().files().file()));
        assertThat(job.dataset().format()).isEqualTo("csv");
        assertThat(job.dataset().classes()).isEqualTo(7);
        assertThat(job.dataset().imageSize()).isEqualTo(16);
        assertThat(job.dataset().testPercent()).isEqualTo(10);
        assertThat(job.network()).isEqualTo(new NetworkSize(8, 2));
        assertThat(job.preset()).isEqualTo("darts");
        assertThat(job.settings()).isEqualTo(Map.of("epochs", "3", "batchSize", "32"));
        assertThat(job.seed()).isEqualTo(5);
        assertThat(job.compute()).isEqualTo(new Compute("onednn", 3));
        assertThat(job.executor())
                .isEqualTo(Part.named("local").with("workers", 2).with("memory", "512m"));
        assertThat(job.timeBudget()).isEqualTo(Duration.ofHours(1));
        assertThat(job.outputDirectory()).isEqualTo(OUTPUT);
    }

    @Test
    @InjectMojo(goal = "train-supernet", pom = "least.xml")
    void theRestIsTheRecipesButTheThreadsAreCounted(TrainSupernetMojo mojo) {
        TrainSupernetJob job = configure(mojo);

        assertThat(job.network()).isEqualTo(new NetworkSize(null, null));
        assertThat(job.preset()).isNull();
        assertThat(job.settings()).isEmpty();
        assertThat(job.compute())
                .isEqualTo(new Compute(null, Runtime.getRuntime().availableProcessors()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dataset | absent | <dataset> (-Dl2nas.dataset): there is no file",
                "dataset | | <dataset> (-Dl2nas.dataset) is missing: give the directory or file with the images",
                "timeBudget | 1 hour | <timeBudget> (-Dl2nas.timeBudget): '1 hour' is not a duration",
            })
    void aWrongParameterIsNamed(
            String parameter,
            String value,
            String message,
            @InjectMojo(goal = "train-supernet", pom = "least.xml") TrainSupernetMojo mojo)
            throws Exception {
        set(mojo, parameter, value);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(message)
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({"threads", "channels", "cells", "imageSize", "datasetClasses"})
    void countsBeginAtOne(
            String parameter, @InjectMojo(goal = "train-supernet", pom = "least.xml") TrainSupernetMojo mojo)
            throws Exception {
        set(mojo, parameter, 0);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<" + parameter + "> (-Dl2nas." + parameter + "): 0 is not a positive number");
    }

    @ParameterizedTest
    @CsvSource({
        "preset, <recipe> (-Dl2nas.recipe)",
        "settings.epochs, <recipeSettings><epochs> (-Dl2nas.recipeSettings.epochs)",
        "network.cells, <cells> (-Dl2nas.cells)",
        "compute.backend, <backend> (-Dl2nas.backend)",
        "dataset.classes, <datasetClasses> (-Dl2nas.datasetClasses)",
    })
    void aFieldOfTheJobIsNamedAsTheUserWritesIt(
            String field,
            String shown,
            @InjectMojo(goal = "train-supernet", pom = "least.xml") TrainSupernetMojo mojo) {
        assertThat(mojo.parameterOf(field)).hasToString(shown);
    }

    @Test
    @InjectMojo(goal = "train-supernet", pom = "least.xml")
    @MojoParameter(name = "skipTrainSupernet", value = "true")
    void skippingThisGoalIsSaid(TrainSupernetMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipTrainSupernet> (-Dl2nas.trainSupernet.skip) is set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dataset | | without a <dataset> (-Dl2nas.dataset) no supernet is trained",
                "table | table.csv | a table scores architectures, no supernet is needed",
                "supernet | g:a:1 | <supernet> is given, none has to be trained",
            })
    void aNasProjectThatNeedsNoSupernetTrainsNone(
            String parameter,
            String value,
            String reason,
            @InjectMojo(goal = "train-supernet", pom = "least.xml") TrainSupernetMojo mojo)
            throws Exception {
        project.setPackaging("nas");
        when(execution.getExecutionId()).thenReturn("default-train-supernet");
        set(mojo, parameter, value);

        mojo.execute();

        verify(log).info("Skipped: " + reason);
    }

    private TrainSupernetJob configure(TrainSupernetMojo mojo) {
        return (TrainSupernetJob) mojo.configure(context(), OUTPUT);
    }
}
