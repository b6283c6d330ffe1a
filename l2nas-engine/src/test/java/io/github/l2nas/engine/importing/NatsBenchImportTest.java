package io.github.l2nas.engine.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.ImportTableJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixtures are laid out like the official files; their README says how they were made. */
class NatsBenchImportTest {

    private static final String NAME = "NATS-tss-v1_0-3ffb9-simple";

    @TempDir
    Path directory;

    private final List<JobEvent> events = Collections.synchronizedList(new ArrayList<>());
    private Path simple;

    @BeforeEach
    void copyFixture() throws IOException, URISyntaxException {
        simple = Files.createDirectory(directory.resolve(NAME));
        for (Path file : list(fixtures().resolve(NAME))) {
            Files.copy(file, simple.resolve(file.getFileName().toString()));
        }
    }

    @Test
    void importsTheMeansThatNumpyComputesInTheOrderOfTheOfficialIndex() throws IOException, URISyntaxException {
        assertThat(importTable(simple, "table.csv"))
                .hasSameTextualContentAs(fixtures().resolve("expected.csv"), StandardCharsets.UTF_8);
        assertThat(events).contains(new JobEvent.Progress("reading", 5, 5, null));
        assertThat(events).last().isInstanceOfSatisfying(JobEvent.Result.class, result -> {
            assertThat(result.summary()).contains("table         5 architectures of nas-bench-201");
            assertThat(result.files()).containsExactly(directory.resolve("out/table.csv"));
        });
    }

    @Test
    void importsTheSameFromATarInAnyOrderWhateverItsEntriesAreCalled() throws IOException {
        List<Path> files = list(simple);
        Collections.reverse(files);
        Path plain = tar("plain.tar", NAME + "/", files);
        Path outside = tar("outside", "../../../outside/", files);
        Path gzip = directory.resolve("compressed.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(plain, out);
        }
        byte[] expected = Files.readAllBytes(importTable(simple, "directory.csv.gz"));
        assertThat(importTable(plain, "plain.csv.gz")).hasBinaryContent(expected);
        assertThat(importTable(outside, "outside.csv.gz")).hasBinaryContent(expected);
        assertThat(importTable(gzip, "gzip.csv.gz")).hasBinaryContent(expected);
        assertThat(directory.resolveSibling("outside")).doesNotExist();
    }

    @Test
    void namesFileAndFunctionOfAHostilePickleAndDoesNotCallIt() throws URISyntaxException {
        refuses(
                fixtures().resolve("hostile-simple"),
                "hostile-simple: 000000.pickle.pbz2 is not a file of NATS-Bench's -simple form",
                "it names the class or function posix.system");
        assertThat(Path.of("l2nas-was-here")).doesNotExist();
    }

    @Test
    void namesAFileThatIsCutShort() throws IOException {
        Path file = simple.resolve("000002.pickle.pbz2");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        refuses(simple, NAME + ": 000002.pickle.pbz2 is not a file", "Get it again");
        Files.write(file, new byte[0]);
        refuses(simple, "000002.pickle.pbz2 is not a file");
    }

    @Test
    void namesTheFirstOfSeveralDamagedFiles() throws IOException {
        for (String name : List.of("000003.pickle.pbz2", "000001.pickle.pbz2", "meta.pickle.pbz2")) {
            Files.writeString(simple.resolve(name), "<html>not found</html>");
        }
        refuses(simple, "000001.pickle.pbz2 is not a file");
    }

    @Test
    void namesAMissingFile() throws IOException {
        Files.delete(simple.resolve("000001.pickle.pbz2"));
        refuses(simple, "000001.pickle.pbz2 is missing: architecture 1 of 5");
        Files.delete(simple.resolve("meta.pickle.pbz2"));
        refuses(simple, "meta.pickle.pbz2 is missing");
    }

    @Test
    void namesAMissingFileInPlainDigitsInEveryLocale() throws IOException {
        Files.delete(simple.resolve("000002.pickle.pbz2"));
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            refuses(simple, "000002.pickle.pbz2 is missing: architecture 2 of 5");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void namesAFileWithTheContentOfAnother() throws IOException, URISyntaxException {
        Files.copy(simple.resolve("000001.pickle.pbz2"), simple.resolve("000007.pickle.pbz2"));
        refuses(simple, "000007.pickle.pbz2", "its name says architecture 7, its content another");
        Files.delete(simple.resolve("000007.pickle.pbz2"));
        Files.copy(
                fixtures().resolve("hostile-simple/meta.pickle.pbz2"),
                simple.resolve("meta.pickle.pbz2"),
                StandardCopyOption.REPLACE_EXISTING);
        refuses(simple, "000001.pickle.pbz2 is not among the 1 architectures of meta.pickle.pbz2");
    }

    @Test
    void namesWhatIsNotLaidOutLikeTheBenchmark() throws IOException {
        replacePickle("000000.pickle.pbz2", "\u0080\4](K\1e.");
        refuses(simple, "000000.pickle.pbz2", "the file is not a dictionary");
        replacePickle("000000.pickle.pbz2", "\u0080\4}\u008c\00290}s.");
        refuses(simple, "000000.pickle.pbz2", "results of neither 12 nor 200 epochs, only of [90]");
        replacePickle("000000.pickle.pbz2", "\u0080\4}\u008c\003200}\u008c\12arch_indexK\0ss.");
        refuses(simple, "000000.pickle.pbz2", "'arch_str' is not text");
        replacePickle(
                "000000.pickle.pbz2",
                "\u0080\4}\u008c\003200}(\u008c\12arch_indexK\0\u008c\10arch_str\u008c\3|x|\u008c\14dataset_seed}us.");
        refuses(simple, "000000.pickle.pbz2 holds another architecture than meta.pickle.pbz2 says, '|x|'");
    }

    @Test
    void namesAMetaFileWithoutArchitectures() throws IOException {
        replacePickle("meta.pickle.pbz2", "\u0080\4}.");
        refuses(simple, "meta.pickle.pbz2", "no list 'meta_archs'");
    }

    @Test
    void saysWhatAnAccuracyIsThatIsNotFinite() throws IOException {
        byte[] pickle = decompress(simple.resolve("000000.pickle.pbz2"));
        String text = new String(pickle, StandardCharsets.ISO_8859_1);
        String key = "x-valid@199";
        int number = text.indexOf('G', text.indexOf(key) + key.length());
        String notFinite = text.substring(0, number + 1) + "\177\u00f8\0\0\0\0\0\0" + text.substring(number + 9);
        replacePickle("000000.pickle.pbz2", notFinite);
        refuses(simple, "000000.pickle.pbz2", "is not finite");
    }

    @Test
    void boundsWhatAFileDecompressesTo() throws IOException {
        replacePickle("000004.pickle.pbz2", "N".repeat(33 << 20));
        refuses(simple, "000004.pickle.pbz2", "decompresses to more than 33554432 bytes");
    }

    @Test
    void reportsATarThatIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(tar("whole.tar", NAME + "/", list(simple)));
        int blocks = (int) (Files.size(simple.resolve("000000.pickle.pbz2")) + 511) / 512;
        int end = 512 * (1 + blocks);
        Path inFile = Files.write(directory.resolve("cut.tar"), Arrays.copyOf(whole, end + 5000));
        refuses(inFile, "cut.tar: the tar is damaged or cut short at " + NAME + "/000001.pickle.pbz2", "Get it again");
        Path betweenFiles = Files.write(directory.resolve("short.tar"), Arrays.copyOf(whole, end));
        refuses(betweenFiles, "short.tar", "meta.pickle.pbz2 is missing");
    }

    @Test
    void refusesATarWithTwoFilesOfOneArchitecture() throws IOException {
        List<Path> files = list(simple);
        files.add(files.get(0));
        refuses(tar("twice.tar", "", files), "000000.pickle.pbz2 is the same architecture as 000000.pickle.pbz2");
    }

    @Test
    void refusesADirectoryWithoutFilesOfTheBenchmark() throws IOException {
        refuses(Files.createDirectory(directory.resolve("empty")), "empty: holds no file of NATS-Bench", "-simple");
    }

    @Test
    void sendsUsersOfTheOtherOfficialFilesToTheRightOne() throws IOException {
        Path whole = Files.copy(simple.resolve("000000.pickle.pbz2"), directory.resolve("NATS-tss-v1_0.pickle.pbz2"));
        refuses(whole, "NATS-tss-v1_0.pickle.pbz2: a bzip2 file is not imported by itself", "-simple");
        Path pth = Files.write(directory.resolve("NAS-Bench-201-v1_1.pth"), new byte[] {(byte) 0x80, 2, (byte) 0x8a});
        refuses(pth, "NAS-Bench-201-v1_1.pth: files of PyTorch are not imported", "-simple");
    }

    private void replacePickle(String name, String pickle) throws IOException {
        try (OutputStream out = new BZip2CompressorOutputStream(Files.newOutputStream(simple.resolve(name)))) {
            out.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] decompress(Path file) throws IOException {
        try (InputStream in = new BZip2CompressorInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private Path tar(String name, String prefix, List<Path> files) throws IOException {
        Path tar = directory.resolve(name);
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            for (Path file : files) {
                TarArchiveEntry entry = new TarArchiveEntry(prefix + file.getFileName(), true);
                entry.setSize(Files.size(file));
                out.putArchiveEntry(entry);
                Files.copy(file, out);
                out.closeArchiveEntry();
            }
        }
        return tar;
    }

    private Path importTable(Path source, String table) {
        Path written = directory.resolve("out").resolve(table);
        new TableImport().run(new ImportTableJob(Part.named("nas-bench-201"), source, written, directory), events::add);
        return written;
    }

    private void refuses(Path source, String... parts) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> importTable(source, "none.csv"))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("source"))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts));
        assertThat(directory.resolve("out")).doesNotExist();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }

    private static Path fixtures() throws URISyntaxException {
        return Path.of(NatsBenchImportTest.class
                        .getResource("nats-bench/README.md")
                        .toURI())
                .getParent();
    }
}
