package io.github.l2nas.maven.fork;

import io.github.l2nas.api.file.DigestCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What outputs depend on beyond their job: the bytes that the engine's JVM runs, and the arguments that it runs them with. How
 * much memory it may take is no part of it.
 */
public final class ClassPathFingerprint {

    /** What the names of all jars and directories begin with. */
    public static final String CLASS_PATH = "classPath.";

    private static final String ARGUMENTS = "jvmArguments";
    private static final List<String> MEMORY = List.of("-Xmx", "-Xms", "-Xss", "-XX:MaxRAM", "-XX:InitialRAM");

    private ClassPathFingerprint() {}

    /**
     * The fingerprint. Digests of large files that have not changed are remembered, not computed.
     *
     * @param classPath what is run
     * @param jvmArguments what it is run with
     * @return names and values
     * @throws UncheckedIOException where a file can't be read
     */
    public static Map<String, String> of(List<ClassPathEntry> classPath, List<String> jvmArguments) {
        Map<String, String> fingerprint = new TreeMap<>();
        DigestCache digests = DigestCache.user();
        try {
            for (ClassPathEntry entry : classPath) {
                fingerprint.put(CLASS_PATH + entry.name(), digests.of(entry.file()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = jvmArguments.stream()
                .filter(argument -> MEMORY.stream().noneMatch(argument::startsWith))
                .toList();
        if (!arguments.isEmpty()) {
            fingerprint.put(ARGUMENTS, String.join(" ", arguments));
        }
        return fingerprint;
    }
}
