package io.github.l2nas.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTableTest {

    private static final SearchSpace SPACE = SearchSpaces.named("ofa-mbv3");

    @TempDir
    private Path directory;

    private LatencySpace.Latencies read(List<String> lines) throws IOException {
        Path file = Files.write(directory.resolve("latencies.csv"), lines);
        return LatencySpace.of(SPACE, Jobs.input(file));
    }

    @Test
    void anArchitecturesLatencyIsTheSumOverItsBlocks() throws IOException {
        LatencySpace.Latencies table = read(BlockLatencies.lines());
        assertThat(table.latency(OfaArchitecture.SMALLEST)).isEqualTo(5 + 10 * (0.5 + 0.5));
        assertThat(table.latency(OfaArchitecture.LARGEST)).isEqualTo(5 + 20 * (0.5 + 1.25));
    }

    @Test
    void rowsMayComeInAnyOrder() throws IOException {
        List<String> lines = new ArrayList<>(BlockLatencies.lines());
        Collections.reverse(lines.subList(1, lines.size()));
        assertThat(read(lines).latency(OfaArchitecture.LARGEST))
                .isEqualTo(read(BlockLatencies.lines()).latency(OfaArchitecture.LARGEST));
    }

    @Test
    void theFastestArchitectureNeedNotBeTheSmallest() throws IOException {
        LatencySpace.Latencies table = read(BlockLatencies.lines());
        OfaArchitecture fastest = (OfaArchitecture) table.fastest().orElseThrow();
        assertThat(fastest.kernelSizes()).containsOnly(5);
        assertThat(table.latency(fastest)).isEqualTo(5 + 10 * 0.75);
        assertThat(SPACE.neighbours(fastest)).allMatch(other -> table.latency(other) > table.latency(fastest));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | layer,k,e,ms | line 1: the header is [layer, k, e, ms] instead of [block, kernel, expansion,"
                        + " latency_ms]",
                "2 | 0,3,3,5 | line 2: block 0 is what all architectures share: leave kernel and expansion empty",
                "3 | 0,,,5 | line 3: this block has a row already. Keep one",
                "4 | 1,3,3,1 | line 4: this block has a row already. Keep one",
                "3 | 21,3,3,1 | line 3: block '21' is not one of [1, 2,",
                "3 | 1,4,3,1 | line 3: kernel '4' is not one of [3, 5, 7]",
                "3 | 1,3,5,1 | line 3: expansion '5' is not one of [3, 4, 6]",
                "3 | 1,3,3,fast | line 3: latency_ms 'fast' is not a number from 0 on",
                "3 | 1,3,3,-1 | line 3: latency_ms '-1' is not a number from 0 on",
                "3 | 1,3,3 | line 3: 3 fields instead of 4",
                "2 | '' | has no row of block 0, what all architectures share. Give 0 where it is not measured",
                "182 | '' | has no row of block 20 with kernel 7 and expansion 6",
            })
    void aWrongRowIsNamed(int line, String row, String message) {
        List<String> lines = new ArrayList<>(BlockLatencies.lines());
        lines.set(line - 1, row);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> read(lines))
                .withMessageStartingWith("latency table latencies.csv " + message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("constraints.latencyTable"));
    }

    @Test
    void aFileThatCanNotBeReadAsTextIsNamed() throws IOException {
        Path file = Files.write(
                directory.resolve("l.csv"),
                "block,kernel,expansion,latency_ms\n0,,,\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> LatencySpace.of(SPACE, Jobs.input(file)))
                .withMessageStartingWith("latency table l.csv can't be read as UTF-8 csv");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> LatencySpace.of(SPACE, new InputFile("l.csv", directory.resolve("absent"), "")))
                .withMessage("l.csv can't be read: there is no file " + directory.resolve("absent"));
    }

    @Test
    void latenciesOfBlocksAddUpInOneSpaceOnly() throws IOException {
        Path file = BlockLatencies.write(directory.resolve("l.csv"));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> LatencySpace.of(SearchSpaces.named("darts"), Jobs.input(file)))
                .withMessage("latencies of blocks don't add up in space darts."
                        + " Use a constraint on a column of a table");
    }
}
