package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.space.NotationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a genotype in the two notations people use: Python's {@code Genotype(normal=[('sep_conv_3x3', 0), ...],
 * normal_concat=range(2, 6), reduce=[...], reduce_concat=[2, 3, 4, 5])} and JSON {@code {"normal": [["sep_conv_3x3",
 * 0], ...], ...}}. Both are lists of pairs below four names, so one reader does: quotes may be single or double, pairs and
 * lists in round or square brackets. Other names of a JSON object are skipped.
 */
final class GenotypeParser {

    private static final List<String> FIELDS = List.of("normal", "normal_concat", "reduce", "reduce_concat");
    private static final List<Integer> CONCAT = List.of(2, 3, 4, 5);

    private final String text;
    private int position;

    private GenotypeParser(String text) {
        this.text = text;
    }

    static Genotype parse(String text) {
        return new GenotypeParser(text).genotype();
    }

    private Genotype genotype() {
        skipSpace();
        boolean python = text.startsWith("Genotype", position);
        if (python) {
            position += "Genotype".length();
        }
        char open = python ? '(' : '{';
        char close = python ? ')' : '}';
        expect(open);
        Map<String, List<Genotype.Edge>> cells = new HashMap<>();
        while (!accept(close)) {
            field(python, cells);
            if (!accept(',')) {
                expect(close);
                break;
            }
        }
        skipSpace();
        if (position != text.length()) {
            throw expected("the end");
        }
        for (String cell : List.of("normal", "reduce")) {
            if (!cells.containsKey(cell)) {
                throw expected("a field '" + cell + "' before the end");
            }
        }
        try {
            return new Genotype(cells.get("normal"), cells.get("reduce"));
        } catch (IllegalArgumentException e) {
            throw new NotationException(text, 0, "a genotype; " + e.getMessage());
        }
    }

    private void field(boolean python, Map<String, List<Genotype.Edge>> cells) {
        skipSpace();
        int start = position;
        String name = python ? word() : string();
        expect(python ? '=' : ':');
        if (name.equals("normal") || name.equals("reduce")) {
            if (cells.put(name, edges()) != null) {
                throw new NotationException(text, start, "'" + name + "' only once");
            }
        } else if (name.endsWith("_concat") && FIELDS.contains(name)) {
            concat();
        } else if (python) {
            throw new NotationException(text, start, "one of " + FIELDS);
        } else {
            skipValue();
        }
    }

    private List<Genotype.Edge> edges() {
        List<Genotype.Edge> edges = new ArrayList<>();
        expectOpen();
        while (!acceptClose()) {
            expectOpen();
            skipSpace();
            int start = position;
            String name = string();
            Operation operation = Operation.of(name)
                    .orElseThrow(() -> new NotationException(text, start, "one of " + Operation.names()));
            expect(',');
            edges.add(new Genotype.Edge(operation, number()));
            expectClose();
            accept(',');
        }
        return edges;
    }

    private void concat() {
        skipSpace();
        int start = position;
        List<Integer> nodes = new ArrayList<>();
        if (text.startsWith("range", position)) {
            position += "range".length();
            expectOpen();
            int first = number();
            expect(',');
            int end = number();
            expectClose();
            for (int node = first; node < end && nodes.size() <= CONCAT.size(); node++) {
                nodes.add(node);
            }
        } else {
            expectOpen();
            while (!acceptClose()) {
                nodes.add(number());
                accept(',');
            }
        }
        if (!nodes.equals(CONCAT)) {
            throw new NotationException(text, start, "the concatenation of nodes 2 to 5, the only one of this space");
        }
    }

    /** A value of a JSON field that is not part of the genotype: text, a number, a word or brackets around such. */
    private void skipValue() {
        skipSpace();
        int depth = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '"') {
                string();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}')) {
                return;
            }
            if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
            position++;
        }
        throw expected("'}'");
    }

    private String word() {
        int start = position;
        while (position < text.length()
                && (Character.isLetter(text.charAt(position)) || text.charAt(position) == '_')) {
            position++;
        }
        if (start == position) {
            throw expected("one of " + FIELDS);
        }
        return text.substring(start, position);
    }

    private String string() {
        skipSpace();
        char quote = position < text.length() ? text.charAt(position) : ' ';
        int end = text.indexOf(quote, position + 1);
        if ((quote != '\'' && quote != '"') || end < 0) {
            throw expected("a text in quotes");
        }
        String string = text.substring(position + 1, end);
        position = end + 1;
        return string;
    }

    private int number() {
        skipSpace();
        int start = position;
        while (position < text.length() && position - start < 3 && Character.digit(text.charAt(position), 10) >= 0) {
            position++;
        }
        if (start == position) {
            throw expected("a number");
        }
        return Integer.parseInt(text.substring(start, position));
    }

    private void expectOpen() {
        if (!accept('(') && !accept('[')) {
            throw expected("'(' or '['");
        }
    }

    private boolean acceptClose() {
        return accept(')') || accept(']');
    }

    private void expectClose() {
        if (!acceptClose()) {
            throw expected("')' or ']'");
        }
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw expected("'" + c + "'");
        }
    }

    private boolean accept(char c) {
        skipSpace();
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private NotationException expected(String what) {
        return new NotationException(text, position, what);
    }
}
