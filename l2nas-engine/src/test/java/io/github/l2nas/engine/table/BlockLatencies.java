package io.github.l2nas.engine.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A latency table of made-up numbers: 5 ms for what is shared; for each layer 0.25 ms for kernel 5 and 0.5 ms for the
 * others, and 0.25 ms for each expansion beyond 1. The fastest has kernel 5 and expansion 3.
 */
public final class BlockLatencies {

    private BlockLatencies() {}

    static List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("block,kernel,expansion,latency_ms", "0,,,5"));
        for (int block = 1; block <= 20; block++) {
            for (int kernel : new int[] {3, 5, 7}) {
                for (int expansion : new int[] {3, 4, 6}) {
                    double latency = (kernel == 5 ? 0.25 : 0.5) + 0.25 * (expansion - 1);
                    lines.add(block + "," + kernel + "," + expansion + "," + latency);
                }
            }
        }
        return lines;
    }

    public static Path write(Path file) throws IOException {
        return Files.write(file, lines());
    }
}
