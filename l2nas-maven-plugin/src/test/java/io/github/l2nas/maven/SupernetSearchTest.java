package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.verify;

import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.job.CheckJob;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.maven.output.FailureFile;
import io.github.l2nas.maven.output.Receipt;
import io.github.l2nas.maven.output.ReceiptFile;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/search")
class SupernetSearchTest extends MojoFixture {

    @TempDir
    private Path target;

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
    void theStrategiesThatTrainAreThoseOfTheEngine() {
        Extensions<StrategyFactory<?>> known = Extensions.of(StrategyFactory.class, "strategy", "strategy");
        assertThat(known.all())
                .filteredOn(StrategyFactory::trainsNetworks)
                .extracting(StrategyFactory::name)
                .containsExactlyInAnyOrderElementsOf(AbstractSearchMojo.TRAINING_STRATEGIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas", "enas", "com.example.MyStrategy"})
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "dataset", value = "digits.csv")
    void aStrategyThatTrainsNetworksHasTheDataSet(String strategy, SearchMojo mojo) throws Exception {
        set(mojo, "strategy", strategy);
        SearchJob job = configure(mojo);

        assertThat(job.evaluator().name()).isEqualTo("table");
        assertThat(job.dataset().files().name()).isEqualTo("digits.csv");
        assertThat(mojo.compute(job)).isEqualTo(job.compute()).isNotNull();
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
    void aTrainingThatFailedIsNoReasonToSkip(SearchMojo mojo) throws Exception {
        trained("train-supernet", false);
        new FailureFile(target.resolve("train-supernet")).write("<cells> (-Dl2nas.cells): must be at least 1");
        set(mojo, "supernet", null);
        set(mojo, "outputDirectory", target.toFile());

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("<supernet> (-Dl2nas.supernet): the training of the supernet in "
                        + target.resolve("train-supernet")
                        + " has failed: <cells> (-Dl2nas.cells): must be at least 1. Mend that and run"
                        + " train-supernet again, or give another supernet");
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    @MojoParameter(name = "evaluationCells", value = "2")
    void limitsAreAboutTheNetworkThatTheProjectEvaluates(SearchMojo mojo) throws Exception {
        assertThat(configure(mojo).network()).isNull();
        project.setPackaging("nas");
        set(mojo, "evaluationSettings", Map.of("channels", "8", "epochs", "9"));
        set(mojo, "evaluationRecipe", "darts");

        assertThat(configure(mojo).network()).isEqualTo(new NetworkSize(8, 2, "darts"));
        assertThat(mojo.parameterOf("network.channels"))
                .hasToString("<evaluationChannels> (-Dl2nas.evaluationChannels)");
        assertThat(mojo.parameterOf("network.recipe")).hasToString("<evaluationRecipe> (-Dl2nas.evaluationRecipe)");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    @MojoParameter(name = "dataset", value = "digits.csv")
    void withATableToTheNetworkThatIsEvaluatedBelongsItsDataSet(SearchMojo mojo) {
        project.setPackaging("nas");
        SearchJob job = configure(mojo);

        assertThat(job.network()).isEqualTo(new NetworkSize(null, null));
        assertThat(job.dataset().files().name()).isEqualTo("digits.csv");
        assertThat(mojo.compute(job)).isNull();
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

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    void beforeTheSupernetIsTrainedTheSearchIsKnownButForIt(SearchMojo mojo) throws Exception {
        set(mojo, "supernet", null);
        set(mojo, "outputDirectory", target.toFile());

        SearchJob job = (SearchJob) mojo.foresee(context()).orElseThrow();

        assertThat(job.evaluator().inputs()).isEmpty();
        assertThat(job.evaluator().settings()).isEqualTo(Map.of("validationImages", "100", "batchSize", "50"));
        assertThat(job.dataset().files().name()).isEqualTo("digits.csv");
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    @MojoParameter(name = "skipSearch", value = "true")
    void aSearchThatIsSkippedIsNotForeseen(SearchMojo mojo) {
        assertThat(mojo.foresee(context())).isEmpty();
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    void aMistakeOfALaterGoalNamesItsElementAndTheGoal(SearchMojo mojo) throws Exception {
        SearchJob search = configure(mojo);
        Job first = new CheckJob(List.of(search), target);
        EarlyCheck check = new EarlyCheck(List.of(new LaterGoals.Later("search (default-search)", search, mojo)));
        List<String> checked = new ArrayList<>();

        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> check.run(
                        first,
                        (file, listener) -> {
                            checked.add(Files.readString(file));
                            return new JobEvent.Failure(
                                    "jobs[1].constraints.maxParams", "no architecture satisfies it");
                        },
                        null))
                .withMessage("<maxParams> (-Dl2nas.maxParams): no architecture satisfies it (goal search"
                        + " (default-search), which comes later in this build)");
        assertThat(JobJson.read(checked.get(0))).isEqualTo(new CheckJob(List.of(first, search), target));
    }

    @Test
    @InjectMojo(goal = "search", pom = "supernet.xml")
    void aMistakeOfTheGoalThatRunsIsLeftToItself(SearchMojo mojo) {
        SearchJob search = configure(mojo);
        EarlyCheck check = new EarlyCheck(List.of(new LaterGoals.Later("search (default-search)", search, mojo)));

        assertThatCode(() -> check.run(
                        new CheckJob(List.of(search), target),
                        (file, listener) -> new JobEvent.Failure("jobs[0].cells", "must be at least 1"),
                        null))
                .doesNotThrowAnyException();
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
        return (SearchJob) mojo.configure(context(), Path.of("out"));
    }

    private static InputFile supernet(SearchJob job) {
        return job.evaluator().input("supernet").orElseThrow();
    }
}
