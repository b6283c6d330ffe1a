package io.github.l2nas.api.data;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.FileTree;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The files of a data set wherever they lie: in a directory, in a zip, or a single file. Names are relative, with slashes, and
 * sorted; what only an operating system, a packer or a version control put there is left out. Errors become messages that name
 * data set and file. Reading is safe for several threads.
 */
public abstract class DataFiles implements AutoCloseable {

    /** The field of a job that names a data set. */
    static final String PARAMETER = "dataset";

    private static final int SHOWN = 5;
    private static final int BUFFER = 1 << 16;
    private static final int ZIP_MAGIC = 0x504b;

    private final String dataset;
    private final SortedSet<String> names = new TreeSet<>();
    private final SortedSet<String> folders = new TreeSet<>();

    DataFiles(String dataset) {
        this.dataset = dataset;
    }

    /**
     * What reads a file's content.
     *
     * @param <T> what it makes of it
     */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * Reads.
         *
         * @param in the content, buffered only as far as its source is; closed by the caller
         * @return what was read
         * @throws IOException where it can't be read; becomes a message that names the file
         */
        T from(InputStream in) throws IOException;
    }

    /**
     * Opens a data set.
     *
     * @param input a directory, a zip or any other file
     * @return to be closed
     * @throws JobException where it can't be read
     */
    public static DataFiles open(InputFile input) {
        Path file = input.file();
        try {
            if (Files.isDirectory(file)) {
                return new Directory(input.name(), file);
            }
            return isZip(file) ? new ZippedFiles(input.name(), file) : new LoneFile(input.name(), file);
        } catch (UncheckedIOException e) {
            throw unreadable("data set " + input.name(), e.getCause());
        } catch (IOException e) {
            throw unreadable("data set " + input.name(), e);
        }
    }

    private static boolean isZip(Path file) throws IOException {
        if (file.getFileName().toString().endsWith(".zip")) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ((in.read() << Byte.SIZE) | in.read()) == ZIP_MAGIC;
        }
    }

    /** Raw bytes of a file, gzip included. */
    abstract InputStream stream(String name) throws IOException;

    /**
     * Length of a file, as it lies there: with gzip where it has some.
     *
     * @param name one of {@link #names()}
     * @return bytes, as its place declares them; a zip may lie
     * @throws IOException where the system can't tell
     */
    public abstract long size(String name) throws IOException;

    @Override
    public void close() {
        // nothing to close in most places
    }

    final void addFile(String name) {
        if (isContent(name)) {
            names.add(name);
            for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
                folders.add(name.substring(0, end));
            }
        }
    }

    final void addFolder(String name) {
        if (!name.isEmpty() && isContent(name)) {
            folders.add(name);
        }
    }

    private static boolean isContent(String name) {
        return Arrays.stream(name.split("/", -1))
                .noneMatch(part -> part.startsWith(".") || part.equals("__MACOSX") || part.equals("META-INF"));
    }

    /**
     * All files.
     *
     * @return names with folders, sorted
     */
    public final SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * All folders, empty ones too.
     *
     * @return names without a slash at the end, sorted
     */
    public final SortedSet<String> folders() {
        return Collections.unmodifiableSortedSet(folders);
    }

    /**
     * Files whose names match.
     *
     * @param pattern of the whole name without folders
     * @return names by folder, sorted; the folder's name is empty at the top, else ends in a slash
     */
    public final SortedMap<String, List<String>> matching(Pattern pattern) {
        SortedMap<String, List<String>> found = new TreeMap<>();
        for (String name : names) {
            int base = name.lastIndexOf('/') + 1;
            if (pattern.matcher(name.substring(base)).matches()) {
                found.computeIfAbsent(name.substring(0, base), folder -> new ArrayList<>())
                        .add(name);
            }
        }
        return found;
    }

    /**
     * The only folder with files that match.
     *
     * @param pattern of the whole name without folders; there are such files
     * @return empty at the top, else ends in a slash
     * @throws JobException where there are several
     */
    public final String onlyFolder(Pattern pattern) {
        Collection<String> found = matching(pattern).keySet();
        if (found.size() > 1) {
            throw wrong("it has files of one format in several folders: " + found + ". Give one of these folders");
        }
        return found.iterator().next();
    }

    /**
     * Reads a file, without gzip where its name ends in {@code .gz}.
     *
     * @param name one of {@link #names()}
     * @param reading reads the content
     * @param <T> what it makes of it
     * @return what it made
     * @throws JobException where the file can't be read or is damaged; names it
     */
    public final <T> T read(String name, Reading<T> reading) {
        try (InputStream raw = stream(name);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw) {
            return reading.from(in);
        } catch (IOException e) {
            throw unreadable(place(name), e);
        } catch (UncheckedIOException e) {
            throw unreadable(place(name), e.getCause());
        }
    }

    private static JobException unreadable(String place, IOException e) {
        String message;
        if (e instanceof EOFException || e instanceof ZipException) {
            message = "it is damaged or cut short (" + AtomicFile.reason(e) + "). Get it again";
        } else if (e instanceof CharacterCodingException) {
            message = "it is not UTF-8 text. Save it as UTF-8";
        } else if (e instanceof NoSuchFileException) {
            message = "it does not exist";
        } else {
            message = "it can't be read: " + AtomicFile.reason(e);
        }
        return new JobException(PARAMETER, place + ": " + message);
    }

    private String place(String name) {
        return "data set " + dataset + ", file " + name;
    }

    /**
     * What is wrong with a file.
     *
     * @param name one of {@link #names()}
     * @param what a sentence or two: what is wrong, in which line or byte, and what to do
     * @return to be thrown
     */
    public final JobException wrong(String name, String what) {
        return new JobException(PARAMETER, place(name) + ": " + what);
    }

    /**
     * Where a setting does not fit the files.
     *
     * @param setting for example {@code classes}, or {@code settings.} and the name of one of the format's own
     * @param what a sentence or two: what does not fit and what to do
     * @return to be thrown
     */
    public final JobException wrongSetting(String setting, String what) {
        return new JobException(PARAMETER + "." + setting, "data set " + dataset + ": " + what);
    }

    /**
     * What is wrong with the data set as a whole.
     *
     * @param what a sentence or two: what is wrong and what to do
     * @return to be thrown
     */
    public final JobException wrong(String what) {
        return new JobException(PARAMETER, "data set " + dataset + ": " + what);
    }

    /**
     * The first few names, for messages.
     *
     * @return for example {@code a.bin, b.bin and 3 more files}
     */
    public final String summary() {
        if (names.isEmpty()) {
            return "no files";
        }
        String shown = String.join(", ", names.stream().limit(SHOWN).toList());
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more files" : shown;
    }

    /** A directory; links in it are followed. */
    private static final class Directory extends DataFiles {

        private final Path root;

        private Directory(String dataset, Path root) throws IOException {
            super(dataset);
            this.root = root;
            FileTree.of(root).forEach((name, path) -> {
                if (Files.isDirectory(path)) {
                    addFolder(name);
                } else if (Files.isRegularFile(path)) {
                    addFile(name);
                }
            });
        }

        @Override
        InputStream stream(String name) throws IOException {
            return Files.newInputStream(root.resolve(name));
        }

        @Override
        public long size(String name) throws IOException {
            return Files.size(root.resolve(name));
        }
    }

    /** One file that is no archive. */
    private static final class LoneFile extends DataFiles {

        private final Path file;

        private LoneFile(String dataset, Path file) {
            super(dataset);
            this.file = file;
            addFile(file.getFileName().toString());
        }

        @Override
        InputStream stream(String name) throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public long size(String name) throws IOException {
            return Files.size(file);
        }
    }
}
