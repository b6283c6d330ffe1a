package io.github.l2nas.api.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the file system says of a file, or of all files in a directory, without reading them.
 *
 * @param sha256 digest of names, sizes, times and inodes
 * @param bytes length of all files together
 * @param newest when a file was last changed. On Unix that is known even where a program set its modification time back
 */
record FileStamp(String sha256, long bytes, Instant newest) {

    private static final String UNIX = "unix";
    private static final String CHANGED = "ctime";

    static FileStamp of(Path file) throws IOException {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains(UNIX);
        SortedMap<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(file)) {
            files.putAll(FileTree.of(file));
        } else {
            files.put("", file);
        }
        MessageDigest digest = Sha256.begin();
        long bytes = 0;
        Instant newest = Instant.MIN;
        for (Map.Entry<String, Path> entry : files.entrySet()) {
            Map<String, Object> attributes = Files.readAttributes(
                    entry.getValue(),
                    unix
                            ? "unix:isRegularFile,size,lastModifiedTime,fileKey,ctime"
                            : "isRegularFile,size,lastModifiedTime,fileKey");
            if (!attributes.get("isRegularFile").equals(true)) {
                continue;
            }
            Instant modified = ((FileTime) attributes.get("lastModifiedTime")).toInstant();
            Instant changed = unix ? ((FileTime) attributes.get(CHANGED)).toInstant() : modified;
            long size = (long) attributes.get("size");
            String line = String.join(
                    "\n",
                    entry.getKey(),
                    String.valueOf(size),
                    modified.toString(),
                    changed.toString(),
                    String.valueOf(attributes.get("fileKey")),
                    "");
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            bytes += size;
            newest = latest(newest, latest(modified, changed));
        }
        return new FileStamp(HexFormat.of().formatHex(digest.digest()), bytes, newest);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
