package io.github.l2nas.api.file;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
     * Makes sure that a file or directory is still the one that the job was declared with. Large ones that did not change
     * since they were last read are known by {@link DigestCache}.
     *
     * @param input the file
     * @param field the job's field that names it, for example {@code constraints.latencyTable}
     * @throws JobException with that parameter where it is not, or can't be read
     */
    public static void requireUnchanged(InputFile input, String field) {
        String now;
        try {
            now = DigestCache.user().of(input.file());
        } catch (NoSuchFileException e) {
            throw new JobException(field, input.name() + " can't be read: there is no file " + e.getFile());
        } catch (IOException e) {
            throw new JobException(field, input.name() + " can't be read: " + e.getMessage());
        }
        if (!now.equals(input.sha256())) {
            throw new JobException(
                    field,
                    input.name() + " has changed since the job was declared: its SHA-256 is " + now + ", expected "
                            + input.sha256() + ". Run the build again, or restore the file");
        }
    }

    /**
     * Makes sure that all inputs of a part are still those that the job was declared with.
     *
     * @param part for example an evaluator
     * @param field the job's field that holds it, for example {@code evaluator}
     * @throws JobException with the input's field where one is not, or can't be read
     */
    public static void requireUnchanged(Part part, String field) {
        part.inputs().forEach((role, input) -> requireUnchanged(input, field + ".inputs." + role));
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
