package io.github.l2nas.spaces.darts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.spaces.StateDict;
import io.github.l2nas.spaces.darts.DartsNetwork.Stem;
import io.github.l2nas.testdata.SharedData;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DartsTest {

    private static final String DARTS_V2 = "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1),"
            + " ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0),"
            + " ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=range(2, 6),"
            + " reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1),"
            + " ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)],"
            + " reduce_concat=range(2, 6))";

    private final Darts space = new Darts();

    @Test
    void aGenotypeKeepsTheOrderInWhichItIsWritten() {
        assertThat(space.parse(DARTS_V2).notation()).isEqualTo(DARTS_V2);
    }

    @Test
    void concatMayBeAListAndQuotesMayBeDouble() {
        String other = DARTS_V2.replace("range(2, 6)", "[2, 3, 4, 5]").replace('\'', '"');
        assertThat(space.parse(other)).isEqualTo(space.parse(DARTS_V2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DARTS_V2 = %s",
                "genotypes.Genotype(%s",
                "darts.cnn.Genotype(%s # 97.24 % on CIFAR-10",
                "# from the paper\nDARTS = genotypes.Genotype(%s  # V2\n"
            })
    void aLineOfAProgramCanBePastedWhole(String line) {
        String whole = line.replace("Genotype(%s", DARTS_V2).replace("%s", DARTS_V2);
        assertThat(space.parse(whole)).isEqualTo(space.parse(DARTS_V2));
        assertThat(space.parse(whole.replace("normal_concat", "# outputs\n normal_concat")))
                .isEqualTo(space.parse(DARTS_V2));
    }

    @Test
    void jsonReadsBack() {
        Genotype genotype = space.parse(DARTS_V2);
        assertThat(space.parse(genotype.json())).isEqualTo(genotype);
    }

    @Test
    void otherFieldsOfAJsonObjectAreSkipped() {
        Genotype genotype = space.parse(DARTS_V2);
        String more = genotype.json().replaceFirst("\\{", "{\"name\": \"a } in it\", \"runs\": [{\"seed\": 1}], ");
        assertThat(space.parse(more)).isEqualTo(genotype);
    }

    @Test
    void theOrderOfANodesEdgesDoesNotMakeAnotherNetwork() {
        String swapped = DARTS_V2.replace(
                "normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1)", "normal=[('sep_conv_3x3', 1), ('sep_conv_3x3', 0)");
        assertThat(swapped).isNotEqualTo(DARTS_V2);
        assertThat(space.parse(swapped).identity())
                .isEqualTo(space.parse(DARTS_V2).identity());
        assertThat(space.parse(swapped)).isNotEqualTo(space.parse(DARTS_V2));
    }

    @ParameterizedTest
    @CsvSource({"DARTS_V2, 3349342", "PC_DARTS_cifar, 3634678"})
    void parametersEqualThePublishedOnes(String name, long params) throws IOException {
        for (JsonNode entry : SharedData.json("data/darts/genotypes.json")) {
            if (entry.get("name").asText().equals(name)) {
                Genotype genotype = space.parse(entry.toString());
                assertThat(space.cost(genotype).params()).isEqualTo(params);
                assertThat(String.format(Locale.ROOT, "%.1fM", Math.floor(params / 1e5) / 10))
                        .isEqualTo(entry.get("published_cifar_params").asText());
            }
        }
    }

    @Test
    void costEqualsTheOriginalCodeAtFullSize() throws IOException {
        JsonNode genotypes =
                SharedData.json("reference-networks/darts/full_size.json").get("genotypes");
        assertThat(genotypes).isNotEmpty();
        for (JsonNode entry : genotypes) {
            Genotype genotype = space.parse(entry.get("genotype").toString());
            requireCost(entry.get("cifar10_C36_L20"), Stem.CIFAR, 36, 20, 10, genotype);
            requireCost(entry.get("cifar100_C36_L20"), Stem.CIFAR, 36, 20, 100, genotype);
            requireCost(entry.get("imagenet_C48_L14"), Stem.IMAGENET, 48, 14, 1000, genotype);
        }
    }

    private static DartsNetwork network(Stem stem, int channels, int cells, int classes, boolean auxiliary) {
        int side = stem == Stem.CIFAR ? 32 : 224;
        return new DartsNetwork(stem, new Skeleton(channels, cells, classes, new Shape(3, side, side), auxiliary));
    }

    private static void requireCost(
            JsonNode expected, Stem stem, int channels, int cells, int classes, Genotype genotype) {
        LayerGraph plain = network(stem, channels, cells, classes, false).compile(genotype);
        LayerGraph auxiliary = network(stem, channels, cells, classes, true).compile(genotype);
        assertThat(plain.params())
                .isEqualTo(expected.get("params_without_auxiliary").asLong());
        assertThat(auxiliary.params())
                .isEqualTo(expected.get("params_with_auxiliary").asLong());
        assertThat(plain.macs()).isEqualTo(expected.get("macs").asLong());
        assertThat(auxiliary.macs()).isEqualTo(expected.get("macs").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-DARTS_V2", "cifar-PC_DARTS_cifar", "imagenet-DARTS_V2", "imagenet-PDARTS"})
    void weightsAreNamedAsInTheOriginalStateDict(String network) throws IOException {
        String folder = "reference-networks/darts/" + network;
        JsonNode reference = SharedData.json(folder + "/case.json");
        LayerGraph graph = network(
                        network.startsWith("cifar") ? Stem.CIFAR : Stem.IMAGENET,
                        reference.get("C").asInt(),
                        reference.get("layers").asInt(),
                        reference.get("num_classes").asInt(),
                        reference.get("auxiliary").asBoolean())
                .compile(space.parse(reference.get("genotype").toString()));
        assertThat(graph.params()).isEqualTo(reference.get("params").asLong());
        assertThat(graph.weights().keySet())
                .containsExactlyInAnyOrderElementsOf(StateDict.trainableNames(folder + "/state_dict.pth"));
    }

    @Test
    void aGenotypeHas120Neighbours() {
        assertThat(space.neighbours(space.parse(DARTS_V2))).hasSize(2 * (8 * 6 + 2 * (1 + 2 + 3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Genotyp(normal=[]); 0; 'Genotype(' or '{'",
                "Genotype(normal=[('conv', 0)]); 18; one of [max_pool_3x3",
                "Genotype(normal=[('none', 0)]); 18; one of [max_pool_3x3",
                "Genotype(normals=[]); 9; one of [normal,",
                "Genotype(normal=[('skip_connect' 0)]); 33; ','",
                "Genotype(normal_concat=range(1, 6)); 23; nodes 2 to 5",
                "Genotype(normal=[('skip_connect', 0, 0.23)]); 35; an edge is a pair of operation and input",
                "Genotype(normal=[('skip_connect', 0); 36; '(' or '['",
                "{'normal': [['conv', 0]]}; 13; one of [max_pool_3x3",
                "{'normal': ['skip_connect', 0]}; 12; '[' of an operation",
                "{'normal': [['skip_connect', 0.5]]}; 29; a whole number",
                "{'normal': [['skip_connect', 0], ]}; 33; JSON; ",
                "{'reduce': [], 'reduce': []}; 15; 'reduce' only once",
                "{'normal_concat': [1, 2, 3, 4]}; 1; nodes 2 to 5",
                "{'normal': []}; 14; a field 'reduce'",
                "{'normal': []; 13; JSON; ",
                "{'normal': [], 'reduce': []} {; 29; the end"
            })
    void aMalformedTextNamesThePosition(String text, int position, String expectation) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(NotationException.class)
                .hasMessageContaining("position " + position)
                .hasMessageContaining(expectation);
    }

    @Test
    void aNodeCantReadOneInputTwice() {
        assertThatThrownBy(() -> space.parse(DARTS_V2.replace("('dil_conv_3x3', 2)", "('dil_conv_3x3', 0)")))
                .hasMessageContaining("node 3 reads input 0 twice");
    }
}
