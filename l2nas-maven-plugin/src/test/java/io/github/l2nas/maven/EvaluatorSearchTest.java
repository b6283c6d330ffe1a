package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MojoTest(realRepositorySession = true)
@Basedir("/projects/search")
class EvaluatorSearchTest extends MojoFixture {

    @Test
    @InjectMojo(goal = "search", pom = "evaluator.xml")
    void anEvaluatorHasItsSettingsAndInputs(SearchMojo mojo) {
        SearchJob job = configure(mojo);

        assertThat(job.space()).isEqualTo(Part.named("com.example.MySpace"));
        assertThat(job.evaluator().name()).isEqualTo("com.example.MyEvaluator");
        assertThat(job.evaluator().settings()).isEqualTo(Map.of("epochs", "3"));
        assertThat(job.evaluator().inputs()).containsOnlyKeys("prices");
        assertThat(job.evaluator().input("prices").orElseThrow().file())
                .isEqualTo(context().baseDirectory().resolve("table.csv"));
        assertThat(job.evaluator().input("prices").orElseThrow().sha256()).hasSize(64);
        assertThat(job.objective().metric()).isEqualTo("revenue");
        assertThat(job.strategy().name()).isEqualTo("com.example.MyStrategy");
        assertThat(job.evaluations())
                .isEqualTo(new SearchJob.Evaluations(context().baseDirectory().resolve("scores"), 7));
        assertThat(job.executor())
                .isEqualTo(Part.named("local").with("workers", 4).with("memory", "2g"));
        assertThat(job.trials()).isEqualTo(new SearchJob.Trials(8, Duration.ofMinutes(30), 2));
        assertThat(job.dataset()).isNull();
        assertThat(mojo.compute(job)).isNull();
    }

    @Test
    @InjectMojo(goal = "search", pom = "evaluator.xml")
    @MojoParameter(name = "dataset", value = "digits.csv")
    @MojoParameter(name = "threads", value = "2")
    void anEvaluatorGetsTheDataSetAndWhatItsNetworksRunOn(SearchMojo mojo) {
        SearchJob job = configure(mojo);

        assertThat(job.dataset().files().name()).isEqualTo("digits.csv");
        assertThat(mojo.compute(job)).isEqualTo(new Compute(null, 2));
    }

    @Test
    @InjectMojo(goal = "search", pom = "evaluator.xml")
    void settingsAndInputsCanBePropertiesBelowThoseOfThePom(SearchMojo mojo) {
        Properties properties = new Properties();
        properties.setProperty("l2nas.evaluatorSettings.epochs", "50");
        properties.setProperty("l2nas.evaluatorSettings.percent", "true");
        properties.setProperty("l2nas.evaluatorInputs.more", "digits.csv");
        when(session.getUserProperties()).thenReturn(properties);

        SearchJob job = configure(mojo);

        assertThat(job.evaluator().settings()).isEqualTo(Map.of("epochs", "3", "percent", "true"));
        assertThat(job.evaluator().inputs()).containsOnlyKeys("prices", "more");
    }

    @Test
    @InjectMojo(goal = "search", pom = "command.xml")
    void aWarmUpIsAnEvaluatorAndRunsNetworks(SearchMojo mojo) throws Exception {
        assertThat(configure(mojo).warmUp()).isNull();
        assertThat(mojo.compute(configure(mojo))).isNull();
        set(mojo, "warmUp", " synflow ");
        set(mojo, "warmUpCount", 3);
        set(mojo, "warmUpSettings", Map.of("cells", "2"));

        SearchJob job = configure(mojo);

        assertThat(job.warmUp())
                .isEqualTo(new SearchJob.WarmUp(Part.named("synflow").with("cells", 2), 3, null));
        assertThat(mojo.compute(job)).isEqualTo(job.compute()).isNotNull();
        set(mojo, "warmUp", null);
        refuses(mojo, "<warmUpCount> (-Dl2nas.warmUpCount): it goes with a <warmUp> (-Dl2nas.warmUp); leave it out");
    }

    @Test
    @InjectMojo(goal = "search", pom = "command.xml")
    void featuresAreEvaluatorsAndRunNetworks(SearchMojo mojo) throws Exception {
        set(mojo, "features", List.of("synflow", "macs"));
        set(mojo, "featureSettings", Map.of("cells", "2"));

        SearchJob job = configure(mojo);

        assertThat(job.features())
                .containsExactly(
                        Part.named("synflow").with("cells", 2),
                        Part.named("macs").with("cells", 2));
        assertThat(JobJson.read(JobJson.write(job))).isEqualTo(job);
        assertThat(mojo.compute(job)).isEqualTo(job.compute()).isNotNull();
        set(mojo, "features", null);
        refuses(
                mojo,
                "<featureSettings> (-Dl2nas.featureSettings): it goes with a <features> (-Dl2nas.features); leave it out");
    }

    @Test
    @InjectMojo(goal = "search", pom = "command.xml")
    void aFilterIsAnEvaluatorAndRunsNetworks(SearchMojo mojo) throws Exception {
        set(mojo, "filter", "naswot");
        set(mojo, "filterShare", 0.25);
        set(mojo, "filterPool", 300);
        set(mojo, "filterSettings", Map.of("cells", "2"));

        SearchJob job = configure(mojo);

        assertThat(job.filter())
                .isEqualTo(new SearchJob.Filter(Part.named("naswot").with("cells", 2), 0.25, 300));
        assertThat(JobJson.read(JobJson.write(job))).isEqualTo(job);
        assertThat(mojo.compute(job)).isEqualTo(job.compute()).isNotNull();
        set(mojo, "filterShare", 1.5);
        refuses(mojo, "<filterShare> (-Dl2nas.filterShare): 1.5 is not above 0 and at most 1; write 94.2 % as 0.942");
        set(mojo, "filterShare", null);
        set(mojo, "filter", null);
        refuses(mojo, "<filterPool> (-Dl2nas.filterPool): it goes with a <filter> (-Dl2nas.filter); leave it out");
    }

    @Test
    @InjectMojo(goal = "search", pom = "command.xml")
    void fidelitiesAreAmountsWithAUnit(SearchMojo mojo) throws Exception {
        assertThat(configure(mojo).fidelities()).isNull();
        set(mojo, "fidelities", List.of("3 epochs", "9 epochs"));
        set(mojo, "continuesTrials", true);
        set(mojo, "maxEffort", 90.0);

        SearchJob job = configure(mojo);

        assertThat(job.fidelities()).isEqualTo(Fidelities.of(List.of("3 epochs", "9 epochs"), true));
        assertThat(job.stopping().maxEffort()).isEqualTo(90);
        assertThat(JobJson.read(JobJson.write(job))).isEqualTo(job);
        set(mojo, "fidelities", List.of("many"));
        refuses(mojo, "<fidelities> (-Dl2nas.fidelities): 'many' is no fidelity; write a positive amount and its unit");
        set(mojo, "fidelities", null);
        refuses(
                mojo,
                "<continuesTrials> (-Dl2nas.continuesTrials): it goes with <fidelities> (-Dl2nas.fidelities); leave it out");
    }

    @Test
    @InjectMojo(goal = "search", pom = "command.xml")
    void aCommandIsAListAndStartsInTheProjectsDirectory(SearchMojo mojo) {
        SearchJob job = configure(mojo);

        assertThat(job.evaluator().name()).isEqualTo("command");
        assertThat(job.evaluator().settings())
                .isEqualTo(Map.of(
                        "command",
                        "[\"python3\",\"score.py\",\"{architecture} \\\"quoted\\\"\"]",
                        "timeout",
                        "PT10M",
                        "workingDirectory",
                        "../.."));
        assertThat(job.evaluator().input("script").orElseThrow().name()).isEqualTo("table.csv");
        assertThat(job.dataset()).isNull();
    }

    @Test
    @InjectMojo(goal = "search", pom = "command.xml")
    void anArgumentThatIsAFileOfTheProjectIsAnInput(SearchMojo mojo) throws Exception {
        set(mojo, "command", List.of("sh", "table.csv", "{architecture}", "absent"));

        Part evaluator = configure(mojo).evaluator();

        assertThat(evaluator.inputs()).containsOnlyKeys("script", "command-argument-1");
        assertThat(evaluator.input("command-argument-1").orElseThrow().sha256())
                .isEqualTo(evaluator.input("script").orElseThrow().sha256());
        assertThat(ScoringParameters.parameterOf("evaluator.inputs.command-argument-1"))
                .isEqualTo(GoalParameter.named("command"));
    }

    @Test
    @InjectMojo(goal = "search", pom = "evaluator.xml")
    void anInputThatIsNotThereIsNamed(SearchMojo mojo) throws Exception {
        set(mojo, "evaluatorInputs", Map.of("prices", "absent.csv"));

        refuses(mojo, "<evaluatorInputs><prices> (-Dl2nas.evaluatorInputs.prices): there is no file ");
    }

    @Test
    @InjectMojo(goal = "search", pom = "evaluator.xml")
    void aCommandAndAnEvaluatorAreOneTooMany(SearchMojo mojo) throws Exception {
        set(mojo, "command", List.of("true"));

        refuses(mojo, "<evaluator> (-Dl2nas.evaluator): there is a <command> (-Dl2nas.command), too; one of them");
    }

    @Test
    @InjectMojo(goal = "search", pom = "least.xml")
    void settingsOfAnEvaluatorGoWithOne(SearchMojo mojo) throws Exception {
        set(mojo, "evaluatorSettings", Map.of("epochs", "3"));

        refuses(
                mojo,
                "<evaluatorSettings> (-Dl2nas.evaluatorSettings): it goes with a <evaluator> (-Dl2nas.evaluator) or a"
                        + " <command> (-Dl2nas.command); leave it out");
    }

    @ParameterizedTest
    @CsvSource({
        "evaluator.settings.batchSize, <evaluatorSettings><batchSize> (-Dl2nas.evaluatorSettings.batchSize)",
        "evaluator.settings.command, <command> (-Dl2nas.command)",
        "evaluator.inputs.prices.sha256, <evaluatorInputs><prices> (-Dl2nas.evaluatorInputs.prices)",
        "evaluator, <evaluator> (-Dl2nas.evaluator)",
        "evaluations.maxFailedTrials, <maxFailedTrials> (-Dl2nas.maxFailedTrials)",
    })
    void aFieldOfTheJobIsNamedAsTheUserWritesIt(
            String field, String shown, @InjectMojo(goal = "search", pom = "evaluator.xml") SearchMojo mojo) {
        assertThat(mojo.parameterOf(field)).hasToString(shown);
    }

    private SearchJob configure(SearchMojo mojo) {
        return (SearchJob) mojo.configure(context(), context().baseDirectory().resolve(Path.of("target", "l2nas")));
    }
}
