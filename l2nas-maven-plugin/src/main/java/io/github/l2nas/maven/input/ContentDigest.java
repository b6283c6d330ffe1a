package io.github.l2nas.maven.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 of what files contain: their times and places play no part. */
public final class ContentDigest {

    private ContentDigest() {}

    /**
     * Digest of a file's bytes.
     *
     * @param file a regular file
     * @return 64 lower-case hexadecimal digits
     * @throws IOException where the file can't be read
     */
    public static String ofFile(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Digest of a file, or of the relative names and contents of all files in a directory.
     *
     * @param path a file or a directory
     * @return 64 lower-case hexadecimal digits
     * @throws IOException where something can't be read
     */
    public static String ofTree(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return ofFile(path);
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        MessageDigest digest = sha256();
        for (Path file : files) {
            String name = path.relativize(file).toString().replace('\\', '/');
            digest.update((name + "\n" + ofFile(file) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
