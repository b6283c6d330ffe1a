package io.github.l2nas.maven;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.report.figure.ArchitectureText;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.ResultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/**
 * What the end of a search shows on the console: the architecture in box-drawing characters, and where its report is.
 *
 * @param log the goal's
 * @param bars whether the console shows box-drawing characters
 */
record FoundOnConsole(Log log, boolean bars) {

    private static final String ARCHITECTURE = "architecture.json";

    /**
     * Shows the architecture where there is one and the console can show it.
     *
     * @param directory the search's output directory
     * @param reports where {@code l2nas:report} writes
     */
    void show(Path directory, Path reports) {
        Path file = directory.resolve(ARCHITECTURE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        if (bars) {
            drawn(file).forEach(log::info);
        }
        Path report = reports.resolve("report.html");
        log.info("How the search went: mvn l2nas:report " + (Files.exists(report) ? "renews " : "writes ") + report);
    }

    /** Spaces whose classes are the project's own are not drawn. */
    private static List<String> drawn(Path file) {
        try {
            return ArchitectureText.lines(FoundArchitecture.read(file).architecture());
        } catch (ResultException | JobException e) {
            return List.of();
        }
    }
}
