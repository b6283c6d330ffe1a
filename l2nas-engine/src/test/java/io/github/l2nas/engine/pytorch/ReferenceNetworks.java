package io.github.l2nas.engine.pytorch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.testdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks computed with their original PyTorch code, in the shared data outside the project; a test that needs one is
 * skipped where it is absent. Which there are, the directory tells.
 */
public final class ReferenceNetworks {

    private ReferenceNetworks() {}

    /**
     * A file or folder of theirs.
     *
     * @param path for example {@code nas-bench-201/mixture-1/state_dict.pth}
     */
    public static Path file(String path) {
        return SharedData.file("reference-networks/" + path);
    }

    /**
     * The cases of a family that have some file.
     *
     * @param family for example {@code darts}
     * @param name for example {@code eval_logits.npy}, a path in the case's folder
     * @return folders, for example {@code darts/cifar-DARTS_V2}, in order
     * @throws IllegalStateException where the family has no such case: the test would see nothing
     */
    public static List<String> cases(String family, String name) throws IOException {
        Path root = file("README.md").getParent();
        try (Stream<Path> files = Files.walk(root.resolve(family))) {
            List<String> cases = files.filter(file -> file.endsWith("case.json"))
                    .map(Path::getParent)
                    .filter(folder -> Files.exists(folder.resolve(name)))
                    .map(folder -> root.relativize(folder).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            if (cases.isEmpty()) {
                throw new IllegalStateException("no case of " + family + " has " + name);
            }
            return cases;
        }
    }

    /** The description of a case. */
    public static JsonNode description(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("case.json").toFile());
    }

    /** The arrays in a directory of a case, in order of their names; none where it is absent. */
    public static List<Path> arrays(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** The tensor that an array is of. */
    public static String tensor(Path array) {
        return array.getFileName().toString().replaceFirst("\\.npy$", "");
    }
}
