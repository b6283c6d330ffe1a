package io.github.l2nas.maven;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.maven.gate.GateSummary;
import io.github.l2nas.maven.parameter.ParameterException;
import io.github.l2nas.report.page.SearchReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
 * Shows how the project's searches went: best accuracy by step, the found architecture, what the best ones have in common,
 * accuracy against cost, the critic's predictions, the supernet's training, the evaluation, settings and provenance. Writes
 * {@code report.html}, which opens from disk and needs nothing else, and the data of its figures into the directory {@code
 * report} beside it. Declared in a POM's {@code <reporting>}, it is part of the project's site. What has not run is left
 * out; searches are not run by this goal.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.SITE, requiresProject = false, threadSafe = true)
public class ReportMojo extends AbstractGoalMojo implements MavenMultiPageReport {

    private static final String SITE_PAGE = "l2nas-report";

    /** Skips this goal. */
    @Parameter(property = "l2nas.report.skip", defaultValue = "false")
    private boolean skipReport;

    private File reportOutputDirectory;

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
        summarize(write(context, context.absolute(outputDirectory()).resolve("report.html"))
                .summary());
    }

    private SearchReport.Written write(BuildContext context, Path page) {
        AtomicReference<SearchReport.Written> written = new AtomicReference<>();
        new ProjectClasses(context, getLog())
                .read(() -> written.set(results(context).report().write(page)));
        getLog().info("Report written to " + page);
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
            write(context(), reportOutputDirectory.toPath().toAbsolutePath().resolve(SITE_PAGE + ".html"));
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
