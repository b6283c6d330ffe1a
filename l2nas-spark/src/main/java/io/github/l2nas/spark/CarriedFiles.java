package io.github.l2nas.spark;

import io.github.l2nas.api.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files that go with a piece of work, by their absolute places, which are the same on all machines. */
final class CarriedFiles {

    private CarriedFiles() {}

    /**
     * Reads files.
     *
     * @param places absolute
     * @return their bytes
     */
    static Map<String, byte[]> read(List<String> places) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String place : places) {
            files.put(place, Files.readAllBytes(Path.of(place)));
        }
        return files;
    }

    /**
     * Puts files into their places. Where machines share a directory, most are there already.
     *
     * @param files bytes by places
     */
    static void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path place = Path.of(file.getKey());
            if (!Files.exists(place) || !Arrays.equals(Files.readAllBytes(place), file.getValue())) {
                Files.createDirectories(place.getParent());
                AtomicFile.write(place, out -> out.write(file.getValue()));
            }
        }
    }
}
