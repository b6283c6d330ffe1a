package io.github.l2nas.engine.tensor.onednn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Native memory that is used again, by size, the most recently released first: it is still in the cache. Threads may share a
 * pool.
 */
final class MemoryPool {

    private final TreeMap<Long, Deque<NativeMemory>> free = new TreeMap<>();
    private final List<NativeMemory> allocated = new ArrayList<>();

    /**
     * Memory of at least this size and at most an eighth more.
     *
     * @param bytes how much
     * @return memory of undefined content
     */
    synchronized NativeMemory acquire(long bytes) {
        long size = NativeMemory.rounded(bytes);
        Map.Entry<Long, Deque<NativeMemory>> fitting = free.ceilingEntry(size);
        if (fitting == null || fitting.getKey() > size + size / 8) {
            NativeMemory memory = new NativeMemory(size);
            allocated.add(memory);
            return memory;
        }
        NativeMemory memory = fitting.getValue().pop();
        if (fitting.getValue().isEmpty()) {
            free.remove(fitting.getKey());
        }
        return memory;
    }

    synchronized void release(NativeMemory memory) {
        free.computeIfAbsent(memory.bytes(), size -> new ArrayDeque<>()).push(memory);
    }

    /** How much there is, in use or not. */
    synchronized long allocatedBytes() {
        return allocated.stream().mapToLong(NativeMemory::bytes).sum();
    }

    /** Frees all memory, released or not. */
    synchronized void close() {
        allocated.forEach(NativeMemory::free);
        allocated.clear();
        free.clear();
    }
}
