package io.github.l2nas.maven.input;

import io.github.l2nas.engine.dataset.DatasetDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** SHA-256 of what files contain: their times and places play no part. */
public final class ContentDigest {

    private ContentDigest() {}

    /**
     * Digest of a file's bytes.
     *
     * @param file a regular file
     * @return 64 lower-case hexadecimal digits
     * @throws IOException where the file can't be read
     */
    public static String ofFile(Path file) throws IOException {
        return ofTree(file);
    }

    /**
     * Digest of a file, or of the relative names and contents of all files in a directory.
     *
     * @param path a file or a directory
     * @return 64 lower-case hexadecimal digits
     * @throws IOException where something can't be read
     */
    public static String ofTree(Path path) throws IOException {
        try {
            return DatasetDigest.of(path);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
