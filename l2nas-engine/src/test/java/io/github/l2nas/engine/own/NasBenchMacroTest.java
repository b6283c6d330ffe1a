package io.github.l2nas.engine.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.testdata.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class NasBenchMacroTest {

    private static final String TABLE = "data/nas-bench-macro.csv.gz";

    @Test
    void parametersAndMacsOfAllNetworksAreThePublishedOnes() throws IOException {
        Path file = SharedData.file(TABLE);
        NasBenchMacro space = new NasBenchMacro();
        CostModel costs = space.capability(CostModel.class).orElseThrow();
        int networks = 0;
        List<String> wrong = new ArrayList<>();
        try (BufferedReader text = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
                CSVParser rows = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(text)) {
            for (CSVRecord row : rows) {
                List<String> blocks = row.stream().limit(8).toList();
                Cost published = new Cost(Long.parseLong(row.get("params")), Long.parseLong(row.get("macs")));
                Cost counted = costs.cost(space.architecture(blocks));
                if (!counted.equals(published)) {
                    wrong.add(blocks + ": " + counted + ", published " + published);
                }
                networks++;
            }
        }
        assertThat(networks).isEqualTo(6561);
        assertThat(space.size()).isEqualTo(6561);
        assertThat(wrong).isEmpty();
    }
}
