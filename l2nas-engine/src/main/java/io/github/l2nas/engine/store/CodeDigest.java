package io.github.l2nas.engine.store;

import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.spaces.nasbench201.NasBench201;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Digest of a user's code: of the bytes of a class and of all classes that it refers to, directly or through others, as far as
 * they lie in the same directory or jar. What it finds by reflection and what other jars hold plays no part.
 */
public final class CodeDigest {

    private static final String BUILT_IN = "io.github.l2nas.";
    private static final String SUFFIX = ".class";
    private static final String LAMBDA = "$$Lambda";

    private final ClassLoader loader;
    private final String root;
    private final SortedMap<String, String> digests = new TreeMap<>();

    private CodeDigest(ClassLoader loader, String root) {
        this.loader = loader;
        this.root = root;
    }

    /**
     * The digest of a class.
     *
     * @param type a class, for a lambda the one that the virtual machine has made for it
     * @return 64 lower-case hexadecimal digits; empty for a class of the engine, and where the bytes can't be had
     */
    public static Optional<String> of(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf(LAMBDA);
        String resource = (lambda < 0 ? name : name.substring(0, lambda)).replace('.', '/');
        ClassLoader loader = type.getClassLoader();
        URL url = loader == null || isBuiltIn(type) ? null : loader.getResource(resource + SUFFIX);
        if (url == null) {
            return Optional.empty();
        }
        String place = url.toString();
        return new CodeDigest(loader, place.substring(0, place.length() - (resource + SUFFIX).length())).from(resource);
    }

    private static boolean isBuiltIn(Class<?> type) {
        return type.getName().startsWith(BUILT_IN)
                && Stream.of(CodeDigest.class, SearchSpace.class, NasBench201.class)
                        .anyMatch(own -> place(own).isPresent() && place(own).equals(place(type)));
    }

    private static Optional<URL> place(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource()).map(CodeSource::getLocation);
    }

    private Optional<String> from(String first) {
        Set<String> seen = new HashSet<>(Set.of(first));
        Deque<String> open = new ArrayDeque<>(seen);
        try {
            while (!open.isEmpty()) {
                String name = open.remove();
                Optional<byte[]> bytes = bytes(name);
                if (bytes.isPresent()) {
                    digests.put(name, Sha256.hex(bytes.get()));
                    for (String other : referred(bytes.get())) {
                        if (seen.add(other)) {
                            open.add(other);
                        }
                    }
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        StringBuilder lines = new StringBuilder();
        digests.forEach(
                (name, digest) -> lines.append(name).append('\n').append(digest).append('\n'));
        return digests.isEmpty() ? Optional.empty() : Optional.of(Sha256.hex(lines.toString()));
    }

    /** The bytes of a class, where it lies beside the first one. */
    private Optional<byte[]> bytes(String name) throws IOException {
        URL url = loader.getResource(name + SUFFIX);
        if (url == null || !url.toString().equals(root + name + SUFFIX)) {
            return Optional.empty();
        }
        try (InputStream in = url.openStream()) {
            return Optional.of(in.readAllBytes());
        }
    }

    /** Names of the classes in a class file's constant pool (Java Virtual Machine Specification, section 4.4). */
    private static Set<String> referred(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipBytes(8); // magic number and version
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        Set<Integer> classes = new HashSet<>();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[index] = in.readUTF();
                case 7 -> classes.add(in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    index++; // long and double take two entries
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        Set<String> names = new HashSet<>();
        for (int index : classes) {
            names.add(element(texts[index]));
        }
        return names;
    }

    /** The class of an array's elements, or the class itself. */
    private static String element(String name) {
        return name.startsWith("[") ? name.replaceAll("^\\[+L?", "").replace(";", "") : name;
    }
}
