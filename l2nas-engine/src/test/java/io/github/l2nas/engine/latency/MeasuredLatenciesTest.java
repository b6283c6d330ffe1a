package io.github.l2nas.engine.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.table.BlockLatencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredLatenciesTest {

    private static final SearchSpace SPACE = SearchSpaces.of(Part.named("nas-bench-201"));
    private static final Architecture FAST =
            SPACE.parse("|skip_connect~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
    private static final Architecture SLOW = SPACE.parse(
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|");

    private static final String HEAD = """
            {"space": "nas-bench-201", "runtime": "onnxruntime 1.2", "threads": 2, "batchSize": 1,
             "machine": {"processor": "some"},
             "network": {"channels": 4, "cells": 1, "classes": 10, "images": {"channels": 3, "height": 8, "width": 8}},
            """;

    private static final String LIST =
            "\"architectures\": [{\"architecture\": \"%s\", \"latencyMs\": 0.5}, {\"architecture\": \"%s\", \"latencyMs\": 2}]}"
                    .formatted(FAST.notation(), SLOW.notation());

    private static final String MODEL = """
            "model": {"baseMs": 0.25, "blocks": [
              {"block": "convolution 3, stride 1, dilation 1, groups 1, 4 x 8 x 8 to 4 x 8 x 8",
               "kind": "convolution", "work": 9216, "latencyMs": 0.125}]}}
            """;

    @TempDir
    private Path directory;

    private InputFile file(String text) throws IOException {
        return Jobs.input(Files.writeString(directory.resolve("latency.json"), text));
    }

    @Test
    void aListTellsItsArchitecturesAndNoOther() throws IOException {
        LatencySpace.Latencies latencies = MeasuredLatencies.of(SPACE, file(HEAD + LIST));

        assertThat(latencies.latency(SLOW)).isEqualTo(2);
        assertThat(latencies.knows(SPACE.parse("|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|")))
                .isFalse();
        assertThat(latencies.fastest().map(Architecture::identity)).contains(FAST.identity());
    }

    @Test
    void aModelTellsTheSumOfTheBlocksOfEveryArchitecture() throws IOException {
        MeasuredLatencies latencies =
                MeasuredLatencies.read(SPACE, file(HEAD + MODEL)).orElseThrow();

        // Six convolutions of the first cell have the block's shape. Others count by their multiply-accumulates: the
        // stem, those
        // of two reductions, which halve the sides and double the channels, and of two more cells, whose convolutions
        // do the same work.
        double known = 0.125;
        double rate = known / 9216;
        double others = rate * (3 * 9 * 4 * 64 + 2 * (4 * 9 * 8 * 16 + 8 * 9 * 8 * 16) + 12 * 9216);
        assertThat(latencies.latency(SLOW)).isEqualTo(0.25 + 6 * known + others, within(1e-9));
        assertThat(latencies.measuredOn()).isEqualTo(new MeasuredOn("some", "onnxruntime 1.2", 2, 1));
        assertThat(latencies.fastest()).isEmpty();
    }

    @Test
    void aTableInTheFormOfTheSpaceIsReadAsBefore() throws IOException {
        InputFile csv = Jobs.input(BlockLatencies.write(directory.resolve("blocks.csv")));
        SearchSpace subnets = SearchSpaces.of(Part.named("ofa-mbv3"));

        assertThat(MeasuredLatencies.read(subnets, csv)).isEmpty();
        assertThat(MeasuredLatencies.of(subnets, csv).fastest()).isPresent();
        assertThatThrownBy(() -> MeasuredLatencies.of(SPACE, csv)).hasMessageContaining("don't add up");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "nas-bench-201"     | "darts"   | it is of space 'darts', not of nas-bench-201
                    "latencyMs": 2      | "latencyMs": -2 | a field 'latencyMs' is -2.0, which is not positive
                    "latencyMs": 2      | "ms": 2   | a field 'latencyMs' is missing or is no number
                    "threads": 2        | "threads": 0 | field 'threads' is missing or not between 1 and 4096
                    "cells": 1          | "cells": 1.5 | 'network' has no positive whole number 'cells'
                    "architectures": [{ | "others": [{ | it has neither a 'model' nor 'architectures'
                    """)
    void whatIsWrongIsNamed(String before, String after, String message) throws IOException {
        InputFile wrong = file((HEAD + LIST).replace(before, after));

        assertThatThrownBy(() -> MeasuredLatencies.of(SPACE, wrong))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("constraints.latencyTable"))
                .hasMessage("latency.json can't be read as a latency.json of l2nas:measure-latency: " + message
                        + ". Measure again");
    }

    @Test
    void aTruncatedFileIsNotTakenForWhole() throws IOException {
        InputFile half = file((HEAD + LIST).substring(0, 400));

        assertThatThrownBy(() -> MeasuredLatencies.of(SPACE, half))
                .hasMessageStartingWith("latency.json can't be read");
    }
}
