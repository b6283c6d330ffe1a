package io.github.l2nas.engine.importing;

import io.github.l2nas.engine.job.ImportTableJob;
import io.github.l2nas.engine.job.JobEvent;
import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.journal.AtomicFile;
import io.github.l2nas.engine.table.BenchmarkTable;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.SearchSpaces;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Converts what users of a benchmark have on disk: csv exports, JSON of architecture to accuracies, and NATS-Bench's
 * {@code -simple} directory or a tar of it. The format is found out from the content.
 */
public final class TableImport {

    private static final int HEAD = 512;
    private static final int TAR_MAGIC_OFFSET = 257;
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    /**
     * Converts and checks.
     *
     * @param job source and table
     * @param events is told of progress and the result
     * @throws JobException where the source is malformed; names file and place
     */
    public void run(ImportTableJob job, Consumer<JobEvent> events) {
        SearchSpace space = space(job.space());
        Path source = job.source();
        if (!Files.exists(source)) {
            throw new JobException("source", source + " does not exist");
        }
        ImportedTable table = new ImportedTable(source.getFileName().toString());
        try {
            read(source, space, table, events);
        } catch (IOException e) {
            throw table.wrong("can't be read: " + AtomicFile.reason(e));
        }
        writeTable(job.table(), table);
        BenchmarkTable written =
                BenchmarkTable.read(job.table(), job.table().getFileName().toString(), space);
        List<String> summary = new ArrayList<>();
        summary.add("table         " + written.size() + " architectures of " + space.name());
        summary.add("columns       " + written.columns());
        events.accept(new JobEvent.Result(true, summary, List.of(job.table())));
    }

    private static SearchSpace space(String name) {
        try {
            return SearchSpaces.named(name);
        } catch (IllegalArgumentException e) {
            throw new JobException("space", e.getMessage());
        }
    }

    private static void writeTable(Path file, ImportedTable table) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new JobException("table", "can't create the directory of " + file + ": " + AtomicFile.reason(e));
        }
        table.write(file);
    }

    private static void read(Path source, SearchSpace space, ImportedTable table, Consumer<JobEvent> events)
            throws IOException {
        if (Files.isDirectory(source)) {
            new NatsBenchReader(space, table, events).readDirectory(source);
            return;
        }
        try (InputStream in = decompressed(source)) {
            in.mark(HEAD);
            byte[] head = in.readNBytes(HEAD);
            in.reset();
            if (isTar(head)) {
                new NatsBenchReader(space, table, events).readTar(in);
            } else if (isJson(head)) {
                new JsonTableReader(space, table).read(in);
            } else {
                new CsvExportReader(space, table, events).read(in);
            }
        }
    }

    private static InputStream decompressed(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzip = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
        in.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(in)) : in;
    }

    private static boolean isTar(byte[] head) {
        return head.length == HEAD && new String(head, TAR_MAGIC_OFFSET, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    private static boolean isJson(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8).strip();
        return text.startsWith("{") || text.startsWith("[");
    }
}
