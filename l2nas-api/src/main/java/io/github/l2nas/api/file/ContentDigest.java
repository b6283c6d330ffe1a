package io.github.l2nas.api.file;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** SHA-256 of what a file or a directory contains: times, places and the order of listings play no part. */
public final class ContentDigest {

    private static final int BUFFER = 1 << 16;

    private ContentDigest() {}

    /**
     * Digest of a file's bytes, or of the relative names and contents of all files in a directory, links followed: of one
     * line with the name and one with the digest for each, sorted by name.
     *
     * @param directoryOrFile what to read
     * @return 64 lower-case hexadecimal digits
     * @throws IOException where something can't be read
     */
    public static String of(Path directoryOrFile) throws IOException {
        try {
            return Files.isDirectory(directoryOrFile) ? ofDirectory(directoryOrFile) : ofFile(directoryOrFile);
        } catch (UncheckedIOException e) {
            throw e.getCause(); // from listing a directory
        }
    }

    /**
     * Makes sure that a data set is still the one that the job was declared with.
     *
     * @param input the data set
     * @throws JobException with parameter {@code dataset} where it is not
     */
    public static void requireUnchanged(InputFile input) {
        String now;
        try {
            now = of(input.file());
        } catch (IOException e) {
            throw new JobException("dataset", "data set " + input.name() + " can't be read: " + e.getMessage());
        }
        if (!now.equals(input.sha256())) {
            throw new JobException(
                    "dataset",
                    "data set " + input.name() + " has changed since the job was declared: its SHA-256 is " + now
                            + ", expected " + input.sha256() + ". Run the build again, or restore the data set");
        }
    }

    private static String ofDirectory(Path directory) throws IOException {
        MessageDigest digest = Sha256.begin();
        for (Map.Entry<String, Path> entry : FileTree.of(directory).entrySet()) {
            if (Files.isRegularFile(entry.getValue())) {
                String line = entry.getKey() + "\n" + ofFile(entry.getValue()) + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String ofFile(Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
