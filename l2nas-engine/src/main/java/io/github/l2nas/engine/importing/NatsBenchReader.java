package io.github.l2nas.engine.importing;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.pickle.PlainUnpickler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Reads NATS-Bench's topology space in its {@code -simple} form: a bzip2-compressed pickle {@code 000042.pickle.pbz2} for
 * each architecture and {@code meta.pickle.pbz2} with the list of all, in a directory or a tar. {@link NatsBenchResults}
 * says which columns that gives.
 */
final class NatsBenchReader {

    private static final Pattern FILE = Pattern.compile("(?:.*/)?(\\d{6}|meta)\\.pickle\\.pbz2");
    private static final String META = "meta";

    /** Of one file; the benchmark's have about a hundredth of it. */
    private static final int MOST_COMPRESSED_BYTES = 8 << 20;

    private static final int MOST_BYTES = 32 << 20;

    /** Files that are decompressed side by side. */
    private static final int BATCH = 64;

    /** A file as it was found, in memory. */
    private record Compressed(String file, String index, InputStream content) {}

    /** An architecture's results and the file they come from. */
    private record Read(String file, NatsBenchResults results) {}

    private final ImportedTable table;
    private final Consumer<JobEvent> events;
    private final List<Compressed> batch = new ArrayList<>();
    private final Map<Integer, Read> found = new TreeMap<>();
    private List<?> architectures;
    private int total;

    NatsBenchReader(ImportedTable table, Consumer<JobEvent> events) {
        this.table = table;
        this.events = events;
    }

    void readDirectory(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(file -> FILE.matcher(name(file)).matches())
                    .sorted()
                    .toList();
        }
        total = files.size() - 1;
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                add(name(file), in);
            }
        }
        finish();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** Entry names only tell the index; nothing is unpacked. */
    void readTar(InputStream in) {
        String place = "its beginning";
        try {
            TarArchiveInputStream tar = new TarArchiveInputStream(in);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place = entry.getName();
                if (entry.isFile() && FILE.matcher(place).matches()) {
                    add(place, tar);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw table.wrong(
                    "the tar is damaged or cut short at " + place + " (" + e.getMessage() + "). Get it again");
        }
        finish();
    }

    private void add(String file, InputStream in) throws IOException {
        byte[] content = in.readNBytes(MOST_COMPRESSED_BYTES);
        if (in.read() >= 0) {
            throw table.wrong(file + " is larger than any file of NATS-Bench's -simple form. Import that form");
        }
        Matcher matcher = FILE.matcher(file);
        if (matcher.matches()) {
            batch.add(new Compressed(file, matcher.group(1), new ByteArrayInputStream(content)));
        }
        if (batch.size() == BATCH) {
            readBatch();
        }
    }

    private void readBatch() {
        List<Supplier<Object>> contents =
                batch.parallelStream().map(this::attempt).toList();
        for (int i = 0; i < contents.size(); i++) {
            keep(batch.get(i), contents.get(i).get());
        }
        batch.clear();
        events.accept(new JobEvent.Progress("reading", found.size(), Math.max(total, found.size()), null));
    }

    /** Of several damaged files the first is reported, whichever is read first. */
    private Supplier<Object> attempt(Compressed file) {
        try {
            Object content = read(file);
            return () -> content;
        } catch (JobException e) {
            return () -> {
                throw e;
            };
        }
    }

    private Object read(Compressed file) {
        try {
            Object content = PlainUnpickler.read(decompress(file.content()));
            return file.index().equals(META)
                    ? architectures(content)
                    : NatsBenchResults.of(Integer.parseInt(file.index()), content);
        } catch (IOException e) {
            throw table.wrong(file.file() + " is not a file of NATS-Bench's -simple form, or damaged: "
                    + AtomicFile.reason(e) + ". Get it again");
        }
    }

    private static byte[] decompress(InputStream content) throws IOException {
        try (InputStream in = new BZip2CompressorInputStream(content, true)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (in.read() >= 0) {
                throw new IOException("it decompresses to more than " + MOST_BYTES + " bytes");
            }
            return bytes;
        } catch (RuntimeException e) {
            throw new IOException("it is malformed bzip2", e);
        }
    }

    private static List<?> architectures(Object content) throws IOException {
        if (content instanceof Map<?, ?> meta && meta.get("meta_archs") instanceof List<?> list) {
            return list;
        }
        throw new IOException("it has no list 'meta_archs'");
    }

    private void keep(Compressed file, Object content) {
        if (content instanceof List<?> list) {
            architectures = list;
            total = list.size();
        } else if (content instanceof NatsBenchResults results) {
            Read earlier = found.put(results.index(), new Read(file.file(), results));
            if (earlier != null) {
                throw table.wrong(file.file() + " is the same architecture as " + earlier.file() + ". Keep one");
            }
        }
    }

    private void finish() {
        if (!batch.isEmpty()) {
            readBatch();
        }
        if (found.isEmpty()) {
            throw table.wrong("holds no file of NATS-Bench such as 000000.pickle.pbz2. Import NATS-Bench's directory"
                    + " whose name ends in -simple, its tar, csv or JSON");
        }
        if (architectures == null) {
            throw table.wrong("meta.pickle.pbz2 is missing, which lists the architectures. Get the whole directory");
        }
        for (int index = 0; index < architectures.size(); index++) {
            requireListed(index);
        }
        for (Map.Entry<Integer, Read> entry : found.entrySet()) {
            Read row = entry.getValue();
            if (entry.getKey() >= architectures.size()) {
                throw table.wrong(row.file() + " is not among the " + architectures.size()
                        + " architectures of meta.pickle.pbz2. Get the whole directory");
            }
            table.add(row.file(), row.results().architecture(), row.results().values());
        }
    }

    private void requireListed(int index) {
        Read row = found.get(index);
        if (row == null) {
            throw table.wrong(String.format(Locale.ROOT, "%06d", index) + ".pickle.pbz2 is missing: architecture "
                    + index + " of " + architectures.size() + ". Get the whole directory");
        }
        if (!row.results().architecture().equals(architectures.get(index))) {
            throw table.wrong(row.file() + " holds another architecture than meta.pickle.pbz2 says, '"
                    + row.results().architecture() + "'. Get the whole directory");
        }
    }
}
