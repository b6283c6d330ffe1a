package io.github.l2nas.engine.tensor.onednn;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory in which one primitive after the other works, a piece for each thread: it stays in the cache of a thread's processor. */
final class Scratch {

    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Piece> ofThread = ThreadLocal.withInitial(this::piece);

    private static final class Piece {
        private volatile NativeMemory memory;

        private NativeMemory of(long bytes) {
            if (memory == null || memory.bytes() < bytes) {
                close();
                memory = new NativeMemory(NativeMemory.rounded(bytes));
            }
            return memory;
        }

        private long bytes() {
            return memory == null ? 0 : memory.bytes();
        }

        private void close() {
            if (memory != null) {
                memory.free();
                memory = null;
            }
        }
    }

    private Piece piece() {
        Piece piece = new Piece();
        pieces.add(piece);
        return piece;
    }

    /** At least so much memory, of undefined content, for this thread's next primitive only. */
    NativeMemory of(long bytes) {
        return ofThread.get().of(bytes);
    }

    long bytes() {
        return pieces.stream().mapToLong(Piece::bytes).sum();
    }

    /** Frees all of it; no thread may be at work. */
    void close() {
        pieces.forEach(Piece::close);
        ofThread.remove();
    }
}
