package io.github.l2nas.report.page;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Markup;
import io.github.l2nas.report.figure.ArchitectureDiagram;
import io.github.l2nas.report.figure.BestByArchitectures;
import io.github.l2nas.report.figure.Figure;
import io.github.l2nas.report.figure.SearchGroup;
import io.github.l2nas.report.figure.SearchTrace;
import io.github.l2nas.report.result.FoundArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture of a result to share, of the size that sites show for a link: what was found, its numbers, how the search went, and
 * what it can be found again by.
 *
 * @param title of the project, for example its coordinates
 * @param group searches that can be compared; the best architecture of all is shown
 */
record Card(String title, SearchGroup group) {

    static final String FILE = "card.svg";

    private static final double WIDTH = 1200;
    private static final double HEIGHT = 630;
    private static final double LEFT = 56;
    private static final double MIDDLE = 640;
    private static final double TOP = 190;
    private static final double MOST_WIDTH = 520;
    private static final double MOST_HEIGHT = 300;

    /** The architecture is drawn for a page, whose text is too small for a picture that is shown in small. */
    private static final double LARGER = 1.5;

    private static final int MOST_TITLE = 52;
    private static final int LINE = 88;

    private static final String STYLE = """
            svg { width: 1200px; height: 630px; max-width: none; font-family: system-ui, "DejaVu Sans", Arial, sans-serif; }
            .card { fill: var(--paper); }
            .head { fill: var(--ink); font-size: 38px; font-weight: 600; }
            .said { fill: var(--quiet); font-size: 21px; }
            .value { fill: var(--ink); font-size: 34px; font-weight: 600; }
            .unit { fill: var(--quiet); font-size: 17px; }
            """;

    /** The picture as text. */
    String svg() {
        SearchTrace best = best();
        FoundArchitecture found = best.search().found();
        Markup svg = new Markup();
        svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "width", 1200, "height", 630, "viewBox", "0 0 1200 630");
        svg.element("title", title + ": " + Decimals.percent(found.accuracy()) + " % " + found.metric());
        svg.open("style").text(Page.style()).text(STYLE).close();
        svg.empty("rect", "class", "card", "width", WIDTH, "height", HEIGHT);
        svg.element("text", shortened(title, MOST_TITLE), "class", "head", "x", LEFT, "y", 78.0);
        List<String> said = lines(new Overview(group).winner());
        for (int i = 0; i < Math.min(2, said.size()); i++) {
            svg.element("text", said.get(i), "class", "said", "x", LEFT, "y", 120.0 + 30 * i);
        }
        ArchitectureDiagram.figure("", found.architecture(), Optional.empty(), "")
                .flatMap(Figure::drawing)
                .ifPresent(drawing -> place(svg, drawing.apply(MOST_WIDTH / LARGER), LEFT, LARGER));
        BestByArchitectures.figure(group, "")
                .flatMap(Figure::drawing)
                .ifPresent(drawing -> place(svg, drawing.apply(MOST_WIDTH), MIDDLE, 1));
        numbers(svg, found);
        String digest = best.search().digest();
        svg.element(
                "text",
                "l2nas \u00b7 " + found.space().name() + " \u00b7 " + found.strategy()
                        + (digest.isEmpty() ? "" : " \u00b7 architecture.json sha256 " + digest.substring(0, 16)),
                "class",
                "unit",
                "x",
                LEFT,
                "y",
                602.0);
        return svg.close().line().toString();
    }

    private SearchTrace best() {
        SearchTrace best = group.searches().get(0);
        for (SearchTrace search : group.searches()) {
            best = search.search().found().accuracy() > best.search().found().accuracy() ? search : best;
        }
        return best;
    }

    private static void place(Markup svg, Drawing drawing, double left, double most) {
        double scale = Math.min(most, MOST_HEIGHT / drawing.height());
        svg.open("g", "transform", "translate(" + left + " " + TOP + ") scale(" + scale + ")");
        svg.add(drawing.content()).close();
    }

    private static void numbers(Markup svg, FoundArchitecture found) {
        List<String[]> numbers = new ArrayList<>();
        numbers.add(new String[] {Decimals.percent(found.accuracy()) + " %", found.metric()});
        found.cost().ifPresent(cost -> {
            numbers.add(new String[] {Overview.millions(cost.params()) + " M", "parameters"});
            numbers.add(new String[] {Overview.millions(cost.macs()) + " M", "MACs"});
        });
        found.latency()
                .ifPresent(latency ->
                        numbers.add(new String[] {Decimals.rounded(latency, 3).toPlainString() + " ms", "latency"}));
        numbers.add(new String[] {String.valueOf(found.uniqueArchitectures()), "architectures scored"});
        double each = (WIDTH - 2 * LEFT) / numbers.size();
        for (int i = 0; i < numbers.size(); i++) {
            svg.element("text", numbers.get(i)[0], "class", "value", "x", LEFT + each * i, "y", 542.0);
            svg.element("text", numbers.get(i)[1], "class", "unit", "x", LEFT + each * i, "y", 566.0);
        }
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "\u2026";
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() >= LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
