package io.github.l2nas.spaces.ofa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.spaces.StateDict;
import io.github.l2nas.testdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfaMobileNetV3Test {

    private static final String SMALLEST = new OfaArchitecture(
                    Collections.nCopies(20, 3), Collections.nCopies(20, 3), Collections.nCopies(5, 2))
            .notation();

    private final OfaMobileNetV3 space = new OfaMobileNetV3();

    @Test
    void costEqualsTheOriginalCodeAtFullSize() throws IOException {
        JsonNode reference = SharedData.json("reference-networks/ofa-mobilenetv3/full_size.json");
        for (JsonNode supernet : reference.get("networks")) {
            for (JsonNode subnet : supernet.get("subnets")) {
                OfaArchitecture architecture = space.parse(subnet.get("config").toString());
                for (int resolution : List.of(128, 160, 192, 224, 256)) {
                    LayerGraph graph = new OfaNetwork(
                                    supernet.get("width_mult").asDouble(), 1000, resolution, resolution)
                            .compile(architecture);
                    assertThat(graph.params()).isEqualTo(subnet.get("params").asLong());
                    assertThat(graph.macs())
                            .isEqualTo(subnet.get("macs_" + resolution).asLong());
                }
            }
        }
        JsonNode published = reference.get("published_network");
        int size = published.get("image_size").asInt();
        LayerGraph graph = new OfaNetwork(published.get("width_mult").asDouble(), 1000, size, size)
                .compile(space.parse(published.get("config").toString()));
        assertThat(graph.params()).isEqualTo(published.get("params").asLong());
        assertThat(graph.macs()).isEqualTo(published.get("macs").asLong());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "w0.15/subnet-random-1",
                "w0.15/subnet-random-2",
                "w0.25/subnet-largest",
                "w0.25/subnet-random-1",
                "w0.25/subnet-random-2",
                "w0.25/subnet-smallest"
            })
    void costEqualsTheOriginalCodeForNarrowSubNetworks(String subnet) throws IOException {
        String folder = "reference-networks/ofa-mobilenetv3/" + subnet;
        JsonNode reference = SharedData.json(folder + "/case.json");
        OfaArchitecture architecture =
                space.parse(SharedData.json(folder + "/config.json").toString());
        double width = Double.parseDouble(subnet.substring(1, 5));
        LayerGraph graph = new OfaNetwork(width, 10, 64, 64).compile(architecture);
        assertThat(graph.params()).isEqualTo(reference.get("params").asLong());
        assertThat(graph.macs()).isEqualTo(reference.get("macs_64").asLong());
    }

    @Test
    void weightsAreNamedAsInTheSupernetsStateDict() throws IOException {
        LayerGraph largest = new OfaNetwork(0.15, 10, 64, 64)
                .compile(new OfaArchitecture(
                        Collections.nCopies(20, 7), Collections.nCopies(20, 6), Collections.nCopies(5, 4)));
        assertThat(largest.weights().keySet())
                .containsExactlyInAnyOrderElementsOf(StateDict.trainableNames(
                        "reference-networks/ofa-mobilenetv3/w0.15/supernet_current_names.pth"));
    }

    @Test
    void macsOfThePapersArchitectures() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.file("reference/l2nas-paper.md"));
        assertThat(macs(lines, "- w1.0: ", 1.0) / 1e6).isBetween(466.0, 468.0);
        // The architecture printed for width 1.2 has 643.5 M at 224 x 224; 618 M is published for it.
        assertThat(macs(lines, "- w1.2: ", 1.2)).isEqualTo(643_460_016);
    }

    private static long macs(List<String> lines, String start, double width) {
        String line =
                lines.stream().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
        Matcher layers = Pattern.compile("(\\d)-(\\d)").matcher(line);
        List<Integer> expansions = new ArrayList<>();
        List<Integer> kernels = new ArrayList<>();
        while (layers.find()) {
            expansions.add(Integer.valueOf(layers.group(1)));
            kernels.add(Integer.valueOf(layers.group(2)));
        }
        OfaArchitecture architecture = new OfaArchitecture(kernels, expansions, Collections.nCopies(5, 4));
        return new OfaNetwork(width, 1000, 224, 224).compile(architecture).macs();
    }

    @ParameterizedTest
    @CsvSource({"1.0, 224", "1.2, 160"})
    void costsAreThoseOfTheLayerGraphAtAnyWidthAndImageSize(double width, int imageSize) {
        OfaNetwork network = new OfaNetwork(width, 1000, imageSize, imageSize);
        OfaMobileNetV3 sized = new OfaMobileNetV3(network);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            float[] action = new float[sized.actionShape().size()];
            for (int j = 0; j < action.length; j++) {
                action[j] = random.nextFloat();
            }
            OfaArchitecture architecture = (OfaArchitecture) sized.discretize(action);
            LayerGraph graph = network.compile(architecture);
            assertThat(sized.cost(architecture)).isEqualTo(new Cost(graph.params(), graph.macs()));
        }
    }

    @Test
    void neighboursAreAllOtherNetworksThatDifferInOneDecision() {
        OfaArchitecture architecture = space.parse(SMALLEST.replace("[2, 2, 2, 2, 2]", "[2, 3, 4, 2, 3]"));
        Set<String> identities = new LinkedHashSet<>();
        for (int[] choices : space.actionShape().neighbours(architecture.choices())) {
            identities.add(space.architecture(choices).identity());
        }
        identities.remove(architecture.identity());
        assertThat(space.neighbours(architecture))
                .hasSize(8 * (2 + 3 + 4 + 2 + 3) + 2 * 5)
                .extracting(Architecture::identity)
                .containsExactlyElementsOf(identities);
    }

    @Test
    void nothingIsCheaperThanTheSmallest() {
        OfaArchitecture smallest = (OfaArchitecture) space.smallest().orElseThrow();
        assertThat(smallest.notation()).isEqualTo(SMALLEST);
        assertThat(space.neighbours(smallest))
                .allMatch(
                        other -> space.cost(other).macs() > space.cost(smallest).macs())
                .allMatch(other ->
                        space.cost(other).params() > space.cost(smallest).params());
    }

    @Test
    void layersBeyondAUnitsDepthDontMakeAnotherNetwork() {
        OfaArchitecture smallest = space.parse(SMALLEST);
        String other = SMALLEST.replaceFirst("3, 3, 3, 3", "3, 3, 7, 5");
        assertThat(space.parse(other).notation()).isEqualTo(other);
        assertThat(space.parse(other).identity()).isEqualTo(smallest.identity());
        assertThat(space.cost(space.parse(other))).isEqualTo(space.cost(smallest));
    }

    @Test
    void fieldsMayComeInAnyOrder() {
        String reordered = "{\"d\": [2, 2, 2, 2, 2], " + SMALLEST.substring(1).replace(", \"d\": [2, 2, 2, 2, 2]", "");
        assertThat(space.parse(reordered)).isEqualTo(space.parse(SMALLEST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[]; 0; '{'",
                "{\"ks\": [3, \"a\"]}; 11; a whole number",
                "{\"kernel\": []}; 1; one of [ks, e, d]",
                "{\"ks\": [3; 9; JSON",
                "{\"ks\": [3], \"e\": [3], \"d\": [2]}; 0; ks has 20 entries"
            })
    void aMalformedTextNamesThePosition(String text, int position, String expectation) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(NotationException.class)
                .hasMessageContaining("position " + position)
                .hasMessageContaining(expectation);
    }

    @Test
    void thePublishedNetworkStandsBesideOneOfOtherImages() {
        OfaMobileNetV3 small = new OfaMobileNetV3(new OfaNetwork(1.0, 1000, 160, 160));
        assertThat(small.published().orElseThrow().cost(OfaArchitecture.SMALLEST))
                .isEqualTo(new OfaMobileNetV3().cost(OfaArchitecture.SMALLEST));
        assertThat(small.cost(OfaArchitecture.SMALLEST).macs())
                .isLessThan(new OfaMobileNetV3().cost(OfaArchitecture.SMALLEST).macs());
        assertThat(new OfaMobileNetV3().published()).isEmpty();
        assertThat(new OfaMobileNetV3(new OfaNetwork(0.15, 10, 32, 32)).published())
                .isEmpty();
    }
}
