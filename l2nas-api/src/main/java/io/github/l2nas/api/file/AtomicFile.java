package io.github.l2nas.api.file;

import io.github.l2nas.api.job.JobException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that appear whole or not at all: written beside their place, forced to disk, moved. */
public final class AtomicFile {

    /** What writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param out buffered; closed by the caller
         * @throws IOException from {@code out}
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file, replacing one that is there.
     *
     * @param file where; its directory exists
     * @param content writes the content
     * @throws JobException where it can't be written, for example on a full disk; an older file is then still whole
     */
    public static void write(Path file, Content content) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                            beside,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            deleteQuietly(beside);
            throw new JobException(
                    "outputDirectory",
                    "can't write " + file + ": " + reason(e)
                            + ". Make room or choose another directory, then run again");
        }
    }

    /**
     * Creates a directory, and those above it, where it is missing.
     *
     * @param directory the directory
     * @param parameter the job's field that names it
     * @throws JobException where it can't be created
     */
    public static void createDirectory(Path directory, String parameter) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new JobException(parameter, "can't create " + directory + ": " + reason(e) + ". Choose another");
        }
    }

    /**
     * What went wrong, for people.
     *
     * @param e from reading or writing a file
     * @return the system's reason, without the file's name where it has one
     */
    public static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A leftover .part file is never read; the reason already on its way to the user matters more.
        }
    }
}
