package io.github.l2nas.spaces;

import io.github.l2nas.testdata.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** A PyTorch state dict of the original code. */
public final class StateDict {

    private StateDict() {}

    /** Names of trainable tensors in a PyTorch state dict: the texts in its pickle that end like one; the path is as of {@link SharedData#file}. */
    public static Set<String> trainableNames(String path) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipFile zip = new ZipFile(SharedData.file(path).toFile())) {
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
