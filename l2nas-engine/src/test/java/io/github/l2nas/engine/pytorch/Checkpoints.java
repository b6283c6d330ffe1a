package io.github.l2nas.engine.pytorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files like those of torch.save, made by hand. Pickles are written as text whose characters are bytes; Python's {@code
 * pickletools.dis} explains them.
 */
public final class Checkpoints {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private final Path file;

    private Checkpoints(Path file) {
        this.file = file;
    }

    public static Checkpoints zip(Path directory) {
        return new Checkpoints(directory.resolve("weights.pth"));
    }

    /** An uncompressed entry of the archive. */
    public Checkpoints entry(String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry("archive/" + name);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        return this;
    }

    public Checkpoints entry(String name, String content) throws IOException {
        return entry(name, latin1(content));
    }

    Checkpoints compressedEntry(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry("archive/" + name));
        zip.write(content);
        zip.closeEntry();
        return this;
    }

    public Path write() throws IOException {
        zip.close();
        return Files.write(file, bytes.toByteArray());
    }

    /** A file of the form before PyTorch 1.6 up to its storages, with one storage {@code 0}. */
    static String legacy(String pickle) {
        return "\u0080\2\u008a\12l\u00fc\u009cF\u00f9 j\u00a8P\31." + "\u0080\2M\u00e9\3." + "\u0080\2}." + pickle
                + "\u0080\2]X\1\0\0\0000a.";
    }

    static Path write(Path directory, String content) throws IOException {
        return Files.write(directory.resolve("weights.pth"), latin1(content));
    }

    /** The pickle of a state dict with one tensor {@code w}. */
    static String stateDict(String tensor) {
        return "\u0080\2}X\1\0\0\0w" + tensor + "s.";
    }

    /**
     * A pickled tensor in storage {@code 0}.
     *
     * @param type for example {@code FloatStorage}
     * @param elements of the storage, pickled, like the next ones: {@code K\4} is 4
     * @param offset of its first element
     * @param shape without the tuple around it
     * @param stride without the tuple around it
     */
    public static String tensor(String type, String elements, String offset, String shape, String stride) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\n" + type + "\nX\1\0\0\0000X\6\0\0\0cuda:0"
                + elements + "tQ" + offset + "(" + shape + "t(" + stride + "t\u0089ccollections\nOrderedDict\n)RtR";
    }

    /** A pickled whole number. */
    public static String number(int value) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
        return "J" + new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public static byte[] floats(ByteOrder order, float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(order);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }

    public static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
