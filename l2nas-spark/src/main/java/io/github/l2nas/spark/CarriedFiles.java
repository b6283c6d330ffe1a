package io.github.l2nas.spark;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files that go with a task, there and back, by their places within the job's output directory. */
final class CarriedFiles {

    private CarriedFiles() {}

    /**
     * Places within a directory.
     *
     * @param directory the job's output directory
     * @param files in it
     * @return a list that can be sent
     */
    static List<String> places(Path directory, List<Path> files) {
        return List.of(files.stream()
                .map(file -> directory.relativize(file).toString())
                .toArray(String[]::new));
    }

    /**
     * Reads files.
     *
     * @param directory where the job's output directory is here
     * @param places within it
     * @return their bytes
     * @throws JobException where one is missing
     */
    static Map<String, byte[]> read(Path directory, List<String> places) {
        Map<String, byte[]> files = new HashMap<>();
        for (String place : places) {
            try {
                files.put(place, Files.readAllBytes(directory.resolve(place)));
            } catch (IOException e) {
                throw new JobException(
                        "executor.name", "can't read " + directory.resolve(place) + ": " + AtomicFile.reason(e));
            }
        }
        return files;
    }

    /**
     * Puts files into their places.
     *
     * @param directory where the job's output directory is here
     * @param places that are expected
     * @param files bytes by places
     * @throws JobException where others come, or one can't be written
     */
    static void write(Path directory, List<String> places, Map<String, byte[]> files) {
        if (!files.keySet().equals(Set.copyOf(places))) {
            throw new JobException("executor.name", "expected the files " + places + ", got " + files.keySet());
        }
        for (String place : places) {
            Path file = directory.resolve(place);
            AtomicFile.createDirectory(file.getParent(), "outputDirectory");
            AtomicFile.write(file, out -> out.write(files.get(place)));
        }
    }
}
