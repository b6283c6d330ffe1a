package io.github.l2nas.maven.input;

import java.util.ArrayList;
import java.util.List;

/** Lists of coordinates that were cut at every comma, also at those of version ranges. */
public final class VersionRanges {

    private VersionRanges() {}

    /**
     * Joins what belongs together.
     *
     * @param parts for example {@code g:a:[1}, {@code 2)} and {@code g:a:3}
     * @return for example {@code g:a:[1,2)} and {@code g:a:3}, without spaces around them
     */
    public static List<String> joined(List<String> parts) {
        List<String> joined = new ArrayList<>();
        String open = "";
        for (String part : parts) {
            String text = open.isEmpty() ? part.strip() : open + "," + part.strip();
            boolean inRange = text.matches(".*:[\\[(][^\\])]*");
            open = inRange ? text : "";
            if (!inRange) {
                joined.add(text);
            }
        }
        if (!open.isEmpty()) {
            joined.add(open);
        }
        return joined;
    }
}
