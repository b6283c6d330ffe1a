package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJobBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.reporting.MavenReportException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
@Basedir("/projects/report")
class ReportMojoTest {

    @Inject
    private Log log;

    @TempDir
    private Path output;

    @BeforeEach
    void aSearch() throws Exception {
        copySearch(output);
    }

    private static void copySearch(Path directory) throws Exception {
        Files.createDirectories(directory);
        for (String file : new String[] {"architecture.json", "history.csv"}) {
            Files.copy(Path.of(MojoExtension.getBasedir(), "one", file), directory.resolve(file));
        }
    }

    private void use(ReportMojo mojo, Path directory) throws IllegalAccessException {
        MojoExtension.setVariableValueToObject(mojo, "outputDirectory", directory.toFile());
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    void whatTheGoalsHaveLeftIsOnOnePage(ReportMojo mojo) throws Exception {
        copySearch(output.resolve("transfer"));
        use(mojo, output);

        mojo.execute();

        assertThat(output.resolve("report.html"))
                .content()
                .contains("search (l2nas)", "transfer (l2nas)", "Best accuracy by architectures scored");
        assertThat(output.resolve("report")).isDirectoryContaining("glob:**/best-by-architectures.csv");
        assertThat(output.resolve("report/tensorboard")).doesNotExist();
        verify(log).info("Report written to " + output.resolve("report.html"));
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    void aSearchThatHasNotEndedIsShownAsSuch(ReportMojo mojo) throws Exception {
        Files.writeString(output.resolve("job.json"), "{}");
        use(mojo, output);

        mojo.execute();

        assertThat(output.resolve("report.html"))
                .content()
                .contains("This search has not ended", "<meta http-equiv=\"refresh\" content=\"15\"/>");
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    @MojoParameter(name = "tensorBoard", value = "true")
    void eventFilesAreWrittenOnDemand(ReportMojo mojo) throws Exception {
        use(mojo, output);

        mojo.execute();

        assertThat(output.resolve("report/tensorboard/search/events.out.tfevents.0.l2nas"))
                .isNotEmptyFile();
        verify(log).info("Event files: tensorboard --logdir " + output.resolve("report/tensorboard"));
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    @MojoParameter(name = "watch", value = "true")
    void aWatchedSearchIsReportedUntilItHasEnded(ReportMojo mojo) throws Exception {
        Path page = output.resolve("report.html");
        Path job = Files.writeString(output.resolve("job.json"), "{}");
        List<String> pages = new ArrayList<>();
        mojo.setPause(time -> {
            try {
                pages.add(Files.readString(page));
                if (pages.size() == 2) {
                    Files.delete(job); // what is left is a result
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        use(mojo, output);

        mojo.execute();

        assertThat(pages).hasSize(2).allSatisfy(text -> assertThat(text).contains("http-equiv=\"refresh\""));
        assertThat(page).content().doesNotContain("http-equiv", "has not ended");
        verify(log, times(1)).info("Report written to " + page);
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    @MojoParameter(name = "watch", value = "true")
    void aWatchedTrainingOfASupernetIsReportedUntilItHasEnded(ReportMojo mojo, @TempDir Path training)
            throws Exception {
        Path directory = Files.createDirectories(training.resolve("train-supernet"));
        Path log = Files.writeString(directory.resolve("training.csv"), "epoch,loss,accuracy\n1,2.5,0.3\n");
        Path job = Files.writeString(directory.resolve("job.json"), "{}");
        Path evaluation = Files.createDirectories(training.resolve("evaluate"));
        Path page = training.resolve("report.html");
        List<String> pages = new ArrayList<>();
        mojo.setPause(time -> {
            try {
                pages.add(Files.readString(page));
                if (pages.size() == 1) {
                    Files.writeString(log, "2,1.5,0.5\n", StandardOpenOption.APPEND);
                    Files.delete(job); // the training has ended
                    // The next goals begin; one of them fails.
                    Files.writeString(evaluation.resolve("job.json"), "{}");
                    Files.writeString(training.resolve("job.json"), "{}");
                    Files.writeString(training.resolve("failure.txt"), "no");
                } else {
                    Files.delete(evaluation.resolve("job.json"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        use(mojo, training);

        mojo.execute();

        assertThat(pages).hasSize(2).allSatisfy(text -> assertThat(text).contains("http-equiv=\"refresh\""));
        assertThat(pages.get(0)).contains("So far it has done 1 epoch.").doesNotContain("has begun");
        assertThat(pages.get(1))
                .contains("evaluate has begun and has not ended.", "In 2 epochs the training loss")
                .doesNotContain("So far it has done", "search has begun");
        assertThat(page).content().doesNotContain("http-equiv", "not ended");
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    @MojoParameter(name = "watch", value = "true")
    void whatHasFailedIsNotWatched(ReportMojo mojo) throws Exception {
        Path training = Files.createDirectories(output.resolve("train-supernet"));
        Files.writeString(training.resolve("training.csv"), "epoch,loss,accuracy\n1,2.5,0.3\n");
        Path journal = Files.createDirectories(output.resolve("transfer"));
        Files.writeString(journal.resolve("journal.jsonl"), """
                {"search": "x"}
                {"architecture": "|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|", "accuracy": 0.5, "reward": 0.5}
                """);
        for (Path directory : List.of(output, training, journal)) {
            Files.writeString(directory.resolve("job.json"), "{}");
            Files.writeString(directory.resolve("failure.txt"), "no");
        }
        Files.writeString(
                journal.resolve("job.json"),
                JobJson.write(new SearchJobBuilder(Part.named("nas-bench-201"))
                        .evaluator(Part.named("table"))
                        .strategy(Part.named("random"))
                        .steps(9)
                        .outputDirectory(journal)
                        .build()));
        mojo.setPause(time -> {
            throw new IllegalStateException("waits");
        });
        use(mojo, output);

        mojo.execute();

        assertThat(output.resolve("report.html"))
                .content()
                .contains("search has failed.", "train-supernet has failed.", "transfer has failed.")
                .doesNotContain("http-equiv", "has not ended");
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    void ofAnEvaluationThatHasBegunThePageSaysSo(ReportMojo mojo, @TempDir Path begun) throws Exception {
        Path evaluation = Files.createDirectories(begun.resolve("evaluate"));
        Files.writeString(evaluation.resolve("job.json"), "{}");
        use(mojo, begun);

        mojo.execute();

        assertThat(begun.resolve("report.html")).content().contains("evaluate has begun and has not ended.");
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    void theSiteGetsThePageToo(ReportMojo mojo, @TempDir Path site) throws Exception {
        use(mojo, output);
        mojo.setReportOutputDirectory(site.toFile());

        assertThat(mojo.canGenerateReport()).isTrue();
        mojo.generate(null, Locale.ROOT);

        assertThat(mojo.isExternalReport()).isTrue();
        assertThat(site.resolve(mojo.getOutputPath() + ".html")).isNotEmptyFile();
        assertThat(site.resolve("l2nas-report")).isDirectoryContaining("glob:**/state-matrix.csv");
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    void whereNothingHasRunThatIsSaid(ReportMojo mojo, @TempDir Path empty) throws Exception {
        use(mojo, empty);

        mojo.execute();

        assertThat(empty).isEmptyDirectory();
        assertThat(mojo.canGenerateReport()).isFalse();
        verify(log, times(2)).info(startsWith("Skipped: there is nothing to report yet in " + empty));
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    @MojoParameter(name = "skipReport", value = "true")
    void skippingIsSaid(ReportMojo mojo) throws Exception {
        mojo.execute();

        verify(log).info("Skipped: <skipReport> (-Dl2nas.report.skip) is set");
    }

    @Test
    @InjectMojo(goal = "report", pom = "pom.xml")
    void aResultThatIsWrongFailsTheBuildWithOneMessage(ReportMojo mojo) throws Exception {
        Files.writeString(output.resolve("architecture.json"), "{}");
        use(mojo, output);
        mojo.setReportOutputDirectory(output.toFile());

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(output.resolve("architecture.json") + ": it has no field 'space'")
                .withNoCause();
        assertThatExceptionOfType(MavenReportException.class).isThrownBy(() -> mojo.generate(null, Locale.ROOT));
    }
}
