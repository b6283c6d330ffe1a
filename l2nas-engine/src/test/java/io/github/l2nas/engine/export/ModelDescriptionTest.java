package io.github.l2nas.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.Feature;
import io.github.l2nas.api.data.FeatureSet;
import io.github.l2nas.engine.dataset.Normalisation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelDescriptionTest {

    @Test
    void rowsAreDescribedSoThatAProgramCanMakeThem() {
        FeatureSet rows = new FeatureSet(
                List.of(Feature.number("age"), new Feature("colour", "red"), new Feature("colour", "blue")),
                new float[] {10, 1, 0, 30, 0, 1},
                new int[] {0, 1});
        Dataset dataset = Dataset.undivided("tabular", List.of("no", "yes"), rows);

        byte[] json = ModelDescription.of(dataset, Normalisation.of(rows)).json(rows.shape());

        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo("{\"input\":{\"channels\":3,\"height\":1,\"width\":1,\"features\":[{\"name\":\"age\"},"
                        + "{\"name\":\"colour\",\"category\":\"red\"},{\"name\":\"colour\",\"category\":\"blue\"}],"
                        + "\"mean\":[20,0,0],\"deviation\":[10,1,1]},\"classes\":[\"no\",\"yes\"]}");
    }
}
