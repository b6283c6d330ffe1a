package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.space.NotationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a genotype in Python's notation, {@code Genotype(normal=[('sep_conv_3x3', 0), ...], normal_concat=range(2, 6),
 * reduce=[...], reduce_concat=[2, 3, 4, 5])}. Quotes may be single or double, pairs and lists in round or square brackets. A line
 * of a program may be pasted whole: with the name it is assigned to, with the module before {@code Genotype}, with comments.
 */
final class GenotypePython {

    /** {@code DARTS_V2 = genotypes.Genotype}, as much of it as is there. */
    private static final Pattern START = Pattern.compile("(?:\\w+\\s*=\\s*)?(?:\\w+\\.)*Genotype(?=\\s*\\()");

    private final String text;
    private final GenotypeFields fields;
    private int position;

    private GenotypePython(String text) {
        this.text = text;
        this.fields = new GenotypeFields(text);
    }

    static Genotype parse(String text) {
        return new GenotypePython(text).genotype();
    }

    private Genotype genotype() {
        skipSpace();
        Matcher start = START.matcher(text).region(position, text.length());
        if (!start.lookingAt()) {
            throw expected("'Genotype(' or '{'");
        }
        position = start.end();
        expect('(');
        while (!accept(')')) {
            field();
            if (!accept(',')) {
                expect(')');
                break;
            }
        }
        skipSpace();
        if (position != text.length()) {
            throw expected("the end");
        }
        return fields.genotype();
    }

    private void field() {
        skipSpace();
        int start = position;
        String name = word();
        expect('=');
        if (GenotypeFields.isCell(name)) {
            fields.putCell(name, start, edges());
        } else if (GenotypeFields.isConcat(name)) {
            concat();
        } else {
            throw new NotationException(text, start, "one of " + GenotypeFields.NAMES);
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
            Operation operation = fields.operation(name, start);
            expect(',');
            edges.add(new Genotype.Edge(operation, number()));
            if (!acceptClose()) {
                throw expected(
                        "')' or ']': an edge is a pair of operation and input. Leave out what else stands there, for example"
                                + " the weights that FairDARTS writes");
            }
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
            for (int node = first; node < end && nodes.size() <= GenotypeFields.CONCAT.size(); node++) {
                nodes.add(node);
            }
        } else {
            expectOpen();
            while (!acceptClose()) {
                nodes.add(number());
                accept(',');
            }
        }
        fields.requireConcat(nodes, start);
    }

    private String word() {
        int start = position;
        while (position < text.length()
                && (Character.isLetter(text.charAt(position)) || text.charAt(position) == '_')) {
            position++;
        }
        if (start == position) {
            throw expected("one of " + GenotypeFields.NAMES);
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
        while (position < text.length()) {
            if (text.charAt(position) == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else {
                return;
            }
        }
    }

    private NotationException expected(String what) {
        return new NotationException(text, position, what);
    }
}
