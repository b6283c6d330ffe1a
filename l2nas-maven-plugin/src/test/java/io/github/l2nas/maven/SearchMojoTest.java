package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.maven.parameter.ParameterException;
import io.github.l2nas.testdata.SharedData;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/search")
class SearchMojoTest extends MojoFixture {

    @BeforeEach
    void anOfflineBuild() {
        session.getRequest().setOffline(true);
        Properties properties = new Properties();
        properties.setProperty("l2nas.settings.noise", "0.5");
        properties.setProperty("l2nas.settings.eliteSize", "1");
        when(session.getUserProperties()).thenReturn(properties);
    }

    @Test
    @InjectMojo(goal = "search", pom = "all.xml")
    void everyParameterReachesTheJob(SearchMojo mojo) {
        SearchJob job = configure(mojo);

        assertThat(job.space()).isEqualTo(Part.named("nas-bench-201"));
        assertThat(job.evaluator().name()).isEqualTo("table");
        assertThat(job.evaluator().settings()).isEmpty();
        assertThat(job.evaluator().inputs()).containsOnlyKeys("table");
        InputFile table = table(job);
        assertThat(table.name()).isEqualTo("table.csv");
        assertThat(table.file()).isAbsolute().hasFileName("table.csv");
        assertThat(table.sha256()).hasSize(64);
        assertThat(job.objective().metric()).isEqualTo("cifar10_valid");
        assertThat(job.strategy().name()).isEqualTo("random");
        assertThat(job.strategy().preset()).isEqualTo("paper");
        assertThat(job.strategy().inputs()).isEmpty();
        assertThat(job.seed()).isEqualTo(7);
        assertThat(job.repeats()).isEqualTo(3);
        assertThat(job.stopping()).isEqualTo(new SearchJob.Stopping(1000, 500, 0.94, Duration.ofHours(2)));
        assertThat(job.constraints())
                .isEqualTo(new SearchJob.Constraints(
                        1_000_000L,
                        150_000_000L,
                        null,
                        null,
                        List.of("edgegpu_latency_ms <= 5", "cifar10_flops < 100")));
        assertThat(job.objective().consensus()).isEqualTo(0.5);
        assertThat(job.outputDirectory()).isEqualTo(OUTPUT);
    }

    @Test
    @InjectMojo(goal = "search", pom = "all.xml")
    void settingsComeFromPropertiesAndBeforeThoseFromThePom(SearchMojo mojo) {
        assertThat(configure(mojo).strategy().settings()).isEqualTo(Map.of("eliteSize", "32", "noise", "0.5"));
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    void theRestHasDefaults(SearchMojo mojo) {
        SearchJob job = configure(mojo);

        assertThat(job.strategy())
                .isEqualTo(new Part("l2nas", null, Map.of("eliteSize", "1", "noise", "0.5"), Map.of()));
        assertThat(job.seed()).isEqualTo(1);
        assertThat(job.repeats()).isEqualTo(1);
        assertThat(job.stopping()).isEqualTo(new SearchJob.Stopping(null, null, null, null));
        assertThat(job.constraints()).isEqualTo(new SearchJob.Constraints(null, null, null, null, List.of()));
        assertThat(job.outputTimestamp()).isEqualTo("1980-02-01T00:00:00Z");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "table", value = "org.example:bench:1")
    void anInputIsFoundInTheLocalRepository(SearchMojo mojo) throws Exception {
        File repository = session.getRepositorySession().getLocalRepository().getBasedir();
        Path directory = Files.createDirectories(repository.toPath().resolve("org/example/bench/1"));
        Path table = Files.writeString(directory.resolve("bench-1.csv"), "architecture,x\n");

        SearchJob job = configure(mojo);

        assertThat(table(job).name()).isEqualTo("org.example:bench:1");
        assertThat(table(job).file()).isEqualTo(table);
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    void aBarForTheFrontReachesTheJobAndIsNotPassedUnmeasured(SearchMojo mojo) throws Exception {
        set(mojo, "objectives", Map.of("accuracy", "maximize", "params", "minimize"));
        set(mojo, "reference", Map.of("accuracy", "0.5", "params", " 1e6 "));
        set(mojo, "minHypervolume", 1000.0);

        SearchJob job = configure(mojo);

        assertThat(job.objectives().reference()).isEqualTo(Map.of("accuracy", 0.5, "params", 1e6));
        assertThat(job.objectives().minHypervolume()).isEqualTo(1000);
        when(session.getGoals()).thenReturn(List.of("install"));
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> mojo.requireEnd(context()))
                .withMessageStartingWith("<minHypervolume> (-Dl2nas.minHypervolume): the search has not ended");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> mojo.requireSkippable(context(), "because"))
                .withMessage(
                        "<minHypervolume> (-Dl2nas.minHypervolume): nothing was searched (because), so nobody knows"
                                + " whether it is reached. Nothing is published like this: search, or leave it out");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    void whatIsOfAFrontNeedsOne(SearchMojo mojo) throws Exception {
        set(mojo, "minHypervolume", 1000.0);
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> configure(mojo))
                .withMessage("<minHypervolume> (-Dl2nas.minHypervolume): it is of the hypervolume of a front; declare"
                        + " objectives, or leave it out");
        set(mojo, "objectives", Map.of("accuracy", "maximize", "params", "minimize"));
        set(mojo, "reference", Map.of("accuracy", "half", "params", "1"));
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> configure(mojo))
                .withMessageStartingWith(
                        "<reference><accuracy> (-Dl2nas.reference.accuracy): 'half' is not a number; write");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    void anEmptyConstraintIsNamed(SearchMojo mojo) throws Exception {
        set(mojo, "constraints", Collections.singletonList(null));

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(
                        "<constraints><constraint> (-Dl2nas.constraints) is missing: write a condition");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.example:absent:csv:1 | org.example:absent:csv:1",
                "absent.csv | there is no file",
                "org.example:absent | and coordinates have the form groupId:artifactId:version",
                ". | is a directory; name the file",
            })
    void anInputThatIsNotThereIsNamedWithWhatWasTried(
            String table, String message, @InjectMojo(goal = "search", pom = "least.xml") SearchMojo mojo)
            throws Exception {
        set(mojo, "table", table);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("<table> (-Dl2nas.table): ")
                .withMessageContaining(message)
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "space | <space> (-Dl2nas.space) is missing: name a search space, for example nas-bench-201",
                "table | <table> (-Dl2nas.table) is missing: give a csv file or Maven coordinates,"
                        + " or score with a supernet: give a <supernet> (-Dl2nas.supernet),"
                        + " or a <dataset> (-Dl2nas.dataset) and run train-supernet before,"
                        + " or with a <predictor> (-Dl2nas.predictor), a <command> (-Dl2nas.command)"
                        + " or an <evaluator> (-Dl2nas.evaluator)",
                "metric | <metric> (-Dl2nas.metric) is missing: name the table's column to maximise",
            })
    void aMissingParameterIsNamed(
            String parameter, String message, @InjectMojo(goal = "search", pom = "least.xml") SearchMojo mojo)
            throws Exception {
        set(mojo, parameter, null);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage(message)
                .withNoCause();
    }

    @Test
    @InjectMojo(goal = "search")
    void aNasProjectThatConfiguresNothingIsToldWhere(SearchMojo mojo) {
        project.setPackaging("nas");
        when(execution.getExecutionId()).thenReturn("default-search");

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("Packaging nas runs the execution default-search");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "repeats", value = "0")
    void noRepeatIsAnError(SearchMojo mojo) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> configure(mojo))
                .withMessage("<repeats> (-Dl2nas.repeats): 0 is not a positive number");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "timeBudget", value = "2 h")
    void aTimeBudgetInAnotherFormIsAnError(SearchMojo mojo) {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("<timeBudget> (-Dl2nas.timeBudget): '2 h'");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "skip", value = "true")
    void skippingEverythingIsSaid(SearchMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skip> (-Dl2nas.skip) is set");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "skipSearch", value = "true")
    void skippingThisGoalIsSaid(SearchMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipSearch> (-Dl2nas.search.skip) is set");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    void anEngineThatCanNotStartFailsTheBuildAndLeavesTheJob(SearchMojo mojo) throws Exception {
        set(mojo, "repositorySystem", finding(List.of()));
        Path directory = Files.createTempDirectory("l2nas");
        set(mojo, "outputDirectory", directory.toFile());

        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("the engine ended without a result");
        assertThat(directory).isDirectoryContaining("glob:**/job.json");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "strategy", value = "random")
    @MojoParameter(name = "steps", value = "20")
    void theRealEngineSearchesTheRealTableOnce(SearchMojo mojo, @TempDir Path directory) throws Exception {
        Path table = SharedData.nasBench201();
        when(session.getUserProperties()).thenReturn(new Properties());
        set(mojo, "repositorySystem", finding(testClassPath()));
        project.setArtifact(artifact("none"));
        set(mojo, "table", table.toString());
        set(mojo, "outputDirectory", directory.toFile());

        mojo.execute();
        mojo.execute();

        assertThat(directory.resolve("history.csv")).content().hasLineCount(21);
        assertThat(directory.resolve("architecture.json")).content().contains("cifar10_valid");
        verify(log).info("Written to " + directory);
        verify(log).info("Up to date: " + directory);
        assertThat(project.getAttachedArtifacts())
                .extracting(Artifact::getClassifier)
                .containsExactlyInAnyOrder("architecture", "history");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    void anEngineThatIsNowhereIsSaidInOneLine(SearchMojo mojo) throws Exception {
        RepositorySystem nothing = mock(RepositorySystem.class);
        when(nothing.resolveDependencies(any(), any(DependencyRequest.class)))
                .thenThrow(new DependencyResolutionException(
                        new DependencyResult(new DependencyRequest()), new IllegalStateException("not there")));
        set(mojo, "repositorySystem", nothing);

        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(mojo::execute)
                .withMessage(
                        "the engine can't be found, which is no dependency of the plugin but is fetched by the goals"
                                + " that need it: not there");
    }

    /** Maven's artifact resolution, whatever is asked for. */
    private static RepositorySystem finding(List<Path> files) throws Exception {
        RepositorySystem found = mock(RepositorySystem.class);
        when(found.resolveDependencies(any(), any(DependencyRequest.class))).thenAnswer(call -> {
            List<ArtifactResult> results = new ArrayList<>();
            for (Path file : files) {
                results.add(new ArtifactResult(new ArtifactRequest())
                        .setArtifact(
                                new org.eclipse.aether.artifact.DefaultArtifact("g", "a" + results.size(), "jar", "1")
                                        .setFile(file.toFile())));
            }
            return new DependencyResult(call.getArgument(1)).setArtifactResults(results);
        });
        return found;
    }

    private static List<Path> testClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static Artifact artifact(String file) {
        Artifact artifact = new DefaultArtifact("g", "a", "1", null, "jar", null, new DefaultArtifactHandler("jar"));
        artifact.setFile(new File(file));
        return artifact;
    }

    private SearchJob configure(SearchMojo mojo) {
        return (SearchJob) mojo.configure(context(), OUTPUT);
    }

    private static InputFile table(SearchJob job) {
        return job.evaluator().input("table").orElseThrow();
    }
}
