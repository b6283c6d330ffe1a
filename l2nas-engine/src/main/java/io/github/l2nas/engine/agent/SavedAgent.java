package io.github.l2nas.engine.agent;

import java.io.DataInput;
import java.io.IOException;

/** The mark at the beginning and at the end of a saved agent. */
final class SavedAgent {

    private SavedAgent() {}

    /**
     * Reads the mark.
     *
     * @param in where from
     * @param format the mark
     * @throws IOException where it is another
     */
    static void requireFormat(DataInput in, int format) throws IOException {
        int found = in.readInt();
        if (found != format) {
            throw new IOException("not the saved agent of this version: found 0x" + Integer.toHexString(found)
                    + " instead of 0x" + Integer.toHexString(format));
        }
    }
}
