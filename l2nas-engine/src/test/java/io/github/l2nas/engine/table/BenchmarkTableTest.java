package io.github.l2nas.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.testdata.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkTableTest {

    private static final List<Architecture> ALL = SyntheticTable.architectures();
    private static final String FIRST = ALL.get(0).notation();
    private static final String SECOND = ALL.get(1).notation();

    @TempDir
    Path directory;

    @Test
    void readsColumnsAndArchitecturesInTheOrderOfTheFile() throws IOException {
        BenchmarkTable table = read("b,architecture, a \n2," + SECOND + ",90.5\n4," + FIRST + ",7\n");
        assertThat(table.columns()).containsExactly("b", "a");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.architectures()).containsExactly(ALL.get(1), ALL.get(0));
        assertThat(table.contains(ALL.get(0))).isTrue();
        assertThat(table.contains(ALL.get(2))).isFalse();
        assertThat(table.metric("a").accuracy(ALL.get(1))).isEqualTo(0.905);
        assertThat(table.metric("a").accuracy(ALL.get(2))).isNaN();
        assertThat(table.metric("a").best()).isEqualTo(0.905);
    }

    @Test
    void readsGzipWindowsLineEndsQuotesAndAByteOrderMark() throws IOException {
        String text = "\"architecture\",\"acc\"\r\n\"" + FIRST + "\",\"94.373\"\r\n";
        Path gzip = directory.resolve("without-suffix");
        Files.write(gzip, gzip(text));
        assertThat(BenchmarkTable.read(gzip, "t", SyntheticTable.SPACE)
                        .metric("acc")
                        .best())
                .isEqualTo(0.94373);
        assertThat(read("\uFEFFarchitecture,acc\n" + FIRST + ",94.373\n").size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "94.373, 0.94373",
        "91.6066666503906, 0.916066666503906",
        "73.5133332600911, 0.735133332600911",
        "100, 1"
    })
    void percentBecomesTheFractionThatTheDecimalPointMovedTwoPlacesSays(String percent, double fraction)
            throws IOException {
        BenchmarkTable table = read("architecture,acc\n" + FIRST + "," + percent + "\n");
        assertThat(table.metric("acc").accuracy(ALL.get(0))).isEqualTo(fraction);
    }

    @Test
    void aColumnWithoutAValueAboveOneIsFractionsAlready() throws IOException {
        BenchmarkTable table = read("architecture,acc\n" + FIRST + ",0.94373\n" + SECOND + ",1\n");
        assertThat(table.metric("acc").accuracy(ALL.get(0))).isEqualTo(0.94373);
        assertThat(table.metric("acc").best()).isEqualTo(1);
    }

    @Test
    void namesTheLineOfWhatIsWrong() throws IOException {
        refuses("arch,acc\n" + FIRST + ",1\n", "line 1", "has no column 'architecture', only [arch, acc]");
        refuses("architecture,acc,acc\n" + FIRST + ",1,2\n", "line 1", "'acc' stands twice");
        refuses("architecture,acc\n" + FIRST + ",1\n" + SECOND + "\n", "line 3", "1 fields where the header has 2");
        refuses("architecture,acc\n" + FIRST + ",1,2\n", "line 2", "3 fields where the header has 2");
        refuses("architecture,acc\n|nor_conv_3x3~0|+,1\n", "line 2, column 'architecture'");
        refuses("architecture,acc\n" + FIRST + ",high\n", "line 2, column 'acc': 'high' is not a finite number");
        refuses("architecture,acc\n" + FIRST + ",NaN\n", "line 2, column 'acc': 'NaN' is not a finite number");
        refuses("architecture,acc\n" + FIRST + ",Infinity\n", "line 2, column 'acc'");
        refuses("architecture,acc\n" + FIRST + ",\n", "line 2, column 'acc': '' is not a finite number");
        refuses("architecture,acc\n" + FIRST + ",1\n" + FIRST + ",2\n", "line 3", FIRST, "has other values in line 2");
        refuses("architecture,acc\n\"" + FIRST + ",1\n", "table t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "architecture,acc\n"})
    void refusesATableWithoutRows(String text) throws IOException {
        refuses(text, "table t has no rows");
    }

    @Test
    void saysThatAFileIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(SyntheticTable.write(directory.resolve("whole.csv")));
        byte[] gzip = gzip(new String(whole, StandardCharsets.UTF_8));
        refuses(Arrays.copyOf(gzip, gzip.length / 2), "is damaged or cut short after", "Get the file again");
        byte[] flipped = gzip.clone();
        flipped[gzip.length - 5] ^= 1; // in the check sum
        refuses(flipped, "is damaged or cut short");
    }

    @Test
    void endsAtALineThatNoTableHas() throws IOException {
        Path zeros = directory.resolve("zeros.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zeros))) {
            for (int megabyte = 0; megabyte < 64; megabyte++) {
                out.write(new byte[1 << 20]);
            }
        }
        refuses(Files.readAllBytes(zeros), "can't be read: line 1 has more than 4194304 characters");
        refuses(
                "architecture,acc\n" + FIRST + ",1\n" + SECOND + ",\"" + "\n".repeat(5_000_000),
                "can't be read after line 2: line 3 has more than 4194304 characters");
    }

    @Test
    void aMessageAboutALongTextShowsWhereItIsWrong() throws IOException {
        String noise = "x".repeat(3_000_000);
        for (String text : List.of(
                noise + ",acc\n" + FIRST + ",1\n",
                "architecture,acc\n" + noise + ",1\n",
                "architecture,acc\n" + FIRST + "," + noise + "\n")) {
            Path file = Files.writeString(directory.resolve("long.csv"), text);
            assertThatExceptionOfType(JobException.class)
                    .isThrownBy(() -> BenchmarkTable.read(file, "t", SyntheticTable.SPACE))
                    .satisfies(e ->
                            assertThat(e.getMessage()).hasSizeLessThan(5000).contains("line ", "xxx"));
        }
    }

    @Test
    void saysThatAFileIsNotUtf8() throws IOException {
        refuses(("architecture,café\n" + FIRST + ",1\n").getBytes(StandardCharsets.ISO_8859_1), "is not UTF-8 text");
    }

    @Test
    void saysThatAFileDoesNotExist() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> BenchmarkTable.read(directory.resolve("none.csv"), "none.csv", SyntheticTable.SPACE))
                .withMessage("table none.csv does not exist")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.table"));
    }

    @Test
    void refusesAMetricThatIsNoColumnOrNoAccuracy() throws IOException {
        BenchmarkTable table = read("architecture,acc,params,change\n" + FIRST + ",9,101,-0.5\n");
        refusesMetric(table, "top1", "has no column 'top1'; its columns are [acc, params, change]");
        refusesMetric(table, null, "[acc, params, change]");
        refusesMetric(table, "architecture", "has no column 'architecture'");
        refusesMetric(table, "params", "line 2 holds 101");
        refusesMetric(table, "change", "line 2 holds -0.5");
    }

    @Test
    void theRealTableHasThePublishedOptima() {
        Path file = SharedData.nasBench201();
        BenchmarkTable table = BenchmarkTable.read(file, "nas-bench-201.csv.gz", SyntheticTable.SPACE);
        assertThat(table.size()).isEqualTo(15_625);
        assertThat(ALL).allMatch(table::contains);
        assertThat(table.metric("cifar10_valid").best()).isBetween(0.916066, 0.916068);
        assertThat(table.metric("cifar10_test").best()).isBetween(0.94373, 0.943734);
        assertThat(table.metric("cifar100_test").best()).isBetween(0.735129, 0.735135);
    }

    @Test
    void everyNumberOfTheRealTableIsTheOneInTheFile() throws IOException {
        Path file = SharedData.nasBench201();
        BenchmarkTable table = BenchmarkTable.read(file, "nas-bench-201.csv.gz", SyntheticTable.SPACE);
        List<String[]> lines;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(","))
                    .toList();
        }
        List<String> header = List.of(lines.get(0));
        int notation = header.indexOf("architecture");
        assertThat(table.columns()).hasSize(header.size() - 1);
        for (String column : table.columns()) {
            int field = header.indexOf(column);
            double[] values = table.values(column);
            assertThat(lines.subList(1, lines.size()))
                    .allMatch(line -> table.value(values, SyntheticTable.SPACE.parse(line[notation]))
                            == Double.parseDouble(line[field]));
        }
        assertThat(table.architectures())
                .extracting(Architecture::notation)
                .containsExactlyElementsOf(lines.subList(1, lines.size()).stream()
                        .map(line -> line[notation])
                        .toList());
    }

    private BenchmarkTable read(String text) throws IOException {
        return BenchmarkTable.read(Files.writeString(directory.resolve("t.csv"), text), "t", SyntheticTable.SPACE);
    }

    private void refuses(String text, String... parts) throws IOException {
        refuses(text.getBytes(StandardCharsets.UTF_8), parts);
    }

    private void refuses(byte[] content, String... parts) throws IOException {
        Path file = Files.write(directory.resolve("bad.csv"), content);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> BenchmarkTable.read(file, "t", SyntheticTable.SPACE))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.table"))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts));
    }

    private static void refusesMetric(BenchmarkTable table, String metric, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> table.metric(metric))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("objective.metric"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
