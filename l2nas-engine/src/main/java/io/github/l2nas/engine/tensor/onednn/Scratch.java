package io.github.l2nas.engine.tensor.onednn;

/** Memory in which one primitive after the other works. */
final class Scratch {

    private NativeMemory memory;

    /** At least so much memory, of undefined content, for the next primitive only. */
    NativeMemory of(long bytes) {
        if (memory == null || memory.bytes() < bytes) {
            close();
            memory = new NativeMemory(NativeMemory.rounded(bytes));
        }
        return memory;
    }

    long bytes() {
        return memory == null ? 0 : memory.bytes();
    }

    void close() {
        if (memory != null) {
            memory.free();
            memory = null;
        }
    }
}
