package io.github.l2nas.spaces.nasbench201;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NotationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cell of NAS-Bench-201.
 *
 * @param edges operations of the six edges, in the order 0-1, 0-2, 1-2, 0-3, 1-3, 2-3
 */
public record NasBench201Architecture(List<Operation> edges) implements Architecture {

    static final int EDGES = 6;
    private static final int NODES = 3;

    public NasBench201Architecture {
        edges = List.copyOf(edges);
        if (edges.size() != EDGES) {
            throw new IllegalArgumentException("a cell has 6 edges, got " + edges.size());
        }
    }

    /** The canonical string {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}. */
    @Override
    public String notation() {
        StringBuilder text = new StringBuilder();
        int edge = 0;
        for (int node = 1; node <= NODES; node++) {
            text.append(node == 1 ? "|" : "+|");
            for (int input = 0; input < node; input++) {
                text.append(edges.get(edge++).notation())
                        .append('~')
                        .append(input)
                        .append('|');
            }
        }
        return text.toString();
    }

    @Override
    public String identity() {
        return notation();
    }

    @Override
    public int[] choices() {
        return edges.stream().mapToInt(Operation::ordinal).toArray();
    }

    static NasBench201Architecture of(int[] choices) {
        Operation[] operations = Operation.values();
        return new NasBench201Architecture(
                Arrays.stream(choices).mapToObj(choice -> operations[choice]).toList());
    }

    static NasBench201Architecture parse(String text) {
        List<Operation> edges = new ArrayList<>();
        int position = 0;
        for (int node = 1; node <= NODES; node++) {
            position = expect(text, position, node == 1 ? "|" : "+|");
            for (int input = 0; input < node; input++) {
                int tilde = text.indexOf('~', position) < 0 ? text.length() : text.indexOf('~', position);
                String name = text.substring(position, tilde);
                int start = position;
                edges.add(Operation.of(name)
                        .orElseThrow(() -> new NotationException(text, start, "one of " + names() + ", then '~'")));
                position = expect(text, tilde, "~" + input + "|");
            }
        }
        if (position != text.length()) {
            throw new NotationException(text, position, "the end");
        }
        return new NasBench201Architecture(edges);
    }

    private static int expect(String text, int position, String expected) {
        if (!text.startsWith(expected, position)) {
            throw new NotationException(text, position, "'" + expected + "'");
        }
        return position + expected.length();
    }

    private static List<String> names() {
        return Arrays.stream(Operation.values()).map(Operation::notation).toList();
    }
}
