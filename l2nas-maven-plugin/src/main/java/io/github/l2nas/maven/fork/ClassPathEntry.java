package io.github.l2nas.maven.fork;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.artifact.Artifact;

/**
 * A jar or a directory that the engine's JVM loads classes from.
 *
 * @param name what stays the same when its version changes: {@code groupId:artifactId}, with a classifier {@code
 *     groupId:artifactId:classifier}
 * @param file absolute
 */
public record ClassPathEntry(String name, Path file) {

    /**
     * The entry of a resolved artifact.
     *
     * @param artifact has a file
     * @return the entry
     */
    static ClassPathEntry of(Artifact artifact) {
        String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
        return new ClassPathEntry(
                artifact.getClassifier().isEmpty() ? name : name + ":" + artifact.getClassifier(),
                artifact.getFile().toPath().toAbsolutePath());
    }

    /**
     * A class loader over a class path.
     *
     * @param classPath jars and directories
     * @param parent asked first
     * @return to be closed
     */
    public static URLClassLoader loader(List<ClassPathEntry> classPath, ClassLoader parent) {
        return new URLClassLoader(classPath.stream().map(ClassPathEntry::url).toArray(URL[]::new), parent);
    }

    private URL url() {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Two class paths as one. Of two entries with one name the first is taken: what the engine was built with.
     *
     * @param first comes first
     * @param second what it has more comes behind
     * @return a new list
     */
    public static List<ClassPathEntry> joined(List<ClassPathEntry> first, List<ClassPathEntry> second) {
        Map<String, ClassPathEntry> entries = new LinkedHashMap<>();
        first.forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        second.forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        return new ArrayList<>(entries.values());
    }
}
