package io.github.l2nas.maven.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a gate has found, as the Markdown that GitHub shows on the page of a job. */
public final class GateSummary {

    /** The environment variable that names the file GitHub shows. */
    public static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    private GateSummary() {}

    /**
     * The summary of a comparison.
     *
     * @param candidate what the new result is called
     * @param baseline what the published one is called
     * @param rows their numbers
     * @return Markdown, a heading and a table
     */
    public static String of(String candidate, String baseline, List<Gate.Row> rows) {
        boolean passed = rows.stream().noneMatch(Gate.Row::isWorse);
        StringBuilder text = new StringBuilder("### ")
                .append(candidate)
                .append(passed ? " is not worse than " : " is worse than ")
                .append(baseline)
                .append("\n\n| | ")
                .append(baseline)
                .append(" | ")
                .append(candidate)
                .append(" | tolerance | |\n|---|---|---|---|---|\n");
        for (Gate.Row row : rows) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            row.measure().label(),
                            row.measure().text(row.before()),
                            row.measure().text(row.now()),
                            row.tolerance().text(row.measure()),
                            row.isWorse() ? "**worse**" : "passed"))
                    .append(" |\n");
        }
        return text.append('\n').toString();
    }

    /**
     * The summary of a gate that could not compare.
     *
     * @param candidate what the new result is called
     * @param reason why
     * @return Markdown, a heading and a paragraph
     */
    public static String ofFailure(String candidate, String reason) {
        return "### " + candidate + " was not compared\n\n" + reason.replace("<", "&lt;") + "\n\n";
    }

    /**
     * The summary of a first release.
     *
     * @param candidate what it is called
     * @return Markdown, a heading and a paragraph
     */
    public static String ofFirstRelease(String candidate) {
        return "### " + candidate + " is a first release\n\nNothing is published to compare it with.\n\n";
    }

    /**
     * Appends to the file that GitHub names, where it names one.
     *
     * @param file the value of {@value #VARIABLE}; null or empty for none
     * @param markdown what is shown
     * @throws IOException where it can't be written
     */
    public static void append(String file, String markdown) throws IOException {
        if (file != null && !file.isBlank()) {
            Files.writeString(
                    Path.of(file),
                    markdown,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
