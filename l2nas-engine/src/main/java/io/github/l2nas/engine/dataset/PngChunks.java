package io.github.l2nas.engine.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, each of which ends in a checksum of its type and data (PNG specification, section 5.3). The platform's
 * reader does not look at it.
 */
final class PngChunks {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int TYPE_LENGTH = 4;
    private static final String LAST = "IEND";

    private PngChunks() {}

    /**
     * Compares the checksums of a PNG file.
     *
     * @param content of any file; what is no PNG is not looked at
     * @throws IOException where a checksum differs or the last chunk is missing
     */
    static void requireWhole(byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        if (content.length < Long.BYTES || rest.getLong() != SIGNATURE) {
            return;
        }
        String type = "";
        while (!type.equals(LAST)) {
            if (rest.remaining() < Integer.BYTES) {
                throw new IOException("it is cut short");
            }
            int length = rest.getInt();
            if (length < 0 || rest.remaining() - TYPE_LENGTH - Integer.BYTES < length) {
                throw new IOException("it is cut short");
            }
            int start = rest.position();
            type = new String(content, start, TYPE_LENGTH, StandardCharsets.US_ASCII);
            CRC32 sum = new CRC32();
            sum.update(content, start, TYPE_LENGTH + length);
            rest.position(start + TYPE_LENGTH + length);
            if (rest.getInt() != (int) sum.getValue()) {
                throw new IOException("the checksum of its part " + type + " is wrong");
            }
        }
    }
}
