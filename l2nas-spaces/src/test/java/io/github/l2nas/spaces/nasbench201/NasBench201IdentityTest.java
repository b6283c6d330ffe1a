package io.github.l2nas.spaces.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.testdata.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What identifies a cell: its text, though other cells may compute the same function. The benchmark trained each of them, and
 * their accuracies differ (decision record 4).
 */
class NasBench201IdentityTest {

    private static final String ZERO = "#";

    /** Accuracies of the cells that are the same function, by a text of that function. */
    private static final Map<String, List<Double>> BY_FUNCTION = new HashMap<>();

    private static final Set<String> BY_SKIPS = new HashSet<>();
    private static final Set<String> IDENTITIES = new HashSet<>();

    @BeforeAll
    static void readTheTable() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.file("data/nas-bench-201.csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] row = line.split(",", -1);
                NasBench201Architecture cell = NasBench201Architecture.parse(row[header.indexOf("architecture")]);
                IDENTITIES.add(cell.identity());
                BY_SKIPS.add(function(cell, false));
                BY_FUNCTION
                        .computeIfAbsent(function(cell, true), key -> new ArrayList<>())
                        .add(Double.valueOf(row[header.indexOf("cifar10_valid")]));
            }
        }
    }

    /**
     * The cell as a term, as the benchmark's own code writes it ({@code Structure.to_unique_str}): sums are sorted, a skip is
     * its input and, if wanted, an edge that is not there is zero.
     */
    private static String function(NasBench201Architecture cell, boolean zeros) {
        List<String> nodes = new ArrayList<>(List.of("0"));
        int edge = 0;
        for (int node = 1; node <= 3; node++) {
            List<String> terms = new ArrayList<>();
            for (int input = 0; input < node; input++) {
                Operation operation = cell.edges().get(edge++);
                String from = nodes.get(input);
                if (zeros && (operation == Operation.NONE || from.equals(ZERO))) {
                    terms.add(ZERO);
                } else {
                    terms.add(operation == Operation.SKIP_CONNECT ? from : "(" + from + ")@" + operation.notation());
                }
            }
            Collections.sort(terms);
            nodes.add(String.join("+", terms));
        }
        return nodes.get(3);
    }

    @Test
    void thereAreAsManyDifferentFunctionsAsTheBenchmarksAuthorsCount() {
        assertThat(BY_SKIPS).hasSize(12_751);
        assertThat(BY_FUNCTION).hasSize(6466);
    }

    @Test
    void eachOfTheCellsIsAnArchitectureOfItsOwn() {
        assertThat(IDENTITIES).hasSize(15_625);
        NasBench201Architecture cell = NasBench201Architecture.parse(
                "|nor_conv_3x3~0|+|skip_connect~0|none~1|+|none~0|nor_conv_1x1~1|none~2|");
        NasBench201Architecture isomorphic = NasBench201Architecture.parse(
                "|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|none~0|nor_conv_1x1~1|none~2|");
        assertThat(function(isomorphic, true)).isEqualTo(function(cell, true));
        assertThat(isomorphic.identity()).isNotEqualTo(cell.identity());
    }

    @Test
    void theBenchmarkScoresCellsOfTheSameFunctionDifferently() {
        List<List<Double>> groups = BY_FUNCTION.values().stream()
                .filter(accuracies -> accuracies.size() > 1)
                .toList();
        List<Double> spreads = groups.stream()
                .map(accuracies -> Collections.max(accuracies) - Collections.min(accuracies))
                .sorted()
                .toList();
        assertThat(groups).hasSize(1350);
        assertThat(spreads.stream().filter(spread -> spread == 0)).hasSize(68);
        assertThat((spreads.get(674) + spreads.get(675)) / 2).isBetween(0.339, 0.341);
        assertThat(spreads.get(1349)).isBetween(21.71, 21.72);
    }
}
