package io.github.l2nas.engine.pytorch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The form since PyTorch 1.6: a zip with {@code NAME/data.pkl}, a {@code NAME/data/KEY} for each storage and, since 2.0,
 * {@code NAME/byteorder}. Its entries are never compressed, so that nothing is larger than the file.
 */
final class ZipTensorFile implements TensorFile {

    private static final String PICKLE = "/data.pkl";
    private static final long LARGEST = Integer.MAX_VALUE - 8L;

    private final ZipFile zip;
    private final String prefix;
    private final ByteOrder order;
    private final Object root;

    private ZipTensorFile(ZipFile zip) throws IOException {
        this.zip = zip;
        prefix = Collections.list(zip.getEntries()).stream()
                .map(ZipArchiveEntry::getName)
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .findFirst()
                .orElseThrow(() -> new IOException("it is a zip without data.pkl, so not from torch.save"));
        order = byteOrder();
        root = TensorUnpickler.read(new ByteArrayInputStream(content("data.pkl")), new HashMap<>());
    }

    static ZipTensorFile open(Path file) throws IOException {
        ZipFile zip = ZipFile.builder().setPath(file).get();
        try {
            return new ZipTensorFile(zip);
        } catch (IOException | RuntimeException | Error e) {
            zip.close();
            throw e;
        }
    }

    private ByteOrder byteOrder() throws IOException {
        if (zip.getEntry(prefix + "/byteorder") == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String text = new String(content("byteorder"), StandardCharsets.US_ASCII);
        return switch (text) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new IOException("its byteorder is neither little nor big");
        };
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public ByteBuffer read(Storage storage) throws IOException {
        return ByteBuffer.wrap(content("data/" + storage.key())).order(order);
    }

    private byte[] content(String name) throws IOException {
        ZipArchiveEntry entry = zip.getEntry(prefix + "/" + name);
        if (entry == null) {
            throw new IOException("entry " + name + " of the zip is missing");
        }
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new IOException("entry " + name + " of the zip is compressed, which torch.save never does");
        }
        if (entry.getSize() < 0 || entry.getSize() > LARGEST) {
            throw new IOException("entry " + name + " of the zip has " + entry.getSize() + " bytes; at most " + LARGEST
                    + " can be read");
        }
        int size = (int) entry.getSize();
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(size);
            CRC32 checksum = new CRC32();
            checksum.update(content);
            if (content.length != size || checksum.getValue() != entry.getCrc()) {
                throw new IOException("entry " + name + " of the zip is damaged");
            }
            return content;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
