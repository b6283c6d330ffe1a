package io.github.l2nas.spaces.darts;

import com.fasterxml.jackson.core.JsonToken;
import io.github.l2nas.spaces.NotationJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code {"normal": [["sep_conv_3x3", 0], ...], "normal_concat": [2, 3, 4, 5], "reduce": ...}}. Other names of the
 * object are skipped.
 */
final class GenotypeJson {

    private GenotypeJson() {}

    static Genotype parse(String text) {
        GenotypeFields fields = new GenotypeFields(text);
        NotationJson.readObject(text, (name, json) -> {
            int start = json.position();
            if (GenotypeFields.isCell(name)) {
                fields.putCell(name, start, edges(json, fields));
            } else if (GenotypeFields.isConcat(name)) {
                fields.requireConcat(json.wholeNumbers(), start);
            } else {
                json.skipValue();
            }
        });
        return fields.genotype();
    }

    private static List<Genotype.Edge> edges(NotationJson json, GenotypeFields fields) throws IOException {
        List<Genotype.Edge> edges = new ArrayList<>();
        json.next(JsonToken.START_ARRAY, "'['");
        while (json.nextElement()) {
            json.expect(JsonToken.START_ARRAY, "'[' of an operation and its input");
            String name = json.string();
            edges.add(new Genotype.Edge(fields.operation(name, json.position()), json.wholeNumber()));
            json.next(JsonToken.END_ARRAY, "']'");
        }
        return edges;
    }
}
