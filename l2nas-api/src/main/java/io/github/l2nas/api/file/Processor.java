package io.github.l2nas.api.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The name of this machine's processor: what was timed on one is not valid on another. */
public final class Processor {

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final String WINDOWS = "PROCESSOR_IDENTIFIER";

    private Processor() {}

    /**
     * The name.
     *
     * @return as the system tells it, for example {@code AMD EPYC 7B13}; the architecture, for example {@code aarch64}, where it tells
     *     none
     */
    public static String name() {
        String architecture = System.getProperty("os.arch");
        String windows = System.getenv(WINDOWS);
        if (windows != null) {
            return windows;
        }
        if (!Files.isReadable(LINUX)) {
            return architecture;
        }
        try (Stream<String> lines = Files.lines(LINUX, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(architecture);
        } catch (IOException e) {
            return architecture;
        }
    }
}
