package io.github.l2nas.engine.pytorch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of {@code torch.save}. */
interface TensorFile extends Closeable {

    /** The saved object: maps, lists, arrays (tuples), numbers, text and {@link StoredTensor}s. */
    Object root();

    /**
     * Reads a storage.
     *
     * @param storage one that the saved object mentions
     * @return its bytes, at least {@link Storage#bytes()}, in the order of the file
     * @throws IOException where it is missing, too short, damaged or can't be read
     */
    ByteBuffer read(Storage storage) throws IOException;
}
