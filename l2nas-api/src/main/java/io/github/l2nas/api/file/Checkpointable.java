package io.github.l2nas.api.file;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Something that goes on where it was saved, alike to the bit. */
public interface Checkpointable {

    /**
     * Writes everything that later results depend on, random streams included.
     *
     * @param out where to
     * @throws IOException from {@code out}
     */
    void save(DataOutput out) throws IOException;

    /**
     * Takes over a saved state of something with the same settings, so that both go on alike to the bit.
     *
     * @param in where from
     * @throws IOException from {@code in}, or where the content is not such a state
     */
    void restore(DataInput in) throws IOException;
}
