package io.github.l2nas.maven.output;

import io.github.l2nas.api.file.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a finished job's outputs were made from, and their digests.
 *
 * @param fingerprint everything the outputs depend on, as names and values
 * @param outputs files, relative to the output directory where they lie in it, to the digest of their content
 */
public record Receipt(SortedMap<String, String> fingerprint, SortedMap<String, String> outputs) {

    /**
     * The receipt for files as they are now.
     *
     * @param directory the output directory
     * @param fingerprint everything the files depend on
     * @param files what was written, absolute
     * @return the receipt
     * @throws IOException where a file can't be read
     */
    public static Receipt of(Path directory, Map<String, String> fingerprint, List<Path> files) throws IOException {
        SortedMap<String, String> outputs = new TreeMap<>();
        for (Path file : files) {
            Path name = file.startsWith(directory) ? directory.relativize(file) : file;
            outputs.put(name.toString().replace('\\', '/'), ContentDigest.of(file));
        }
        return new Receipt(new TreeMap<>(fingerprint), outputs);
    }

    /**
     * The files.
     *
     * @param directory the output directory
     * @return absolute
     */
    public List<Path> files(Path directory) {
        return outputs.keySet().stream().map(directory::resolve).toList();
    }

    /**
     * Which outputs are no longer what they were.
     *
     * @param directory the output directory
     * @return for each a phrase such as {@code architecture.json is missing}; empty where all are intact
     * @throws IOException where a file can't be read
     */
    public List<String> damage(Path directory) throws IOException {
        List<String> damage = new ArrayList<>();
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            Path file = directory.resolve(output.getKey());
            if (!Files.isRegularFile(file)) {
                damage.add(output.getKey() + " is missing");
            } else if (!ContentDigest.of(file).equals(output.getValue())) {
                damage.add(output.getKey() + " was modified");
            }
        }
        return damage;
    }
}
