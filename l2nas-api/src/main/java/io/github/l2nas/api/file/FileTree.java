package io.github.l2nas.api.file;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directories with the names that their files have on every operating system, in the same order on each. */
public final class FileTree {

    private FileTree() {}

    /**
     * All files and directories below a directory, links followed.
     *
     * @param root a directory
     * @return by the path below the root, with slashes
     * @throws IOException where a directory can't be listed, or a name has letters that Java can't read here
     */
    public static SortedMap<String, Path> of(Path root) throws IOException {
        SortedMap<String, Path> tree = new TreeMap<>();
        String separator = root.getFileSystem().getSeparator();
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            walk.skip(1)
                    .forEach(path -> tree.put(root.relativize(path).toString().replace(separator, "/"), path));
        }
        for (String name : tree.keySet()) {
            if (FileNames.isDamaged(name)) {
                throw new IOException("the name of file " + name + " can't be read: " + FileNames.advice());
            }
        }
        return tree;
    }
}
