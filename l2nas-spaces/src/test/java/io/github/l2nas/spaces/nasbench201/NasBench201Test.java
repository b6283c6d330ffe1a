package io.github.l2nas.spaces.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.spaces.StateDict;
import io.github.l2nas.testdata.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NasBench201Test {

    private static final String MIXTURE =
            "|nor_conv_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+|skip_connect~0|none~1|nor_conv_3x3~2|";

    private final NasBench201 space = new NasBench201();

    @Test
    void costAndNotationEqualTheBenchmarkForAll15625Architectures() throws IOException {
        Set<String> seen = new HashSet<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.file("data/nas-bench-201.csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] row = line.split(",", -1);
                NasBench201Architecture architecture = space.parse(row[header.indexOf("architecture")]);
                assertThat(architecture.notation()).isEqualTo(row[header.indexOf("architecture")]);
                assertThat(space.cost(architecture))
                        .isEqualTo(new Cost(
                                Long.parseLong(row[header.indexOf("cifar10_params")]),
                                Long.parseLong(row[header.indexOf("cifar10_flops")])));
                seen.add(architecture.identity());
            }
        }
        assertThat(seen).hasSize(15_625);
    }

    @Test
    void costEqualsTheOriginalCodeForThreeDatasets() throws IOException {
        JsonNode reference = SharedData.json("reference-networks/nas-bench-201/full_size.json");
        for (JsonNode network : reference.get("architectures")) {
            NasBench201Architecture architecture =
                    space.parse(network.get("arch").asText());
            requireCost(network.get("cifar10"), network(16, 5, 10, 32), architecture);
            requireCost(network.get("cifar100"), network(16, 5, 100, 32), architecture);
            requireCost(network.get("imagenet16_120"), network(16, 5, 120, 16), architecture);
        }
    }

    private static NasBench201Network network(int channels, int cells, int classes, int side) {
        return new NasBench201Network(new Skeleton(channels, cells, classes, new Shape(3, side, side)), false);
    }

    private static void requireCost(JsonNode expected, NasBench201Network network, NasBench201Architecture cell) {
        LayerGraph graph = network.compile(cell);
        assertThat(graph.params()).isEqualTo(expected.get("params").asLong());
        assertThat(graph.macs() + network.skeleton().classes())
                .isEqualTo(expected.get("flops").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-conv3x3", "all-skip", "mixture-1", "mixture-2", "output-none"})
    void weightsAreNamedAsInTheOriginalStateDict(String network) throws IOException {
        String folder = "reference-networks/nas-bench-201/" + network;
        JsonNode reference = SharedData.json(folder + "/case.json");
        LayerGraph graph =
                network(4, 1, 10, 32).compile(space.parse(reference.get("arch").asText()));
        assertThat(graph.weights().keySet())
                .containsExactlyInAnyOrderElementsOf(StateDict.trainableNames(folder + "/state_dict.pth"));
        assertThat(graph.params()).isEqualTo(reference.get("params").asLong());
        assertThat(graph.macs() + 10).isEqualTo(reference.get("flops").asLong());
    }

    @Test
    void aCellHas24Neighbours() {
        assertThat(space.neighbours(space.parse(MIXTURE))).hasSize(24);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nor_conv_3x3~0; 0",
                "|nor_conv_9x9~0|+|none~0|none~1|+|none~0|none~1|none~2|; 1",
                "|none~1|+|none~0|none~1|+|none~0|none~1|none~2|; 5",
                "|none~0|+|none~0|none~1|; 24",
                "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|x; 47",
                "|none~0|+|none; 14"
            })
    void aMalformedTextNamesThePosition(String text, int position) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOfSatisfying(
                        NotationException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining("position " + position);
    }
}
