package io.github.l2nas.engine.tensor.onednn;

import java.util.ArrayList;
import java.util.List;

/**
 * Native memory that is used again, whatever the size of what was there before: a piece is cut off the smallest free range that is large
 * enough, and free ranges that touch become one. When all is released, the pool is as it was in the beginning, so that each pass
 * takes the same places. Threads may share a pool.
 */
final class MemoryPool {

    /** Fewest bytes that are asked of the system at a time. */
    private static final long FEWEST = 1 << 20;

    /** The pool grows by this part of itself, or by more. */
    private static final int GROWTH = 8;

    /** In the order of their addresses. There are few: what touches is one. */
    private final List<NativeMemory> free = new ArrayList<>();

    private final List<NativeMemory> allocated = new ArrayList<>();

    /**
     * Memory of at least this size.
     *
     * @param bytes how much
     * @return memory of undefined content
     */
    synchronized NativeMemory acquire(long bytes) {
        long size = NativeMemory.rounded(bytes);
        int place = smallest(size);
        if (place < 0) {
            place = allocate(size);
        }
        NativeMemory range = free.get(place);
        if (range.bytes() == size) {
            return free.remove(place);
        }
        free.set(place, range.part(size, range.bytes() - size));
        return range.part(0, size);
    }

    /** Where the smallest range is that is large enough; -1 where there is none. */
    private int smallest(long size) {
        int found = -1;
        long least = Long.MAX_VALUE;
        for (int place = 0; place < free.size(); place++) {
            long bytes = free.get(place).bytes();
            if (bytes >= size && bytes < least) {
                found = place;
                least = bytes;
            }
        }
        return found;
    }

    /** Asks the system for memory; gives its place. */
    private int allocate(long size) {
        long bytes = Math.max(size, Math.max(FEWEST, NativeMemory.rounded(allocatedBytes() / GROWTH)));
        NativeMemory whole = new NativeMemory(bytes);
        allocated.add(whole);
        int place = placeOf(whole.address());
        free.add(place, whole);
        return place;
    }

    /** How many ranges lie before an address. */
    private int placeOf(long address) {
        int from = 0;
        int to = free.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (free.get(middle).address() < address) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Ranges of two pieces never touch, as a piece is a little larger than what is used of it. */
    synchronized void release(NativeMemory memory) {
        NativeMemory range = memory;
        int place = placeOf(range.address());
        if (place < free.size() && free.get(place).address() == range.end()) {
            range = range.and(free.remove(place));
        }
        if (place > 0 && free.get(place - 1).end() == range.address()) {
            free.set(place - 1, free.get(place - 1).and(range));
        } else {
            free.add(place, range);
        }
    }

    /** How much there is, in use or not. */
    synchronized long allocatedBytes() {
        return allocated.stream().mapToLong(NativeMemory::bytes).sum();
    }

    /** How much is in use. */
    synchronized long usedBytes() {
        return allocatedBytes() - free.stream().mapToLong(NativeMemory::bytes).sum();
    }

    /** Frees all memory, released or not. */
    synchronized void close() {
        allocated.forEach(NativeMemory::free);
        allocated.clear();
        free.clear();
    }
}
