package io.github.l2nas.engine.importing;

import io.github.l2nas.engine.artifact.Decimals;
import io.github.l2nas.engine.job.JobEvent;
import io.github.l2nas.engine.journal.AtomicFile;
import io.github.l2nas.spaces.NotationException;
import io.github.l2nas.spaces.SearchSpace;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Reads NATS-Bench's topology space in its {@code -simple} form: a bzip2-compressed pickle {@code 000042.pickle.pbz2} for
 * each architecture and {@code meta.pickle.pbz2}, in a directory or a tar. Columns are what the benchmark's own {@code
 * get_more_info(is_random=False)} returns, the mean over trials at the last epoch: {@code cifar10_valid} is set x-valid of
 * cifar10-valid, {@code cifar10_test} ori-test of cifar10, {@code cifar100_*} and {@code imagenet16_120_*} x-valid and
 * x-test. Results of the 12-epoch schedule have the suffix {@code _12ep}.
 */
final class NatsBenchReader {

    private static final Pattern FILE = Pattern.compile("(?:.*/)?(\\d{6}|meta)\\.pickle\\.pbz2");
    private static final String META = "meta";

    /** Decompressed bytes of one file; the benchmark's have well under a tenth of this, its meta file too. */
    private static final long LARGEST_PICKLE = 256L << 20;

    private static final int PROGRESS_FILES = 100;

    /** A column: dataset and evaluation set in the benchmark's terms. */
    private record Source(String column, String dataset, String set) {}

    private static final List<Source> SOURCES = List.of(
            new Source("cifar10_valid", "cifar10-valid", "x-valid"),
            new Source("cifar10_test", "cifar10", "ori-test"),
            new Source("cifar100_valid", "cifar100", "x-valid"),
            new Source("cifar100_test", "cifar100", "x-test"),
            new Source("imagenet16_120_valid", "ImageNet16-120", "x-valid"),
            new Source("imagenet16_120_test", "ImageNet16-120", "x-test"));

    private static final Map<String, String> SCHEDULES = schedules();

    private static Map<String, String> schedules() {
        Map<String, String> schedules = new LinkedHashMap<>();
        schedules.put("200", "");
        schedules.put("12", "_12ep");
        return schedules;
    }

    /** One architecture's results. */
    private record Row(String where, String architecture, Map<String, String> values) {}

    private final SearchSpace space;
    private final ImportedTable table;
    private final Consumer<JobEvent> events;
    private final Map<Integer, Row> rows = new TreeMap<>();
    private List<?> architectures;

    NatsBenchReader(SearchSpace space, ImportedTable table, Consumer<JobEvent> events) {
        this.space = space;
        this.table = table;
        this.events = events;
    }

    void readDirectory(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.sorted().toList();
        }
        for (Path file : files) {
            Matcher matcher = FILE.matcher(file.getFileName().toString());
            if (matcher.matches()) {
                try (InputStream in = Files.newInputStream(file)) {
                    readEntry(file.getFileName().toString(), matcher.group(1), in);
                }
            }
        }
        addRows();
    }

    /** Entry names only tell the index; nothing is unpacked. */
    void readTar(InputStream in) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Matcher matcher = FILE.matcher(entry.getName());
            if (entry.isFile() && matcher.matches()) {
                readEntry(entry.getName(), matcher.group(1), tar);
            }
        }
        addRows();
    }

    private void readEntry(String file, String index, InputStream in) {
        Object content;
        try {
            InputStream pickle = new Limited(new BZip2CompressorInputStream(new BufferedInputStream(in)));
            content = PlainUnpickler.read(new BufferedInputStream(pickle));
        } catch (IOException e) {
            throw table.wrong(file + " is not a file of NATS-Bench: " + AtomicFile.reason(e) + ". Get it again");
        }
        if (index.equals(META)) {
            architectures = list(file, map(file, content).get("meta_archs"));
            return;
        }
        addRow(file, Integer.parseInt(index), map(file, content));
        if (rows.size() % PROGRESS_FILES == 0) {
            events.accept(new JobEvent.Progress(
                    "reading", rows.size(), architectures == null ? rows.size() : architectures.size(), null));
        }
    }

    private void addRow(String file, int index, Map<?, ?> schedules) {
        String architecture = null;
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> schedule : SCHEDULES.entrySet()) {
            if (!schedules.containsKey(schedule.getKey())) {
                continue;
            }
            Map<?, ?> results = map(file, schedules.get(schedule.getKey()));
            architecture = String.valueOf(results.get("arch_str"));
            for (Source source : SOURCES) {
                Double accuracy = accuracy(file, results, source);
                if (accuracy != null) {
                    values.put(
                            source.column() + schedule.getValue(),
                            Decimals.rounded(accuracy, 10).toPlainString());
                }
            }
        }
        if (architecture == null) {
            throw table.wrong(file + " has results of neither 12 nor 200 epochs, only " + schedules.keySet());
        }
        try {
            rows.put(index, new Row(file, space.parse(architecture).notation(), values));
        } catch (NotationException e) {
            throw table.wrong(file + ": " + e.getMessage());
        }
    }

    /** Mean over the trials on a dataset at their last epoch; null where there is no trial or no such set. */
    private Double accuracy(String file, Map<?, ?> results, Source source) {
        double sum = 0;
        int trials = 0;
        for (Map.Entry<?, ?> trial : map(file, results.get("all_results")).entrySet()) {
            if (!(trial.getKey() instanceof Object[] key)
                    || key.length == 0
                    || !source.dataset().equals(key[0])) {
                continue;
            }
            Map<?, ?> result = map(file, trial.getValue());
            if (!(result.get("epochs") instanceof Number epochs)) {
                throw table.wrong(file + ": a result on " + source.dataset() + " has no number of epochs");
            }
            Object accuracy = map(file, result.get("eval_acc1es")).get(source.set() + "@" + (epochs.longValue() - 1));
            if (accuracy instanceof Number number) {
                sum += number.doubleValue();
                trials++;
            }
        }
        return trials == 0 ? null : sum / trials;
    }

    private void addRows() {
        if (rows.isEmpty()) {
            throw table.wrong("holds no file of NATS-Bench such as 000000.pickle.pbz2");
        }
        if (architectures != null) {
            for (int index = 0; index < architectures.size(); index++) {
                Row row = rows.get(index);
                if (row == null) {
                    throw table.wrong(
                            "architecture " + index + " of " + architectures.size() + " is missing: there is no file "
                                    + String.format(Locale.ROOT, "%06d", index) + ".pickle.pbz2");
                }
                if (!row.architecture().equals(architectures.get(index))) {
                    throw table.wrong(row.where() + " holds '" + row.architecture() + "', but the meta file says '"
                            + architectures.get(index) + "'");
                }
            }
        }
        rows.values().forEach(row -> table.add(row.where(), row.architecture(), row.values()));
    }

    private Map<?, ?> map(String file, Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw table.wrong(file + " is not laid out like a file of NATS-Bench: a dictionary is missing");
    }

    private List<?> list(String file, Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw table.wrong(file + " is not laid out like NATS-Bench's meta file: there is no list 'meta_archs'");
    }

    /** Ends a stream that decompresses to more than any file of the benchmark has. */
    private static final class Limited extends FilterInputStream {

        private long left = LARGEST_PICKLE;

        private Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("it decompresses to more than " + LARGEST_PICKLE + " bytes");
            }
        }
    }
}
