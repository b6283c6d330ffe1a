package io.github.l2nas.engine.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** What a source holds, found out from its first bytes, whatever its name. */
enum Contents {
    TAR,
    JSON,
    CSV,
    /** A lone bzip2 file: of NATS-Bench, the whole benchmark in one pickle. */
    BZIP2,
    /** NAS-Bench-201's first distribution, written by PyTorch. */
    PYTORCH;

    private static final int HEAD = 512;
    private static final int TAR_MAGIC_OFFSET = 257;
    private static final String TAR_MAGIC = "ustar";
    private static final String GZIP_MAGIC = "\u001f\u008b";
    private static final String ZIP_MAGIC = "PK\u0003\u0004";
    private static final String PICKLE_MAGIC = "\u0080";
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /** Decompressed bytes of csv and JSON; an official table has some ten million. */
    private static final long LARGEST_TEXT = 1L << 30;

    /**
     * Looks at a stream's first bytes.
     *
     * @param in supports marks; left where it was
     * @return what it holds
     * @throws IOException from {@code in}
     */
    static Contents of(InputStream in) throws IOException {
        String head = head(in, HEAD);
        if (head.length() == HEAD && head.startsWith(TAR_MAGIC, TAR_MAGIC_OFFSET)) {
            return TAR;
        }
        if (head.startsWith("BZh")) {
            return BZIP2;
        }
        if (head.startsWith(ZIP_MAGIC) || head.startsWith(PICKLE_MAGIC)) {
            return PYTORCH;
        }
        String text = (head.startsWith(BYTE_ORDER_MARK) ? head.substring(BYTE_ORDER_MARK.length()) : head).strip();
        return text.startsWith("{") || text.startsWith("[") ? JSON : CSV;
    }

    /**
     * Undoes gzip where there is some.
     *
     * @param in a file's bytes
     * @return supports marks
     * @throws IOException from {@code in}, or where the gzip header is malformed
     */
    static InputStream decompressed(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        return head(buffered, GZIP_MAGIC.length()).equals(GZIP_MAGIC)
                ? new BufferedInputStream(new GZIPInputStream(buffered))
                : buffered;
    }

    /**
     * Text of bounded length: a few kilobytes of gzip can decompress to more than a disk holds.
     *
     * @param in the text
     * @return fails after {@value #LARGEST_TEXT} bytes
     */
    static InputStream boundedText(InputStream in) {
        return new Bounded(in, LARGEST_TEXT);
    }

    private static String head(InputStream in, int length) throws IOException {
        in.mark(length);
        byte[] head = in.readNBytes(length);
        in.reset();
        return new String(head, StandardCharsets.ISO_8859_1);
    }

    /** Fails where a stream holds more than it should. */
    private static final class Bounded extends FilterInputStream {

        private final long limit;
        private long count;

        private Bounded(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            count += read;
            if (count > limit) {
                throw new IOException("it decompresses to more than " + limit + " bytes");
            }
        }
    }
}
