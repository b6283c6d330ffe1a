package io.github.l2nas.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Markup;
import io.github.l2nas.report.figure.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;

/**
 * An HTML page of figures and tables. It opens from disk: style and pictures are part of it, scripts there are none. Each
 * figure is drawn twice, for wide and for narrow windows, so that its text has the same size in both.
 */
final class Page {

    /** Width of a figure in a wide window, in pixels; the style sheet says the same. */
    private static final double WIDE = 888;

    /** Width of a figure in a narrow window, in pixels. */
    private static final double NARROW = 320;

    /** A number, two of them, or none: what is written at the right of its column. */
    private static final Pattern NUMBER = Pattern.compile("|\u2013|[-+\u2212]?[0-9][0-9.,/ \u00b1\u2013\u202f]*");

    private static final Pattern NAME_BREAK = Pattern.compile("(?<=[.:])(?=\\w)|(?<=[a-z])(?=[A-Z])");

    private final String kind;
    private final String title;
    private final String dataDirectory;
    private final Markup body = new Markup();
    private final Markup contents = new Markup();
    private final List<Figure.DataFile> data = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private int figures;
    private int sections;
    private boolean inSection;
    private long refreshSeconds;

    /**
     * @param kind what page it is, for example {@code Search report}
     * @param title of what
     * @param dataDirectory directory of the figures' data, relative to the page
     */
    Page(String kind, String title, String dataDirectory) {
        this.kind = kind;
        this.title = title;
        this.dataDirectory = dataDirectory;
    }

    /**
     * A number with its name, shown at the top.
     *
     * @param value the number
     * @param name what it is
     */
    record Fact(String value, String name) {}

    void facts(List<Fact> facts) {
        body.open("dl", "class", "facts");
        for (Fact fact : facts) {
            body.open("div")
                    .element("dt", fact.name())
                    .element("dd", fact.value())
                    .close();
        }
        body.close().line();
    }

    /** The browser loads the page again after a while. */
    void refreshEvery(Duration every) {
        refreshSeconds = Math.max(1, every.toSeconds());
    }

    void paragraph(String text) {
        body.element("p", text).line();
    }

    /** An architecture in its notation. */
    void notation(String text) {
        body.element("p", text, "class", "notation").line();
    }

    /** What came out, in one sentence or two. */
    void verdict(String text) {
        body.element("p", text, "class", "verdict").line();
    }

    /** Begins a section, which folds. */
    void section(String heading) {
        endSection();
        inSection = true;
        String id = "s" + ++sections;
        contents.open("li").element("a", heading, "href", "#" + id).close();
        body.open("details", "class", "part", "open", "open", "id", id);
        body.open("summary").element("h2", heading).close().line();
    }

    private void endSection() {
        if (inSection) {
            body.close().line();
            inSection = false;
        }
    }

    /** A section of figures; where there are none it is left out. */
    void sectionOf(String heading, Consumer<Page> figuresOf) {
        Page draft = new Page(kind, title, dataDirectory);
        draft.figures = figures;
        figuresOf.accept(draft);
        if (draft.figures > figures) {
            section(heading);
            body.add(draft.body);
            data.addAll(draft.data);
            titles.addAll(draft.titles);
            figures = draft.figures;
        }
    }

    void figure(Figure figure) {
        String id = "f" + ++figures;
        data.add(figure.data());
        titles.add(figure.title());
        body.open("figure", "id", id);
        body.open("figcaption")
                .element("h3", figure.title())
                .element("p", figure.note())
                .close();
        figure.drawing().ifPresent(drawing -> pictures(figure.title(), figure.alternative(), drawing, id));
        figure.other().ifPresent(other -> {
            body.open("details").element("summary", other.title()).element("p", other.alternative());
            pictures(other.title(), other.alternative(), other.drawing(), id + "o");
            body.close().line();
        });
        String data = figure.table().map(Figure.Table::title).orElse("Data");
        body.open("details").element("summary", data);
        figure.table().ifPresent(table -> table(table.header(), table.rows(), "short", table.pictures()));
        String file = dataDirectory + "/" + figure.data().name();
        body.open("p").element("a", figure.data().name(), "href", file).close();
        body.close().close().line();
    }

    private void pictures(String title, String alternative, DoubleFunction<Drawing> drawing, String id) {
        picture(title, alternative, drawing.apply(WIDE), id + "w", "wide", WIDE);
        picture(title, alternative, drawing.apply(NARROW), id + "n", "narrow", NARROW);
    }

    private void picture(String title, String alternative, Drawing picture, String id, String window, double width) {
        String height = String.valueOf(Math.round(picture.height()));
        body.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                window,
                "viewBox",
                "0 0 " + Math.round(width) + " " + height,
                "role",
                "img",
                "aria-labelledby",
                id + "t " + id + "d");
        body.element("title", title, "id", id + "t");
        body.element("desc", alternative, "id", id + "d");
        body.add(picture.content()).close();
    }

    /**
     * A table.
     *
     * @param header names of the columns
     * @param rows cells as text
     */
    void table(List<String> header, List<List<String>> rows) {
        table(header, rows, "short", List.of());
    }

    /**
     * A table whose cells can be long and are broken anywhere.
     *
     * @param header names of the columns
     * @param rows cells as text
     */
    void longTable(List<String> header, List<List<String>> rows) {
        table(header, rows, "long", List.of());
    }

    /** The row says in words what it shows. */
    private void inSmall(Drawing picture) {
        String width = String.valueOf(Math.round(picture.width()));
        String height = String.valueOf(Math.round(picture.height()));
        body.open("td")
                .open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "class",
                        "small",
                        "style",
                        "width:" + width + "px",
                        "viewBox",
                        "0 0 " + width + " " + height,
                        "aria-hidden",
                        "true")
                .add(picture.content())
                .close()
                .close();
    }

    private void table(List<String> header, List<List<String>> rows, String size, List<Drawing> pictures) {
        body.open("div", "class", "scroll", "tabindex", "0").open("table", "class", size);
        body.open("thead").open("tr");
        for (int column = 0; column < header.size(); column++) {
            int index = column;
            boolean isNumeric = !rows.isEmpty()
                    && rows.stream()
                            .allMatch(row -> NUMBER.matcher(row.get(index)).matches());
            name(header.get(column), "col", isNumeric);
        }
        if (!pictures.isEmpty()) {
            name("in small", "col", false);
        }
        body.close().close().open("tbody");
        for (int i = 0; i < rows.size(); i++) {
            body.open("tr");
            for (int column = 0; column < rows.get(i).size(); column++) {
                String cell = rows.get(i).get(column);
                if (column == 0) {
                    name(cell, "row", false);
                } else if (NUMBER.matcher(cell).matches()) {
                    body.element("td", cell, "class", "number");
                } else {
                    body.element("td", cell);
                }
            }
            if (!pictures.isEmpty()) {
                inSmall(pictures.get(i));
            }
            body.close();
        }
        body.close().close().close().line();
    }

    /** The name of a row or a column. It may be broken before its capitals and after its points and colons. */
    private void name(String cell, String scope, boolean isNumeric) {
        if (isNumeric) {
            body.open("th", "scope", scope, "class", "number");
        } else {
            body.open("th", "scope", scope);
        }
        String[] parts = NAME_BREAK.split(cell, -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                body.empty("wbr");
            }
            body.text(parts[i]);
        }
        body.close();
    }

    /** Begins what is shown on demand, and always in print. */
    void openDetails(String summary) {
        body.open("details", "class", "printed").element("summary", summary);
    }

    void closeDetails() {
        body.close().line();
    }

    /** The data of all figures so far. */
    List<Figure.DataFile> data() {
        return List.copyOf(data);
    }

    /** The data of all figures so far as one text. */
    String dataAsJson() {
        ArrayNode all = ResultJson.object().arrayNode();
        for (Figure.DataFile file : data) {
            ObjectNode figure = all.addObject();
            figure.put("figure", titles.get(all.size() - 1)).put("file", file.name());
            figure.set("data", file.values());
        }
        return new String(ResultJson.bytes(all), StandardCharsets.UTF_8);
    }

    /** The whole page; nothing can be added to it afterwards. */
    String html() {
        endSection();
        Markup page = new Markup().verbatim("<!DOCTYPE html>\n");
        page.open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        if (refreshSeconds > 0) {
            page.empty("meta", "http-equiv", "refresh", "content", refreshSeconds);
        }
        page.element("title", title + " \u2013 " + kind);
        page.open("style").verbatim(style()).close().close().line();
        page.open("body").open("header");
        page.element("p", kind, "class", "kind").element("h1", title);
        page.close().line();
        if (sections > 2) {
            page.open("nav", "aria-label", "Contents")
                    .open("ul")
                    .add(contents)
                    .close()
                    .close()
                    .line();
        }
        page.open("main").add(body).close().line();
        page.element("footer", "l2nas " + EngineVersion.current());
        return page.close().close().line().toString();
    }

    /** The style sheet of pages and pictures. */
    static String style() {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
