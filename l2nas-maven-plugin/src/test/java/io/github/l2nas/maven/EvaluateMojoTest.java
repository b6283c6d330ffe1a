package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.maven.fork.EngineLibrary;
import io.github.l2nas.maven.output.FailureFile;
import io.github.l2nas.maven.output.Receipt;
import io.github.l2nas.maven.output.ReceiptFile;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/evaluate")
class EvaluateMojoTest extends MojoFixture {

    private static final String CELL =
            "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|";

    @TempDir
    private Path target;

    @Test
    @InjectMojo(goal = "evaluate", pom = "all.xml")
    void everyParameterReachesTheJob(EvaluateMojo mojo) {
        EvaluateJob job = configure(mojo);

        assertThat(job.space()).isEqualTo(Part.named("nas-bench-201"));
        assertThat(job.architecture().name()).isEqualTo("found.json");
        assertThat(job.notation()).isNull();
        assertThat(job.dataset().files().name()).isEqualTo("digits.csv");
        assertThat(job.network()).isEqualTo(new NetworkSize(16, 3));
        assertThat(job.preset()).isEqualTo("darts");
        assertThat(job.settings()).isEqualTo(Map.of("epochs", "9"));
        assertThat(job.seed()).isEqualTo(5);
        assertThat(job.runs()).isEqualTo(2);
        assertThat(job.randomArchitectures()).isEqualTo(4);
        assertThat(job.minAccuracy()).isEqualTo(0.9);
        assertThat(job.quantization()).isEqualTo("int8");
        assertThat(mojo.libraries(job)).containsExactly(EngineLibrary.NATIVES, EngineLibrary.ONNX_RUNTIME);
        assertThat(job.compute()).isEqualTo(new Compute(null, 1));
        assertThat(job.executor()).isEqualTo(Part.named("spark").with("master", "spark://host:7077"));
        assertThat(job.timeBudget()).isEqualTo(Duration.ofHours(1));
        assertThat(job.outputDirectory()).isEqualTo(OUTPUT);
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    @MojoParameter(name = "architecture", value = CELL)
    void anArchitectureCanBeWrittenDirectly(EvaluateMojo mojo) {
        EvaluateJob job = configure(mojo);

        assertThat(job.notation()).isEqualTo(CELL);
        assertThat(job.architecture()).isNull();
        assertThat(job.runs()).isEqualTo(1);
        assertThat(job.randomArchitectures()).isZero();
        assertThat(job.minAccuracy()).isNull();
        assertThat(job.quantization()).isNull();
        assertThat(mojo.libraries(job)).containsExactly(EngineLibrary.NATIVES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell-1.json", "cell-1-architecture.json"})
    void shortCoordinatesStandForAMainArtifactAndForAnAttachedOne(
            String fileName, @InjectMojo(goal = "evaluate", pom = "least.xml") EvaluateMojo mojo) throws Exception {
        session.getRequest().setOffline(true);
        Path repository =
                session.getRepositorySession().getLocalRepository().getBasedir().toPath();
        String group = "g" + fileName.length();
        Path directory = Files.createDirectories(repository.resolve(group).resolve("cell/1"));
        Path file = Files.writeString(directory.resolve(fileName), "{}");
        set(mojo, "architecture", group + ":cell:1");

        EvaluateJob job = configure(mojo);

        assertThat(job.architecture().name()).isEqualTo(group + ":cell:1");
        assertThat(job.architecture().file()).isEqualTo(file);
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    void withoutAnArchitectureItIsTheOneThatThisProjectsSearchHasFound(EvaluateMojo mojo) throws Exception {
        Path found = searched(target, true);
        set(mojo, "outputDirectory", target.toFile());

        assertThat(configure(mojo).architecture().file()).isEqualTo(found);
        verify(log).info("Evaluating what this project's search has found, " + found);
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    @MojoParameter(name = "topArchitectures", value = "5")
    void theBestOfTheSearchAreThoseOfTheHistoryBesideWhatItFound(EvaluateMojo mojo) throws Exception {
        Path found = searched(target, true);
        set(mojo, "outputDirectory", target.toFile());
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> configure(mojo))
                .withMessageStartingWith("<topArchitectures> (-Dl2nas.topArchitectures): there is no file "
                        + found.resolveSibling("history.csv") + "; give the <architecture>");

        Path history = Files.writeString(target.resolve("history.csv"), "step");
        EvaluateJob.Top top = configure(mojo).top();
        assertThat(top.architectures()).isEqualTo(5);
        assertThat(top.history().file()).isEqualTo(history);

        set(mojo, "architecture", CELL);
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> configure(mojo))
                .withMessageContaining("no search has a history of what is given as a notation");
        assertThat(mojo.parameterOf("top.history")).hasToString("<topArchitectures> (-Dl2nas.topArchitectures)");
        set(mojo, "topArchitectures", 1);
        assertThat(configure(mojo).top()).isNull();
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    void whileTheSearchHasNotEndedNothingIsEvaluated(EvaluateMojo mojo) throws Exception {
        searched(target, false);
        set(mojo, "outputDirectory", target.toFile());

        mojo.execute();

        verify(log).info("Skipped: the search in " + target + " has not ended yet");
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    void betweenTwoSearchesTheUserDecides(EvaluateMojo mojo) throws Exception {
        Path first = searched(target, true);
        Path second = searched(target.resolve("transfer"), true);
        set(mojo, "outputDirectory", target.toFile());

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<architecture> (-Dl2nas.architecture): this project has several, " + first + " and "
                        + second + "; name one of them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "architecture | | <architecture> (-Dl2nas.architecture) is missing: no search of this project has",
                "architecture | absent.json | <architecture> (-Dl2nas.architecture): there is no file",
                "dataset | absent.csv | <dataset> (-Dl2nas.dataset): there is no file",
            })
    void aWrongParameterIsNamed(
            String parameter,
            String value,
            String message,
            @InjectMojo(goal = "evaluate", pom = "all.xml") EvaluateMojo mojo)
            throws Exception {
        set(mojo, "outputDirectory", target.toFile());
        set(mojo, parameter, value);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(message)
                .withNoCause();
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "all.xml")
    @MojoParameter(name = "minAccuracy", value = "94.2")
    void anAccuracyIsAFraction(EvaluateMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<minAccuracy> (-Dl2nas.minAccuracy): 94.2 is not above 0 and at most 1;"
                        + " write 94.2 % as 0.942");
    }

    @ParameterizedTest
    @CsvSource({
        "preset, <evaluationRecipe> (-Dl2nas.evaluationRecipe)",
        "settings.epochs, <evaluationSettings><epochs> (-Dl2nas.evaluationSettings.epochs)",
        "network.channels, <evaluationChannels> (-Dl2nas.evaluationChannels)",
        "notation, <architecture> (-Dl2nas.architecture)",
        "architecture.sha256, <architecture> (-Dl2nas.architecture)",
        "minAccuracy, <minAccuracy> (-Dl2nas.minAccuracy)",
    })
    void aFieldOfTheJobIsNamedAsTheUserWritesIt(
            String field, String shown, @InjectMojo(goal = "evaluate", pom = "least.xml") EvaluateMojo mojo) {
        assertThat(mojo.parameterOf(field)).hasToString(shown);
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    @MojoParameter(name = "skipEvaluate", value = "true")
    void skippingThisGoalIsSaid(EvaluateMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipEvaluate> (-Dl2nas.evaluate.skip) is set");
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    void aNasProjectWithoutImagesEvaluatesNothing(EvaluateMojo mojo) throws Exception {
        project.setPackaging("nas");
        when(execution.getExecutionId()).thenReturn("default-evaluate");
        set(mojo, "dataset", null);

        mojo.execute();

        verify(log).info("Skipped: without a <dataset> (-Dl2nas.dataset) nothing is evaluated");
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "all.xml")
    @MojoParameter(name = "skipEvaluate", value = "true")
    void aBarThatIsSkippedFailsTheBuild(EvaluateMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<minAccuracy> (-Dl2nas.minAccuracy): nothing was evaluated (<skipEvaluate>"
                        + " (-Dl2nas.evaluate.skip) is set), so nobody knows whether it is reached. Nothing is published"
                        + " like this: evaluate, or leave it out");
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "all.xml")
    void aBarThatTheTimeDidNotSufficeForFailsTheBuild(EvaluateMojo mojo) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> mojo.requireEnd(context()))
                .withMessageStartingWith("<minAccuracy> (-Dl2nas.minAccuracy): the evaluation has not ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "deploy", "verify deploy:deploy", "l2nas:search my:publish"})
    void whereAnythingMayBePublishedTheBuildFails(
            String goals, @InjectMojo(goal = "evaluate", pom = "all.xml") EvaluateMojo mojo) {
        when(session.getGoals()).thenReturn(List.of(goals.split(" ")));

        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> mojo.requireEnd(context()));
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "all.xml")
    void whereNothingIsPublishedItIsAWarning(EvaluateMojo mojo) {
        when(session.getGoals()).thenReturn(List.of("clean", "verify", "l2nas:evaluate"));

        mojo.requireEnd(context());

        verify(log)
                .warn("<minAccuracy> (-Dl2nas.minAccuracy): the evaluation has not ended, the next build goes on from"
                        + " here. Until then nobody knows whether it is reached. This build publishes nothing; one that"
                        + " does would fail here");
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    @MojoParameter(name = "architecture", value = CELL)
    void withoutABarTimeMayRunOut(EvaluateMojo mojo) {
        assertThatCode(() -> mojo.requireEnd(context())).doesNotThrowAnyException();
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "all.xml")
    @MojoParameter(name = "skipEvaluate", value = "true")
    @MojoParameter(name = "skip", value = "true")
    void whereEveryGoalIsSkippedNothingIsPublishedAnyway(EvaluateMojo mojo) {
        assertThatCode(mojo::execute).doesNotThrowAnyException();
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    void aSearchThatFailedIsNoReasonToSkip(EvaluateMojo mojo) throws Exception {
        searched(target, false);
        new FailureFile(target).write("there is no metric 'x'");
        set(mojo, "outputDirectory", target.toFile());

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<architecture> (-Dl2nas.architecture): the search in " + target
                        + " has failed: there is no metric 'x'. Mend that and run it again, or give another"
                        + " architecture");
    }

    @Test
    @InjectMojo(goal = "evaluate", pom = "least.xml")
    void whileTheSupernetIsNotTrainedThereIsNothingToEvaluateYet(EvaluateMojo mojo) throws Exception {
        searched(target.resolve("train-supernet"), false);
        set(mojo, "outputDirectory", target.toFile());

        mojo.execute();

        verify(log)
                .info("Skipped: the training of the supernet in " + target.resolve("train-supernet")
                        + " has not ended yet");
    }

    private static Path searched(Path directory, boolean ended) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("job.json"), "{}");
        Path found = Files.writeString(directory.resolve("architecture.json"), "{}");
        if (ended) {
            new ReceiptFile(directory).write(Receipt.of(directory, Map.of(), List.of(found)));
        }
        return found;
    }

    private EvaluateJob configure(EvaluateMojo mojo) {
        return (EvaluateJob) mojo.configure(context(), OUTPUT);
    }
}
