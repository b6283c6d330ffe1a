package io.github.l2nas.api.file;

import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes sure that one job at a time works in an output directory, and one build at a time uses it. The operating system holds
 * the lock, on a byte far behind the end of a file, and lets it go with the process, however that ends. The file's text only
 * tells who holds it; it is empty while nobody does.
 *
 * <p>There are two files, since a build holds the directory before and after the job that it starts in another process: until
 * it has read what the job wrote.
 */
public final class OutputLock implements AutoCloseable {

    /** Name of the file in the output directory that a job locks. */
    public static final String FILE = "l2nas.lock";

    /** Name of the file in the output directory that a build locks. */
    public static final String FILE_OF_BUILD = "l2nas-build.lock";

    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int LONGEST_TEXT = 200;

    /**
     * Who holds what in this process. A second channel on a file must not even be opened here: with POSIX locks, closing it would
     * let go of the lock that the first one holds.
     */
    private static final ConcurrentMap<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private OutputLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a job. Where the file system knows no locks there is none, and nothing is said.
     *
     * @param directory exists
     * @return the lock, held until it is closed
     * @throws JobException where another process, or another job of this one, holds it; tells which
     */
    public static OutputLock hold(Path directory) {
        return hold(directory, FILE);
    }

    /**
     * Takes the lock of a build, which holds it from before it looks at the outputs until it has handed them on.
     *
     * @param directory exists
     * @return the lock, held until it is closed
     * @throws JobException where another build holds it; tells which
     */
    public static OutputLock holdForBuild(Path directory) {
        return hold(directory, FILE_OF_BUILD);
    }

    private static OutputLock hold(Path directory, String name) {
        try {
            Path file = directory.toRealPath().resolve(name);
            String me = holder();
            String other = HELD_HERE.putIfAbsent(file, me);
            if (other != null) {
                throw new JobException("outputDirectory", heldMessage(directory, other));
            }
            boolean held = false;
            try {
                OutputLock lock = new OutputLock(
                        file,
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
                lock.take(directory, me);
                held = true;
                return lock;
            } finally {
                if (!held) {
                    HELD_HERE.remove(file);
                }
            }
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't write into " + directory + ": " + AtomicFile.reason(e));
        }
    }

    /**
     * Works in a directory that nobody else works in.
     *
     * @param directory exists
     * @param work is done while the lock is held
     * @throws JobException where another process, or another job of this one, holds the lock; tells which
     */
    public static void during(Path directory, Runnable work) {
        OutputLock lock = hold(directory);
        try {
            work.run();
        } finally {
            lock.close();
        }
    }

    private void take(Path directory, String me) throws IOException {
        boolean free = true;
        try {
            free = channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            // Another class loader of this process holds it. Closing this channel would let go of that lock.
            throw new JobException("outputDirectory", heldMessage(directory, read(channel)));
        } catch (IOException e) {
            // This file system knows no locks.
        }
        if (!free) {
            String holder = read(channel);
            channel.close();
            throw new JobException("outputDirectory", heldMessage(directory, holder));
        }
        write(channel, me);
    }

    private static String heldMessage(Path directory, String holder) {
        return "another build is at work in " + directory + ": "
                + (holder.isBlank() ? "a process that has just begun or ended" : holder)
                + ". Wait until it has ended, or end it; it can't be continued at the same time. Builds that are to run side by"
                + " side need output directories of their own";
    }

    private static String holder() {
        return "process " + ProcessHandle.current().pid() + " on " + host() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        int count = channel.read(text, 0);
        String read = new String(text.array(), 0, Math.max(0, count), StandardCharsets.UTF_8);
        return read.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Lets the directory go. */
    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            // Only the text stays behind; the lock itself goes with the channel.
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
