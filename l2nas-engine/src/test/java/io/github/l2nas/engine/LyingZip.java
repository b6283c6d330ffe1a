package io.github.l2nas.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Zips whose only or last entry says that it has another length than it has. */
public final class LyingZip {

    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int LOCAL_SIZE = 22;
    private static final int CENTRAL_SIZE = 24;

    private LyingZip() {}

    /**
     * Changes the length that the last entry declares.
     *
     * @param zip changed in place
     * @param length what it says from now on
     */
    public static void lie(Path zip, int length) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int central = last(buffer, CENTRAL_HEADER, bytes.length - Integer.BYTES);
        buffer.putInt(central + CENTRAL_SIZE, length);
        buffer.putInt(last(buffer, LOCAL_HEADER, central) + LOCAL_SIZE, length);
        Files.write(zip, bytes);
    }

    private static int last(ByteBuffer buffer, int header, int from) {
        int at = from;
        while (buffer.getInt(at) != header) {
            at--;
        }
        return at;
    }
}
