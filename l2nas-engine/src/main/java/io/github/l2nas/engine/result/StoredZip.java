package io.github.l2nas.engine.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Zip files whose bytes depend on their content alone: entries are stored, as deflated bytes depend on a zlib version. */
public final class StoredZip {

    /** The longest array that every JVM makes. */
    public static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private static final int FREE = 1 << 24;
    private static final int MOST_RATIO = 100;

    private StoredZip() {}

    /**
     * Writes a zip file.
     *
     * @param entries contents by name, in the order in which they are written
     * @param timestamp of every entry, kept to two seconds
     * @param out where; stays open
     * @throws IOException from {@code out}
     */
    public static void write(Map<String, byte[]> entries, Instant timestamp, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            zip.putNextEntry(header(entry.getKey(), entry.getValue(), timestamp));
            zip.write(entry.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    private static ZipEntry header(String name, byte[] content, Instant timestamp) {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry header = new ZipEntry(name);
        header.setMethod(ZipEntry.STORED);
        header.setSize(content.length);
        header.setCrc(crc.getValue());
        header.setTimeLocal(LocalDateTime.ofInstant(timestamp, ZoneOffset.UTC));
        return header;
    }

    /**
     * The content of an entry, its checksum verified: {@link ZipFile} does not. Memory is taken as data arrives, and never
     * more than the entry declares, whatever it inflates to.
     *
     * @param zip the file
     * @param name of the entry
     * @param most bytes that such an entry can reasonably have
     * @return its bytes
     * @throws IOException where there is no such entry, it is damaged, or it is larger than {@code most} or than it declares
     */
    public static byte[] read(ZipFile zip, String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("there is no entry " + name);
        }
        long declared = entry.getSize();
        if (declared < 0 || declared > most) {
            throw new IOException(
                    "entry " + name + " says that it has " + declared + " bytes, and " + most + " is the most");
        }
        if (declared > FREE && declared / MOST_RATIO > entry.getCompressedSize()) {
            throw new IOException("entry " + name + " would inflate from " + entry.getCompressedSize() + " to "
                    + declared + " bytes, as no file written by L2NAS does");
        }
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readNBytes((int) declared);
            if (content.length < declared || in.read() >= 0) {
                throw new IOException("corrupt: entry " + name + " is not as long as it says, " + declared + " bytes");
            }
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        if (crc.getValue() != entry.getCrc()) {
            throw new IOException("corrupt: the checksum of entry " + name + " is wrong");
        }
        return content;
    }
}
