package io.github.l2nas.engine.importing;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.ImportTableJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * Converts what users of a benchmark have on disk: csv exports, JSON of architecture to accuracies, and NATS-Bench's
 * {@code -simple} directory or a tar of it. The format is found out from the content. The same source gives the same bytes.
 */
public final class TableImport {

    /**
     * Converts and checks. The table appears whole, after it was read back, or not at all.
     *
     * @param job source and table
     * @param events is told of progress, of what is left out, and of the result
     * @throws JobException where the source is malformed; names file and place
     */
    public void run(ImportTableJob job, Consumer<JobEvent> events) {
        SearchSpace space = SearchSpaces.of(job.space());
        Path source = job.source();
        if (!Files.exists(source)) {
            throw new JobException("source", source + " does not exist. Correct the path");
        }
        ImportedTable table = new ImportedTable(source.getFileName().toString(), space);
        try {
            read(source, table, events);
        } catch (IOException e) {
            throw unreadable(table, e);
        }
        BenchmarkTable written = write(job.table(), table, space);
        List<String> summary = new ArrayList<>();
        summary.add("table         " + written.size() + " architectures of " + space.name());
        summary.add("columns       " + written.columns());
        events.accept(new JobEvent.Result(true, summary, List.of(job.table())));
    }

    private static void read(Path source, ImportedTable table, Consumer<JobEvent> events) throws IOException {
        if (Files.isDirectory(source)) {
            new NatsBenchReader(table, events).readDirectory(source);
            return;
        }
        try (InputStream in = Contents.decompressed(Files.newInputStream(source))) {
            switch (Contents.of(in)) {
                case TAR -> new NatsBenchReader(table, events).readTar(in);
                case JSON -> new JsonTableReader(table, events).read(Contents.boundedText(in));
                case CSV -> new CsvExportReader(table, events).read(Contents.boundedText(in));
                case BZIP2 ->
                    throw table.wrong(
                            "a bzip2 file is not imported by itself. Of NATS-Bench, import the directory whose name ends"
                                    + " in -simple, or its tar");
                case PYTORCH ->
                    throw table.wrong(
                            "files of PyTorch are not imported. Import NATS-Bench's directory whose name ends in -simple,"
                                    + " or export csv or JSON");
            }
        }
    }

    private static JobException unreadable(ImportedTable table, IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return table.wrong("the file is damaged or cut short (" + AtomicFile.reason(e) + "). Get it again");
        }
        if (e instanceof CharacterCodingException) {
            return table.wrong("the file is neither text in UTF-8 nor a tar. Import csv, JSON, or NATS-Bench's -simple"
                    + " directory or its tar");
        }
        return table.wrong("can't be read: " + AtomicFile.reason(e));
    }

    private static BenchmarkTable write(Path file, ImportedTable table, SearchSpace space) {
        String name = file.getFileName().toString();
        Path unchecked = file.resolveSibling(name + ".unchecked");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            table.write(unchecked, name.endsWith(".gz"));
            BenchmarkTable written = BenchmarkTable.read(unchecked, name, space);
            Files.move(unchecked, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } catch (IOException e) {
            throw new JobException(
                    "table", "can't write " + file + ": " + AtomicFile.reason(e) + ". Choose another file");
        } finally {
            deleteQuietly(unchecked);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is on its way to the user, a table or the reason there is none, matters more than a leftover.
        }
    }
}
