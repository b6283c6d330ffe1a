package io.github.l2nas.engine.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;

/** A buffered stream from the start of a channel that knows how far it has been read. */
final class ChannelInput extends InputStream {

    private static final int BUFFER = 1 << 16;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long position;

    ChannelInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        if (!fill()) {
            return -1;
        }
        position++;
        return Byte.toUnsignedInt(buffer.get());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            return count > 0;
        }
        return true;
    }
}
