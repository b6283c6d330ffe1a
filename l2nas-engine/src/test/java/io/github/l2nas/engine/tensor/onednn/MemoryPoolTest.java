package io.github.l2nas.engine.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemoryPoolTest {

    private static final long KIBIBYTE = 1 << 10;
    private static final long MEBIBYTE = 1 << 20;
    private static final int STEPS = 5000;

    private final MemoryPool pool = new MemoryPool();

    @BeforeAll
    static void load() {
        OneDnn.load();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void twoPiecesThatAreReleasedServeOneThatIsAsLargeAsBoth() {
        NativeMemory first = pool.acquire(300 * KIBIBYTE);
        NativeMemory second = pool.acquire(700 * KIBIBYTE);
        long before = pool.allocatedBytes();
        pool.release(second);
        pool.release(first);
        NativeMemory both = pool.acquire(1000 * KIBIBYTE);
        assertThat(both.address()).isEqualTo(first.address());
        assertThat(pool.allocatedBytes()).isEqualTo(before);
    }

    @Test
    void ofTheFreeRangesTheSmallestThatIsLargeEnoughIsTaken() {
        NativeMemory large = pool.acquire(400 * KIBIBYTE);
        pool.acquire(KIBIBYTE);
        NativeMemory small = pool.acquire(200 * KIBIBYTE);
        pool.acquire(KIBIBYTE);
        pool.release(large);
        pool.release(small);
        assertThat(pool.acquire(150 * KIBIBYTE).address()).isEqualTo(small.address());
        assertThat(pool.acquire(150 * KIBIBYTE).address()).isEqualTo(large.address());
    }

    @Test
    void whoeverTakesTheSamePiecesAgainGetsTheSamePlaces() {
        List<Long> first = places();
        long allocated = pool.allocatedBytes();
        assertThat(places()).isEqualTo(first);
        assertThat(pool.allocatedBytes()).isEqualTo(allocated);
    }

    /** In the first round the pool grows; each round ends with everything released. */
    private List<Long> places() {
        List<Long> places = List.of();
        for (int round = 0; round < 2; round++) {
            places = new ArrayList<>();
            List<NativeMemory> held = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(1);
            for (int step = 0; step < STEPS; step++) {
                if (held.size() > 20) {
                    pool.release(held.remove(random.nextInt(held.size())));
                }
                NativeMemory piece = pool.acquire(random.nextLong(3 * MEBIBYTE));
                held.add(piece);
                places.add(piece.address());
            }
            held.forEach(pool::release);
        }
        return places;
    }

    @Test
    void piecesInUseNeverOverlap() {
        SplittableRandom random = new SplittableRandom(2);
        List<NativeMemory> held = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            if (held.size() > 30) {
                pool.release(held.remove(random.nextInt(held.size())));
            }
            NativeMemory piece = pool.acquire(random.nextLong(MEBIBYTE / 4));
            assertThat(piece.address() % NativeMemory.ALIGNMENT).isZero();
            assertThat(held).noneMatch(other -> overlap(other, piece));
            held.add(piece);
        }
    }

    private static boolean overlap(NativeMemory a, NativeMemory b) {
        return a.address() < b.address() + b.bytes() && b.address() < a.address() + a.bytes();
    }
}
