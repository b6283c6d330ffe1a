package io.github.l2nas.engine.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ChoiceArchitecture;
import io.github.l2nas.api.space.ChoiceDefinition;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.engine.Search;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spaces that pages of the documentation define in JSON. */
class PageSpacesTest {

    private static final OfaMobileNetV3 OFA = new OfaMobileNetV3();
    private static final double LARGEST_PARAMS = 1e7;

    @TempDir
    private Path directory;

    private static ChoiceSpace space(String page, String name) throws IOException {
        String text = Files.readString(Path.of("..", "src", "site", "markdown", page));
        Matcher json = Pattern.compile("```json\n(\\{\\s*\"name\": \"" + name + "\".*?)```", Pattern.DOTALL)
                .matcher(text);
        assertThat(json.find()).as(name).isTrue();
        return ChoiceDefinition.read(json.group(1));
    }

    @Test
    void natsBenchsSizeSpaceHasATableInItsOwnNotation() throws IOException {
        ChoiceSpace space = space("tables.md", "nats-sss");
        assertThat(space.size()).isEqualTo(32_768);

        Path table = Files.writeString(directory.resolve("t.csv"), "architecture,acc\n8:16:64:24:8,70\n8:8:8:8:8,60\n");
        BenchmarkTable read = BenchmarkTable.read(table, "t", space);
        assertThat(read.metric("acc").accuracy(space.parse("layer1=8,layer2=16,layer3=64,layer4=24,layer5=8")))
                .isEqualTo(0.7);
    }

    /** What the page calls an evaluator of one's own; the smallest network wins here. */
    @Test
    void coupledChoicesAreSubNetworks() throws IOException {
        ChoiceSpace space = space("own-spaces.md", "compofa");
        assertThat(space.size()).isEqualTo(243);

        Architecture found = Search.in(space)
                .evaluator(candidate -> {
                    Architecture network = OFA.parse(notation((ChoiceArchitecture) candidate.architecture()));
                    return Score.of(1 - OFA.cost(network).params() / LARGEST_PARAMS);
                })
                .strategy("local-search")
                .steps(60)
                .run()
                .architecture();

        assertThat(found.notation()).isEqualTo("unit1=d2-e3,unit2=d2-e3,unit3=d2-e3,unit4=d2-e3,unit5=d2-e3");
    }

    private static String notation(ChoiceArchitecture choices) {
        StringBuilder kernels = new StringBuilder();
        StringBuilder expansions = new StringBuilder();
        StringBuilder depths = new StringBuilder();
        for (int unit = 1; unit <= 5; unit++) {
            String value = choices.value("unit" + unit);
            depths.append(unit > 1 ? ", " : "").append(value.charAt(1));
            for (int layer = 0; layer < 4; layer++) {
                String comma = unit + layer > 1 ? ", " : "";
                kernels.append(comma).append(3);
                expansions.append(comma).append(value.charAt(4));
            }
        }
        return "{\"ks\": [" + kernels + "], \"e\": [" + expansions + "], \"d\": [" + depths + "]}";
    }
}
