package io.github.l2nas.maven;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.maven.gate.GateSummary;
import io.github.l2nas.maven.parameter.ParameterException;
import io.github.l2nas.report.page.SearchReport;
import io.github.l2nas.report.tensorboard.EventFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import javax.inject.Inject;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.SinkFactory;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenMultiPageReport;
import org.apache.maven.reporting.MavenReportException;
import org.eclipse.aether.RepositorySystem;

/**
 * Shows how the project's searches went: a verdict, best accuracy by architectures scored, when trials ran on which worker, the found architecture, what the
 * best ones have in common, accuracy against cost, the critic's predictions, the supernet's training, the evaluation, settings
 * and provenance. Writes {@code report.html}, which opens from disk and needs nothing else, and into the directory {@code
 * report} beside it the data of its figures and {@code card.svg}, a picture to share. In a job of GitHub Actions the job's page
 * shows the verdict. Declared in a POM's {@code <reporting>}, it is part of the project's site. What has not run is left out;
 * searches are not run by this goal.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.SITE, requiresProject = false, threadSafe = true)
public class ReportMojo extends AbstractGoalMojo implements MavenMultiPageReport {

    private static final String SITE_PAGE = "l2nas-report";
    private static final Duration REFRESH = Duration.ofSeconds(15);

    /** Skips this goal. */
    @Parameter(property = "l2nas.report.skip", defaultValue = "false")
    private boolean skipReport;

    /**
     * Goes on writing the report, every 15 seconds, until searches, trainings of supernets and evaluations have ended: {@code mvn
     * l2nas:report -Dl2nas.watch=true} in a second terminal, while the first one searches or trains. The page that is open in a browser follows. Without it the report is written
     * once.
     */
    @Parameter(property = "l2nas.watch", defaultValue = "false")
    private boolean watch;

    /**
     * Writes event files of TensorBoard, too, into {@code report/tensorboard} beside the page: a run for each seed of each search
     * and for each supernet, with a number for each step or epoch. {@code tensorboard --logdir target/l2nas/report/tensorboard}
     * shows them.
     */
    @Parameter(property = "l2nas.tensorBoard", defaultValue = "false")
    private boolean tensorBoard;

    private File reportOutputDirectory;

    /** Waits between two reports. */
    private Pause pause = time -> Thread.sleep(time.toMillis());

    /** Lets time go by. */
    interface Pause {

        /**
         * Waits.
         *
         * @param time how long
         * @throws InterruptedException where the build is ended meanwhile
         */
        void wait(Duration time) throws InterruptedException;
    }

    /**
     * @param repositorySystem part of the build
     */
    @Inject
    public ReportMojo(RepositorySystem repositorySystem) {
        super(repositorySystem);
    }

    @Override
    Optional<String> reasonToSkip(BuildContext context) {
        if (skipReport) {
            return Optional.of("<skipReport> (-Dl2nas.report.skip) is set");
        }
        return results(context).exist()
                ? Optional.empty()
                : Optional.of(
                        "there is nothing to report yet in " + context.absolute(outputDirectory())
                                + "; run a search, or name the directory of one with <outputDirectory> (-Dl2nas.outputDirectory)");
    }

    private ProjectResults results(BuildContext context) {
        return new ProjectResults(context, outputDirectory());
    }

    @Override
    void run(BuildContext context) {
        Path page = context.absolute(outputDirectory()).resolve("report.html");
        SearchReport.Written written = null;
        boolean underWay = true;
        while (underWay) {
            AtomicReference<SearchReport> report = new AtomicReference<>();
            written = write(
                    context,
                    (results, file) -> {
                        report.set(results);
                        writeEvents(results, file);
                        return results.writeWatched(file, REFRESH);
                    },
                    page);
            underWay = watch && report.get().isUnderWay() && waited();
        }
        getLog().info("Report written to " + page);
        if (tensorBoard) {
            getLog().info("Event files: tensorboard --logdir "
                    + page.resolveSibling("report").resolve("tensorboard"));
        }
        summarize(written.summary());
    }

    private void writeEvents(SearchReport results, Path page) {
        if (tensorBoard) {
            EventFiles events = new EventFiles(page.resolveSibling("report").resolve("tensorboard"));
            results.searches().forEach(events::write);
            results.supernets().forEach(events::write);
        }
    }

    /** False where the build is ended meanwhile. */
    private boolean waited() {
        try {
            pause.wait(REFRESH);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void setPause(Pause pause) {
        this.pause = pause;
    }

    private SearchReport.Written write(
            BuildContext context, BiFunction<SearchReport, Path, SearchReport.Written> writing, Path page) {
        AtomicReference<SearchReport.Written> written = new AtomicReference<>();
        new ProjectClasses(context, getLog())
                .read(() -> written.set(writing.apply(results(context).report(), page)));
        return written.get();
    }

    /** On the page of a GitHub job, where this is one. */
    private void summarize(String markdown) {
        try {
            GateSummary.append(System.getenv(GateSummary.VARIABLE), markdown);
        } catch (IOException e) {
            getLog().warn("The summary for the job's page can't be written: " + AtomicFile.reason(e));
        }
    }

    /**
     * What versions of maven-site-plugin before 3.20 call, Maven's default among them: the other signature has changed since.
     */
    @Override
    public void generate(Sink sink, SinkFactory sinkFactory, Locale locale) throws MavenReportException {
        generate(sink, locale);
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            Path page = reportOutputDirectory.toPath().toAbsolutePath().resolve(SITE_PAGE + ".html");
            write(context(), SearchReport::write, page);
            getLog().info("Report written to " + page);
        } catch (ParameterException e) {
            throw new MavenReportException(e.getMessage());
        }
    }

    @Override
    public boolean canGenerateReport() {
        BuildContext context = context();
        Optional<String> reason = skipped(context);
        reason.ifPresent(text -> getLog().info("Skipped: " + text));
        return reason.isEmpty();
    }

    /** The page brings its own style: the site's skin is not put around it. */
    @Override
    public boolean isExternalReport() {
        return true;
    }

    /** Deprecated in favour of a path, which is taken from it. */
    @Override
    @SuppressWarnings("deprecation")
    public String getOutputName() {
        return SITE_PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Architecture search";
    }

    @Override
    public String getDescription(Locale locale) {
        return "How the architecture searches of this project went and what they found.";
    }

    @Override
    public void setReportOutputDirectory(File reportOutputDirectory) {
        this.reportOutputDirectory = reportOutputDirectory;
    }

    @Override
    public File getReportOutputDirectory() {
        return reportOutputDirectory;
    }
}
