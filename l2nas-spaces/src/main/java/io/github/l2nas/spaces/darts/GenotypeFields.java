package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.space.NotationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a genotype while a text is read, in whichever notation. */
final class GenotypeFields {

    static final List<String> NAMES = List.of("normal", "normal_concat", "reduce", "reduce_concat");
    static final List<Integer> CONCAT = List.of(2, 3, 4, 5);

    private final String text;
    private final Map<String, List<Genotype.Edge>> cells = new HashMap<>();

    GenotypeFields(String text) {
        this.text = text;
    }

    static boolean isCell(String name) {
        return name.equals("normal") || name.equals("reduce");
    }

    static boolean isConcat(String name) {
        return NAMES.contains(name) && !isCell(name);
    }

    void putCell(String name, int position, List<Genotype.Edge> edges) {
        if (cells.put(name, edges) != null) {
            throw new NotationException(text, position, "'" + name + "' only once");
        }
    }

    Operation operation(String name, int position) {
        return Operation.of(name)
                .orElseThrow(() -> new NotationException(text, position, "one of " + Operation.names()));
    }

    void requireConcat(List<Integer> nodes, int position) {
        if (!nodes.equals(CONCAT)) {
            throw new NotationException(
                    text, position, "the concatenation of nodes 2 to 5, the only one of this space");
        }
    }

    Genotype genotype() {
        for (String cell : List.of("normal", "reduce")) {
            if (!cells.containsKey(cell)) {
                throw new NotationException(text, text.length(), "a field '" + cell + "' before the end");
            }
        }
        try {
            return new Genotype(cells.get("normal"), cells.get("reduce"));
        } catch (IllegalArgumentException e) {
            throw new NotationException(text, 0, "a genotype; " + e.getMessage());
        }
    }
}
