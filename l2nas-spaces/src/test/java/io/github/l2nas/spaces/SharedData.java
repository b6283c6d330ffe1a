package io.github.l2nas.spaces;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Data of published benchmarks, outside the project; a test that needs it is skipped where it is absent. */
public final class SharedData {

    private SharedData() {}

    public static Path file(String path) {
        Path file = Path.of(System.getProperty("l2nas.shared", "../shared"), path);
        assumeTrue(Files.exists(file), () -> "needs " + path + " of the shared data (-Dl2nas.shared=DIRECTORY)");
        return file;
    }

    public static JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(file(path).toFile());
    }

    /** Names of trainable tensors in a PyTorch state dict: the texts in its pickle that end like one. */
    public static Set<String> trainableNames(String path) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipFile zip = new ZipFile(file(path).toFile())) {
            var entry = zip.stream()
                    .filter(e -> e.getName().endsWith("/data.pkl"))
                    .findFirst()
                    .orElseThrow();
            String pickle = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
            Matcher matcher =
                    Pattern.compile("[A-Za-z][A-Za-z_0-9.]*\\.(?:weight|bias)").matcher(pickle);
            while (matcher.find()) {
                names.add(matcher.group());
            }
        }
        return names;
    }
}
