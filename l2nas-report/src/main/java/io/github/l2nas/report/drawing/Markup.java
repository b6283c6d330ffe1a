package io.github.l2nas.report.drawing;

import java.util.ArrayDeque;
import java.util.Deque;

/** Text of HTML or SVG. Whatever comes from outside is escaped; elements are closed in the order they were opened. */
public final class Markup {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param element its name
     * @param attributes names and values in turn; numbers are rounded to tenths, as coordinates
     * @return this
     */
    public Markup open(String element, Object... attributes) {
        tag(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /**
     * Closes the element that was opened last.
     *
     * @return this
     */
    public Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /**
     * An element without content.
     *
     * @param element its name
     * @param attributes names and values in turn
     * @return this
     */
    public Markup empty(String element, Object... attributes) {
        tag(element, attributes);
        out.append("/>");
        return this;
    }

    /**
     * An element with nothing but text.
     *
     * @param element its name
     * @param text its content
     * @param attributes names and values in turn
     * @return this
     */
    public Markup element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close();
    }

    /**
     * Text.
     *
     * @param text escaped here
     * @return this
     */
    public Markup text(String text) {
        escape(text);
        return this;
    }

    /**
     * Text that holds no markup characters and must not be escaped, a style sheet.
     *
     * @param trusted from this program
     * @return this
     */
    public Markup verbatim(String trusted) {
        out.append(trusted);
        return this;
    }

    /**
     * All of another text.
     *
     * @param other every element in it is closed
     * @return this
     */
    public Markup add(Markup other) {
        out.append(other);
        return this;
    }

    /**
     * Starts a new line.
     *
     * @return this
     */
    public Markup line() {
        out.append('\n');
        return this;
    }

    private void tag(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            Object value = attributes[i + 1];
            escape(value instanceof Double number ? coordinate(number) : value.toString());
            out.append('"');
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(c);
                default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
    }

    /**
     * A coordinate as text.
     *
     * @param value finite, of a size that occurs on a page
     * @return rounded to tenths, without a trailing zero
     */
    static String coordinate(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long whole = Math.abs(tenths) / 10;
        long rest = Math.abs(tenths) % 10;
        return rest == 0 ? sign + whole : sign + whole + "." + rest;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
