package io.github.l2nas.report.page;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.report.figure.Figure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a page, and the data of its figures into a directory beside it that has the page's name. */
final class PageFiles {

    private PageFiles() {}

    /** The name of a page's data directory: {@code report} for {@code report.html}. */
    static String dataDirectory(Path page) {
        return page.getFileName().toString().replaceFirst("\\.html$", "");
    }

    /**
     * Writes the files.
     *
     * @param page where the page goes
     * @param content the page
     * @return what was written, the page first
     */
    static List<Path> write(Path page, Page content) {
        Path directory = page.resolveSibling(dataDirectory(page));
        AtomicFile.createDirectory(directory, "outputDirectory");
        List<Path> files = new ArrayList<>(List.of(page));
        for (Figure.DataFile data : content.data()) {
            files.add(writeBeside(page, data.name(), data.content()));
        }
        files.add(writeBeside(page, "figures.json", content.dataAsJson()));
        AtomicFile.write(page, out -> out.write(content.html().getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    /** Writes one more file into the data directory of a page. */
    static Path writeBeside(Path page, String name, String content) {
        Path file = page.resolveSibling(dataDirectory(page)).resolve(name);
        AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
        return file;
    }
}
