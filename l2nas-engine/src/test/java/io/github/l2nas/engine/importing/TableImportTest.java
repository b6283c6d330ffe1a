package io.github.l2nas.engine.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.ImportTableJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.testdata.SharedData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableImportTest {

    private static final String A = "|avg_pool_3x3~0|+|none~0|none~1|+|none~0|none~1|none~2|";
    private static final String B = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";

    @TempDir
    Path directory;

    private final List<JobEvent> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"arch_str", "arch", "Architecture", "cell", "genotype"})
    void findsTheColumnOfArchitecturesInACsvExport(String name) throws IOException {
        assertThat(imported("valid-acc," + name + "\n10.5," + B + "\n11.25," + A + "\n"))
                .isEqualTo("architecture,valid-acc\n" + A + ",11.25\n" + B + ",10.5\n");
    }

    @Test
    void keepsTheIndexThatPandasWritesAndOrdersRowsByIt() throws IOException {
        assertThat(imported("\uFEFF,arch,acc\r\n1," + A + ",10\r\n0," + B + ",11\r\n\r\n"))
                .isEqualTo("architecture,index,acc\n" + B + ",0,11\n" + A + ",1,10\n");
    }

    @Test
    void ordersRowsByArchitectureWhereTheIndexDoesNotNumberThem() throws IOException {
        assertThat(imported("index,arch\n7," + B + "\n7," + A + "\n"))
                .isEqualTo("architecture,index\n" + A + ",7\n" + B + ",7\n");
    }

    @Test
    void leavesColumnsOutThatHoldMoreThanNumbersAndSaysSo() throws IOException {
        assertThat(imported("arch,dataset,acc,latency\n" + A + ",cifar10,1e1,3\n" + B + ",cifar10,9,\n"))
                .isEqualTo("architecture,acc\n" + A + ",1e1\n" + B + ",9\n");
        assertThat(events)
                .contains(
                        new JobEvent.Note("column 'dataset' is left out: 'cifar10' in line 2 is not a number"),
                        new JobEvent.Note("column 'latency' is left out: '' in line 3 is not a number"));
    }

    @Test
    void namesTheLineOfWhatIsWrongInACsvExport() throws IOException {
        refuses("name,acc\n" + A + ",1\n", "line 1", "[name, acc]", "Rename it to 'architecture'");
        refuses("arch,acc,acc\n" + A + ",1,1\n", "line 1", "'acc' stands twice");
        refuses("arch,acc\n" + A + ",1\n" + B + "\n", "line 3: 1 fields where the header has 2");
        refuses("arch,acc\n" + A + ",1\n|conv~0|,2\n", "line 3: ", "|conv~0|");
        refuses("arch,acc\n" + A + ",1\n" + A + ",2\n", "line 3", "came before, in line 2");
        refuses("arch,acc\n8:8:16:64:8,1\n", "line 2: ", "This is NATS-Bench's size space", "a space of choices");
        refuses("arch,acc\n", "there is nothing to import");
        refuses("", "there is nothing to import");
    }

    @Test
    void importsJsonOfArchitectureToAccuracy() throws IOException {
        assertThat(imported("{\"" + B + "\": 0.93, \"" + A + "\": 0.931}"))
                .isEqualTo("architecture,accuracy\n" + A + ",0.931\n" + B + ",0.93\n");
    }

    @Test
    void importsJsonOfArchitectureToAccuraciesByDataSetAndSplit() throws IOException {
        String first = "{\"cifar10_valid\": 91.2, \"cifar100\": {\"valid\": 70, \"test\": 71.5}, \"by\": \"me\"}";
        String second = "{\"cifar10_valid\": 90.0, \"cifar100\": {\"valid\": 7e1, \"test\": 72}}";
        assertThat(imported("{\"" + A + "\": " + first + ", \"" + B + "\": " + second + "}"))
                .isEqualTo("architecture,cifar10_valid,cifar100_valid,cifar100_test\n" + A + ",91.2,70,71.5\n" + B
                        + ",90,70,72\n");
        assertThat(events)
                .contains(new JobEvent.Note("field 'by' is left out: it is not a number in entry '" + A + "'"));
    }

    @Test
    void importsAJsonListOfObjects() throws IOException {
        assertThat(imported("\n [{\"idx\": 3, \"arch_str\": \"" + A + "\", \"acc\": 10}, {\"idx\": 2, \"arch_str\": \""
                        + B + "\", \"acc\": 11}]"))
                .isEqualTo("architecture,idx,acc\n" + B + ",2,11\n" + A + ",3,10\n");
    }

    @Test
    void namesThePlaceOfWhatIsWrongInJson() throws IOException {
        refuses("{\"" + A + "\": 0.93,\n", "line ", "cut short");
        refuses("{\"" + A + "\": 0.93}}", "line 1");
        refuses("{\"" + A + "\": 0.93, \"" + A + "\": 0.94}", "Duplicate", A);
        refuses("{\"|conv~0|\": 0.93}", "entry '|conv~0|'");
        refuses("[{\"name\": \"" + A + "\", \"acc\": 10}]", "entry 1 has none of the fields", "'architecture'");
        refuses("[5]", "entry 1 has none of the fields");
        refuses("{\"" + A + "\": {\"x\": 1, \"y\": 2}, \"" + B + "\": {\"x\": 1}}", "entry '" + B + "'", "has no [y]");
        refuses("{\"" + A + "\": {\"x_y\": 1, \"x\": {\"y\": 2}}}", "two fields give a column 'x_y'");
        refuses("{\"" + A + "\": 1e999999999}", "too large a number: 1E+999999999");
        refuses("{\"" + A + "\": NaN}", "line 1");
        refuses("{\"" + A + "\": \"high\"}", "there is nothing to import");
        refuses("{}", "there is nothing to import");
    }

    @Test
    void namesASourceThatDoesNotExistOrIsCutShortOrNoText() throws IOException {
        Path none = directory.resolve("none.csv");
        refuses(none, none + " does not exist");
        byte[] gzip = gzip("arch,acc\n" + A + ",1\n");
        refuses(Files.write(directory.resolve("cut"), Arrays.copyOf(gzip, gzip.length - 9)), "cut: ", "cut short");
        refuses(Files.write(directory.resolve("latin"), new byte[] {'a', 'r', 'c', 'h', (byte) 0xe9, '\n'}), "UTF-8");
    }

    @Test
    void knowsOnlySpacesThatExist() throws IOException {
        Path source = Files.writeString(directory.resolve("source"), "arch,acc\n");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> new TableImport()
                        .run(new ImportTableJob(Part.named("nas-bench-102"), source, source, directory), events::add))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("space"));
    }

    @Test
    void writesCompressedBytesThatDoNotTellWhenTheyWereWritten() throws IOException {
        Path source = Files.write(directory.resolve("source"), gzip("arch,acc\n" + A + ",1\n"));
        byte[] first = Files.readAllBytes(importTable(source, directory.resolve("a.csv.gz")));
        byte[] second = Files.readAllBytes(importTable(source, directory.resolve("b.csv.gz")));
        assertThat(second).isEqualTo(first);
        assertThat(Arrays.copyOfRange(first, 4, 8)).containsOnly(0); // RFC 1952: modification time
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(first))) {
            assertThat(in).hasContent("architecture,acc\n" + A + ",1");
        }
    }

    @Test
    void keepsAnOlderTableWhereTheSourceIsWrong() throws IOException {
        Path table = Files.writeString(directory.resolve("table.csv"), "older");
        Path source = Files.writeString(directory.resolve("source"), "arch,acc\nnonsense,1\n");
        assertThatExceptionOfType(JobException.class).isThrownBy(() -> importTable(source, table));
        assertThat(table).hasContent("older");
        assertThat(directory).isDirectoryNotContaining("glob:**.{unchecked,part}");
    }

    @Test
    void importsTheRealTableOntoItself() throws IOException {
        Path file = SharedData.nasBench201();
        Path written = importTable(file, directory.resolve("table.csv.gz"));
        BenchmarkTable original = BenchmarkTable.read(file, "original", SearchSpaces.named("nas-bench-201"));
        BenchmarkTable table = BenchmarkTable.read(written, "imported", SearchSpaces.named("nas-bench-201"));
        assertThat(table.columns()).isEqualTo(original.columns());
        assertThat(new ArrayList<>(table.architectures())).isEqualTo(new ArrayList<>(original.architectures()));
        for (String column : List.of("cifar10_valid", "cifar100_test")) {
            BenchmarkTable.Metric before = original.metric(column);
            BenchmarkTable.Metric after = table.metric(column);
            assertThat(table.architectures())
                    .allMatch(architecture -> after.accuracy(architecture) == before.accuracy(architecture));
        }
    }

    private String imported(String source) throws IOException {
        Path file = Files.writeString(directory.resolve("source"), source);
        return Files.readString(importTable(file, directory.resolve("new/table.csv")));
    }

    private Path importTable(Path source, Path table) {
        new TableImport().run(new ImportTableJob(Part.named("nas-bench-201"), source, table, directory), events::add);
        return table;
    }

    private void refuses(String source, String... parts) throws IOException {
        refuses(Files.writeString(directory.resolve("source"), source), parts);
    }

    private void refuses(Path source, String... parts) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> importTable(source, directory.resolve("table.csv")))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("source"))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
