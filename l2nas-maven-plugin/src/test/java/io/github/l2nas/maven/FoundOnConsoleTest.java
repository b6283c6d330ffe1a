package io.github.l2nas.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundOnConsoleTest {

    private static final Path FOUND = Path.of("src/test/resources/projects/report/one/architecture.json");

    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path directory;

    private final SystemStreamLog log = new SystemStreamLog() {
        @Override
        public void info(CharSequence line) {
            lines.add(line.toString());
        }
    };

    @Test
    void theEndOfASearchShowsTheCellAndNamesTheReport() throws Exception {
        Files.copy(FOUND, directory.resolve("architecture.json"));

        new FoundOnConsole(log, true).show(directory, directory);

        assertThat(lines).hasSize(8);
        assertThat(lines.get(1)).startsWith("│ cell   │ node 1 ").contains("│ node 3 ");
        assertThat(lines.get(7))
                .isEqualTo("How the search went: mvn l2nas:report writes " + directory.resolve("report.html"));
    }

    @Test
    void aConsoleWithoutSuchCharactersHearsOfTheReportOnly() throws Exception {
        Files.copy(FOUND, directory.resolve("architecture.json"));
        Files.createFile(directory.resolve("report.html"));

        new FoundOnConsole(log, false).show(directory, directory);

        assertThat(lines)
                .containsExactly("How the search went: mvn l2nas:report renews " + directory.resolve("report.html"));
    }

    @Test
    void anArchitectureThatOnlyTheProjectKnowsIsNotDrawn() throws Exception {
        Files.writeString(directory.resolve("architecture.json"), "{}");

        new FoundOnConsole(log, true).show(directory, directory);

        assertThat(lines).singleElement().asString().contains("l2nas:report");
    }

    @Test
    void withoutAResultNothingIsSaid() {
        new FoundOnConsole(log, true).show(directory, directory);

        assertThat(lines).isEmpty();
    }
}
