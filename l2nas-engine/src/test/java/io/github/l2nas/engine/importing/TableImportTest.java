package io.github.l2nas.engine.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.engine.job.ImportTableJob;
import io.github.l2nas.engine.job.JobEvent;
import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.table.BenchmarkTable;
import io.github.l2nas.engine.table.SyntheticTable;
import io.github.l2nas.spaces.Architecture;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableImportTest {

    private static final List<Architecture> ALL = SyntheticTable.architectures();
    private static final String FIRST = ALL.get(0).notation();
    private static final String SECOND = ALL.get(1).notation();

    @TempDir
    Path directory;

    private final List<JobEvent> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"arch_str", "Architecture", "genotype"})
    void readsCsvWithAnyUsualNameForArchitecturesAndLeavesTextOut(String name) throws IOException {
        Path source = Files.writeString(
                directory.resolve("export.csv"),
                "\uFEFF," + name + ",note,test-accuracy\r\n0," + FIRST + ",fine,94.37\r\n1," + SECOND + ",,9e1\r\n");
        Path table = importTable(source, "table.csv");
        assertThat(table)
                .hasContent("architecture,column_0,test-accuracy\n" + FIRST + ",0,94.37\n" + SECOND + ",1,9e1\n");
        assertThat(events).contains(new JobEvent.Note("column 'note' is left out: it holds more than numbers"));
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new JobEvent.Result(
                        true,
                        List.of(
                                "table         2 architectures of nas-bench-201",
                                "columns       [column_0, test-accuracy]"),
                        List.of(table)));
    }

    @Test
    void readsJsonOfArchitectureToAccuracy() throws IOException {
        assertThat(importText("{\"" + FIRST + "\": 94.370000000000001, \"" + SECOND + "\": 9}"))
                .hasContent("architecture,accuracy\n" + FIRST + ",94.370000000000001\n" + SECOND + ",9\n");
    }

    @Test
    void readsJsonOfArchitectureToNestedAccuracies() throws IOException {
        assertThat(importText("{\"" + FIRST + "\": {\"cifar10\": {\"valid\": 1.5, \"test\": 2}, \"by\": \"me\"}}"))
                .hasContent("architecture,cifar10_valid,cifar10_test\n" + FIRST + ",1.5,2\n");
    }

    @Test
    void readsAJsonListOfObjects() throws IOException {
        assertThat(importText(
                        "[{\"arch_str\": \"" + FIRST + "\", \"acc\": 1}, {\"acc\": 2, \"arch\": \"" + SECOND + "\"}]"))
                .hasContent("architecture,acc\n" + FIRST + ",1\n" + SECOND + ",2\n");
    }

    @Test
    void namesThePlaceOfWhatIsWrongInCsvAndJson() throws IOException {
        refuses("name,acc\n" + FIRST + ",1\n", "line 1: none of the columns [name, acc]");
        refuses("arch,acc\n" + FIRST + "\n", "line 2: 1 fields where the header has 2");
        refuses("arch,acc\n|x~0|,1\n", "line 2: ");
        refuses("arch,acc\n" + FIRST + ",1\n" + FIRST + ",2\n", "line 3", "came before");
        refuses("arch,acc\n", "nothing to import");
        refuses("", "nothing to import");
        refuses("{\"" + FIRST + "\": 1, }", "line 1, column ");
        refuses("{\"" + FIRST + "\": 1", "line 1, column ");
        refuses("{\"nothing\": 1}", "entry 'nothing': ");
        refuses("[{\"acc\": 1}]", "entry 1 has none of the fields [architecture");
        refuses("{\"" + FIRST + "\": {\"a\": 1}, \"" + SECOND + "\": {\"b\": 1}}", FIRST, "has no [b], others have");
    }

    /** Accuracies as generate.py invents them: the mean over seeds 777, 888, 999 where there are three trials. */
    @ParameterizedTest
    @ValueSource(strings = {"simple", "simple.tar"})
    void readsNatsBenchAsTheMeanOverTrialsAtTheLastEpoch(String name) throws IOException {
        Path table = importTable(resource(name), "table.csv");
        assertThat(directory.toFile().list()).containsExactly("table.csv");
        assertThat(directory.resolve("../../evil")).doesNotExist();
        BenchmarkTable read = BenchmarkTable.read(table, "t", SyntheticTable.SPACE);
        assertThat(read.columns())
                .containsExactly(
                        "cifar10_valid",
                        "cifar10_test",
                        "cifar100_valid",
                        "cifar100_test",
                        "imagenet16_120_valid",
                        "imagenet16_120_test",
                        "cifar10_valid_12ep",
                        "cifar10_test_12ep",
                        "cifar100_valid_12ep",
                        "cifar100_test_12ep",
                        "imagenet16_120_valid_12ep",
                        "imagenet16_120_test_12ep");
        int index = 0;
        for (Architecture architecture : read.architectures()) {
            double seeds = index == 1 ? 0.008 : 0.007;
            double base = 50 + 10 * index;
            assertAccuracy(read, "cifar10_valid", architecture, base + seeds + 199e-6);
            assertAccuracy(read, "cifar10_test", architecture, base + 1 + seeds + 199e-6);
            assertAccuracy(read, "cifar100_valid", architecture, base + 2 + seeds + 199e-6);
            assertAccuracy(read, "cifar100_test", architecture, base + 2.1 + seeds + 199e-6);
            assertAccuracy(read, "imagenet16_120_test", architecture, base + 3.1 + seeds + 199e-6);
            assertAccuracy(read, "cifar10_valid_12ep", architecture, base + 0.007 + 11e-6);
            index++;
        }
        assertThat(index).isEqualTo(4);
    }

    private static void assertAccuracy(BenchmarkTable table, String column, Architecture architecture, double percent) {
        assertThat(table.metric(column).accuracy(architecture))
                .as("%s of %s", column, architecture.notation())
                .isCloseTo(percent / 100, within(1e-11));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "command-protocol-0; it names the class posix.system",
                "command-protocol-2; it names the class posix.system",
                "command-protocol-4; it names the class posix.system",
                "object-protocol-0; it names the class copy_reg._reconstructor",
                "object-protocol-2; it names the class models.Plain",
                "object-protocol-4; it names the class models.Plain",
                "cut-short; is not a file of NATS-Bench",
                "cut-pickle; is not a file of NATS-Bench",
                "list; a dictionary is missing",
                "no-results; a dictionary is missing",
                "other-schedule; has results of neither 12 nor 200 epochs, only [90]",
                "malformed-architecture; 000000.pickle.pbz2: "
            })
    void refusesAFileThatIsHostileOrDamaged(String fixture, String message) throws IOException {
        Path source = Files.createDirectory(directory.resolve("source"));
        Files.copy(resource("hostile/" + fixture + ".pbz2"), source.resolve("000000.pickle.pbz2"));
        refuses(source, "000000.pickle.pbz2", message);
        assertThat(Path.of("nats-bench-was-executed")).doesNotExist();
        assertThat(directory.resolve("table.csv")).doesNotExist();
    }

    @Test
    void namesAFileThatIsMissingAlsoWhereDigitsAreWrittenOtherwise() throws IOException {
        Path source = copyOfSimple();
        Files.delete(source.resolve("000002.pickle.pbz2"));
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            refuses(source, "architecture 2 of 4 is missing: there is no file 000002.pickle.pbz2");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesADirectoryThatIsNotNatsBench() throws IOException {
        refuses(Files.createDirectory(directory.resolve("source")), "holds no file of NATS-Bench");
    }

    @Test
    void namesAFileThatHoldsAnotherArchitectureThanTheMetaFileSays() throws IOException {
        Path source = copyOfSimple();
        Files.delete(source.resolve("000002.pickle.pbz2"));
        Files.copy(source.resolve("000001.pickle.pbz2"), source.resolve("000002.pickle.pbz2"));
        refuses(source, "000002.pickle.pbz2 holds", "but the meta file says");
    }

    private Path copyOfSimple() throws IOException {
        Path source = Files.createDirectory(directory.resolve("source"));
        try (var files = Files.list(resource("simple"))) {
            for (Path file : files.toList()) {
                Files.copy(file, source.resolve(file.getFileName().toString()));
            }
        }
        return source;
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.csv", "table.csv.gz"})
    void writesTheSameBytesEachTimeAndNothingWhereItFails(String name) throws IOException {
        Path table = importTable(resource("simple"), name);
        byte[] first = Files.readAllBytes(table);
        importTable(resource("simple.tar"), name);
        assertThat(table).hasBinaryContent(first);
        Path bad = Files.writeString(directory.resolve("bad.json"), "{\"" + FIRST + "\": 1");
        assertThatExceptionOfType(JobException.class).isThrownBy(() -> importTable(bad, name));
        assertThat(table).hasBinaryContent(first);
    }

    @Test
    void saysThatTheSourceDoesNotExist() {
        refuses(directory.resolve("none.csv"), "none.csv does not exist");
    }

    private Path importText(String text) throws IOException {
        return importTable(Files.writeString(directory.resolve("source"), text), "table.csv");
    }

    private Path importTable(Path source, String name) {
        Path table = directory.resolve(name);
        new TableImport().run(new ImportTableJob("nas-bench-201", source, table, directory), events::add);
        return table;
    }

    private void refuses(String text, String... parts) throws IOException {
        refuses(Files.writeString(directory.resolve("source"), text), parts);
    }

    private void refuses(Path source, String... parts) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> importTable(source, "table.csv"))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("source"))
                .satisfies(e ->
                        assertThat(e).hasMessageContaining(source.getFileName().toString()))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts));
    }

    private static Path resource(String name) {
        try {
            return Path.of(
                    TableImportTest.class.getResource("/nats-bench/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
