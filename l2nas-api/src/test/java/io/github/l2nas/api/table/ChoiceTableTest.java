package io.github.l2nas.api.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of spaces that are lists of choices: a column for each choice. */
class ChoiceTableTest {

    private static final ChoiceSpace SPACE = new ChoiceSpace(
            "mine",
            Choice.of("op", "gat", "gcn"),
            Choice.of("depth", 2, 3),
            Choice.of("kernel3", 3, 5).when("depth", 3));

    @TempDir
    private Path directory;

    private BenchmarkTable read(String text) throws IOException {
        Path file = directory.resolve("table.csv");
        Files.writeString(file, text);
        return BenchmarkTable.read(file, "table.csv", SPACE);
    }

    private void refuses(String text, String... parts) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("table table.csv ")
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.table"));
    }

    @Test
    void columnsOfChoicesAndNumbersMayLieInAnyOrder() throws IOException {
        BenchmarkTable table = read("acc,kernel3, depth ,op,ms\n90.5,5,3,gcn,1\n80,,2,gat,2\n");
        assertThat(table.columns()).containsExactly("acc", "ms");
        assertThat(table.architectures())
                .extracting(Architecture::notation)
                .containsExactly("op=gcn,depth=3,kernel3=5", "op=gat,depth=2");
        assertThat(table.metric("acc").accuracy(SPACE.parse("op=gcn,depth=3,kernel3=5")))
                .isEqualTo(0.905);
        assertThat(table.column("ms").applyAsDouble(SPACE.parse("op=gat,depth=2,kernel3=3")))
                .isEqualTo(2);
        assertThat(table.contains(SPACE.parse("op=gcn,depth=2"))).isFalse();
    }

    @Test
    void aTableMayHoldArchitecturesInOneColumn() throws IOException {
        BenchmarkTable table = read("architecture,acc\n\"op=gcn,depth=3,kernel3=5\",90.5\n");
        assertThat(table.contains(SPACE.parse("op=gcn,depth=3,kernel3=5"))).isTrue();
    }

    /** A program that knows gaps as NaN alone writes whole numbers of such a column with a fraction. */
    @Test
    void numbersAreComparedAsNumbers() throws IOException {
        BenchmarkTable table = read("op,depth,kernel3,acc\ngcn,3.0,5.0,90\ngcn,2.0,,80\n");
        assertThat(table.architectures())
                .extracting(Architecture::notation)
                .containsExactly("op=gcn,depth=3,kernel3=5", "op=gcn,depth=2");
    }

    @Test
    void rowsOfTheSameNetworkAreOneWhereTheySayTheSame() throws IOException {
        BenchmarkTable table = read("op,depth,kernel3,acc\ngcn,2,3,80\ngat,2,,70\ngcn,2,5,80.0\n");
        assertThat(table.size()).isEqualTo(2);
        refuses(
                "op,depth,kernel3,acc\ngcn,2,3,80\ngat,2,,70\ngcn,2,5,81\n",
                "line 4: architecture 'op=gcn,depth=2' has other values in line 2, and it is the same network");
    }

    @Test
    void namesTheLineAndTheColumnOfWhatIsWrong() {
        refuses("op,kernel3,acc\ngcn,3,80\n", "line 1: the header has no column 'depth', only [op, kernel3, acc]");
        refuses("op,depth,kernel3,acc\ngcn,4,3,80\n", "line 2, choice 'depth' has no value '4'; its values are [2, 3]");
        refuses("op,depth,kernel3,acc\ngcn,2,7,80\n", "line 2, choice 'kernel3' has no value '7'");
        refuses("op,depth,kernel3,acc\ngcn,3,,80\n", "line 2, choice 'kernel3' has no value, though it counts");
        refuses("op,depth,kernel3,acc\ngcn,3,5\n", "line 2: 3 fields where the header has 4");
        refuses("op,depth,kernel3,acc\ngcn,3,5,good\n", "line 2, column 'acc': 'good' is not a finite number");
    }
}
