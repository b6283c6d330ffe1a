package io.github.l2nas.api.job;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file the job reads, identified by its content.
 *
 * @param name what people call it: the file's name without directories, or its Maven coordinates; part of provenance
 * @param file where it lies on this machine; never part of provenance
 * @param sha256 digest of the content, 64 lower-case hexadecimal digits
 */
public record InputFile(String name, Path file, String sha256) {
    public InputFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
    }
}
