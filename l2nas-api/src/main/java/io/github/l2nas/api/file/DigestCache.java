package io.github.l2nas.api.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digests of large files and directories that need not be read again, since nothing about their files has changed: neither
 * names nor sizes, times or inodes. Several processes may use one directory at once: each entry is a small file of its own
 * that appears whole.
 *
 * <p>An entry is only kept where every file was last changed at least two seconds before reading began, so that a change
 * during or after it has another time even where a file system counts whole seconds or, as FAT does, pairs of them. Of more
 * than a thousand entries those go that were not used for the longest time.
 */
public final class DigestCache {

    /** The environment variable that names the directory of {@link #user()}. */
    public static final String VARIABLE = "L2NAS_DIGESTS";

    private static final Duration COARSEST_TIME = Duration.ofSeconds(2);
    private static final long SMALLEST = 1L << 20;
    private static final int MOST_ENTRIES = 1000;
    private static final Duration OLDEST_PART = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ENTRY = Pattern.compile("([0-9a-f]{64}) ([0-9a-f]{64})\n");

    private final Path directory;
    private final Clock clock;
    private final int most;

    /**
     * @param directory where entries are kept; created when needed; null for none, so that everything is read
     * @param clock tells the age of files
     */
    public DigestCache(Path directory, Clock clock) {
        this(directory, clock, MOST_ENTRIES);
    }

    /** A cache of another size. */
    DigestCache(Path directory, Clock clock, int most) {
        this.directory = directory;
        this.clock = clock;
        this.most = most;
    }

    /**
     * The user's own: in the directory that the environment variable {@value #VARIABLE} names, without one in {@code
     * .l2nas/digests} in the home directory. Where the variable is empty, or there is no home directory, nothing is kept.
     *
     * @return a cache that all builds of this user share
     */
    public static DigestCache user() {
        String declared = System.getenv(VARIABLE);
        if (declared != null) {
            return new DigestCache(declared.isBlank() ? null : Path.of(declared).toAbsolutePath(), Clock.systemUTC());
        }
        Path home = Path.of(System.getProperty("user.home", ""));
        return new DigestCache(
                home.isAbsolute() && Files.isDirectory(home)
                        ? home.resolve(".l2nas").resolve("digests")
                        : null,
                Clock.systemUTC());
    }

    /**
     * The digest of a file or a directory, from the cache where it can be.
     *
     * @param file what {@link ContentDigest#of} would read
     * @return what {@link ContentDigest#of} returns
     * @throws IOException where something can't be read
     */
    public String of(Path file) throws IOException {
        if (directory == null) {
            return ContentDigest.of(file);
        }
        Path real = file.toRealPath();
        FileStamp before = stamp(real);
        if (before.bytes() < SMALLEST) {
            return ContentDigest.of(real);
        }
        Path entry = directory.resolve(Sha256.hex(real.toString()));
        Optional<String> kept = read(entry, before);
        if (kept.isPresent()) {
            touch(entry);
            return kept.get();
        }
        Instant began = clock.instant();
        String digest = ContentDigest.of(real);
        boolean settled = before.newest().plus(COARSEST_TIME).isBefore(began);
        if (settled && stamp(real).equals(before)) {
            write(entry, before.sha256() + " " + digest + "\n");
        }
        return digest;
    }

    private static FileStamp stamp(Path file) throws IOException {
        try {
            return FileStamp.of(file);
        } catch (UncheckedIOException e) {
            throw e.getCause(); // from listing a directory
        }
    }

    /** Nothing where there is no entry, it is of another state of the files, or it can't be read. */
    private static Optional<String> read(Path entry, FileStamp stamp) {
        if (!Files.isRegularFile(entry)) {
            return Optional.empty();
        }
        try {
            Matcher matcher = ENTRY.matcher(Files.readString(entry, StandardCharsets.US_ASCII));
            return matcher.matches() && matcher.group(1).equals(stamp.sha256())
                    ? Optional.of(matcher.group(2))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where it can't be written, the next build reads the files again; that is all. */
    private void write(Path entry, String content) {
        try {
            Files.createDirectories(directory);
            Path beside = Files.createTempFile(directory, "entry", ".part");
            try {
                Files.writeString(beside, content, StandardCharsets.US_ASCII);
                Files.move(beside, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            dropOld();
        } catch (IOException e) {
            // a cache that can't be written is no reason to fail
        }
    }

    /** The time of an entry's file is when it was used last. */
    private void touch(Path entry) {
        try {
            Files.setLastModifiedTime(entry, FileTime.from(clock.instant()));
        } catch (IOException e) {
            // it counts as older than it is: it is dropped earlier, and made again
        }
    }

    /** Entries beyond the limit, and parts of entries that a killed process has left. */
    private void dropOld() throws IOException {
        Instant oldestPart = clock.instant().minus(OLDEST_PART);
        List<Used> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    entries.add(new Used(file, Files.getLastModifiedTime(file).toInstant()));
                } else if (name.startsWith("entry")
                        && name.endsWith(".part")
                        && Files.getLastModifiedTime(file).toInstant().isBefore(oldestPart)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        entries.sort(Comparator.comparing(Used::last));
        for (Used entry : entries.subList(0, Math.max(0, entries.size() - most))) {
            Files.deleteIfExists(entry.file());
        }
    }

    private record Used(Path file, Instant last) {}
}
