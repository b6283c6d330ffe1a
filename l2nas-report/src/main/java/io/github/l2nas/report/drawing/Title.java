package io.github.l2nas.report.drawing;

import java.util.ArrayList;
import java.util.List;

/** The name of a picture above it, in as many lines as it needs. */
final class Title {

    private static final double LINE = 16;

    private Title() {}

    /**
     * Draws a title from the top left corner on.
     *
     * @param svg where to
     * @param title may be empty
     * @param width room to the right
     * @return the height that was used
     */
    static double draw(Markup svg, String title, double width) {
        if (title.isEmpty()) {
            return 0;
        }
        double y = 13;
        for (String line : lines(title, width)) {
            svg.element("text", line, "class", "name", "x", 0.0, "y", y);
            y += LINE;
        }
        return y - 7;
    }

    /** Broken at spaces; a word that is too long has a line of its own. */
    private static List<String> lines(String title, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : title.split(" ", -1)) {
            boolean fits = TextSize.width(line + " " + word, TextSize.NORMAL) <= width;
            if (!line.isEmpty() && !fits) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
