package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.maven.output.OutputLayout;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One budget for the whole build, and what becomes of results that it leaves unfinished. */
@MojoTest(realRepositorySession = true)
@Basedir("/projects/search")
class TimeBudgetTest {

    private static final Path OUTPUT = Path.of("/out").toAbsolutePath();

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

    private final MavenProjectHelper helper = mock(MavenProjectHelper.class);

    @BeforeEach
    void aProject() {
        project.setFile(new File(MojoExtension.getBasedir(), "all.xml"));
    }

    private BuildContext context() {
        return new BuildContext(session, project, execution, repositorySystem);
    }

    private Duration budgetAfter(SearchMojo mojo, Duration elapsed) {
        when(session.getStartTime()).thenReturn(Date.from(Instant.now().minus(elapsed)));
        return ((SearchJob) mojo.configure(context(), OUTPUT)).stopping().timeBudget();
    }

    @Test
    @InjectMojo(goal = "search", pom = "all.xml")
    void aGoalHasWhatTheGoalsBeforeHaveLeft(SearchMojo mojo) {
        assertThat(budgetAfter(mojo, Duration.ofMinutes(90)))
                .isLessThanOrEqualTo(Duration.ofMinutes(30))
                .isGreaterThan(Duration.ofMinutes(20));
    }

    @Test
    @InjectMojo(goal = "search", pom = "all.xml")
    void aGoalThatComesTooLateMakesOneStep(SearchMojo mojo) {
        assertThat(budgetAfter(mojo, Duration.ofHours(3))).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    @InjectMojo(goal = "search", pom = "all.xml")
    @MojoParameter(name = "timeBudget", value = "300000d")
    void centuriesAreEnough(SearchMojo mojo) {
        assertThat(budgetAfter(mojo, Duration.ofHours(3))).isGreaterThan(Duration.ofDays(299_999));
    }

    private void publish(SearchMojo mojo, boolean complete) throws IllegalAccessException {
        MojoExtension.setVariableValueToObject(mojo, "projectHelper", helper);
        mojo.publish(
                context(),
                new OutputLayout(OUTPUT, ""),
                new JobRun.Outcome(List.of(OUTPUT.resolve("history.csv")), complete, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "deploy", "verify deploy:deploy"})
    void aBuildThatWouldPublishSomethingUnfinishedFails(
            String goals, @InjectMojo(goal = "search", pom = "all.xml") SearchMojo mojo) {
        when(session.getGoals()).thenReturn(List.of(goals.split(" ")));

        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> publish(mojo, false))
                .withMessageStartingWith("<attachUnfinished> (-Dl2nas.attachUnfinished): the time budget has run out");
        verify(helper, never()).attachArtifact(any(), anyString(), anyString(), any(File.class));
    }

    @Test
    @InjectMojo(goal = "search", pom = "all.xml")
    void inABuildThatPublishesNothingItIsOnlyNotAttached(SearchMojo mojo) throws Exception {
        when(session.getGoals()).thenReturn(List.of("clean", "verify"));

        publish(mojo, false);

        verify(helper, never()).attachArtifact(any(), anyString(), anyString(), any(File.class));
        verify(log).info("Not attached, since it is not finished");
    }

    @Test
    @InjectMojo(goal = "search", pom = "all.xml")
    @MojoParameter(name = "attachUnfinished", value = "true")
    void itIsAttachedWhereThatIsAskedFor(SearchMojo mojo) throws Exception {
        when(session.getGoals()).thenReturn(List.of("install"));

        publish(mojo, false);

        verify(helper)
                .attachArtifact(
                        project, "csv", "history", OUTPUT.resolve("history.csv").toFile());
    }

    @Test
    @InjectMojo(goal = "search", pom = "all.xml")
    void whatIsFinishedIsAttached(SearchMojo mojo) throws Exception {
        publish(mojo, true);

        verify(helper)
                .attachArtifact(
                        project, "csv", "history", OUTPUT.resolve("history.csv").toFile());
    }
}
