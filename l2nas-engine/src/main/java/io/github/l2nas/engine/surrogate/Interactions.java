package io.github.l2nas.engine.surrogate;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Features of architectures whose inner product is the kernel {@code r^h}, h the number of rows that differ and r = 0.6, about
 * {@code exp(-h / 2)}. Multiplied out over m rows the kernel is a sum over the sets of rows: of the set S it has the share
 * {@code (1 - r)^|S| r^(m - |S|)} where two architectures agree on all rows of S. So a feature is a set of rows and what an
 * architecture has chosen there, an interaction; the empty set is the mean.
 *
 * <p>Up to 8 rows have all their sets. Of more rows 128 sets are drawn, each row with probability 1 - r. Sets with more than
 * 16 384 combinations of choices share that many slots.
 */
final class Interactions {

    private static final double CORRELATION = 0.6;
    private static final int MOST_ROWS = 8;
    private static final int SETS = 128;
    private static final int MOST_SLOTS = 1 << 14;

    /** Per set its rows, ascending. */
    private final List<int[]> sets = new ArrayList<>();

    private final List<Double> shares = new ArrayList<>();
    private final ActionShape shape;
    /** Per set its first slot, and one more for the end. */
    private final int[] starts;

    /**
     * @param shape shape of an action
     * @param random draws the sets of rows, where not all are taken
     */
    Interactions(ActionShape shape, RandomStream random) {
        this.shape = shape;
        int rows = shape.rows();
        if (rows <= MOST_ROWS) {
            for (int bits = 0; bits < 1 << rows; bits++) {
                int[] set = rowsOf(bits, rows);
                sets.add(set);
                shares.add(
                        StrictMath.pow(1 - CORRELATION, set.length) * StrictMath.pow(CORRELATION, rows - set.length));
            }
        } else {
            for (int draw = 0; draw < SETS; draw++) {
                sets.add(drawn(rows, random));
                shares.add(1.0 / SETS);
            }
        }
        starts = new int[sets.size() + 1];
        for (int set = 0; set < sets.size(); set++) {
            starts[set + 1] = starts[set] + combinations(sets.get(set));
        }
    }

    private static int[] rowsOf(int bits, int rows) {
        int[] set = new int[Integer.bitCount(bits)];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            if ((bits >> row & 1) == 1) {
                set[next++] = row;
            }
        }
        return set;
    }

    private static int[] drawn(int rows, RandomStream random) {
        List<Integer> set = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (random.nextDouble() >= CORRELATION) {
                set.add(row);
            }
        }
        return set.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A row without a pick counts as one more choice. */
    private int combinations(int[] set) {
        long combinations = 1;
        for (int row : set) {
            combinations = Math.min(MOST_SLOTS, combinations * (shape.columns(row) + 1));
        }
        return (int) combinations;
    }

    int sets() {
        return sets.size();
    }

    double share(int set) {
        return shares.get(set);
    }

    /**
     * All slots of all sets.
     *
     * @return how many there are
     */
    int size() {
        return starts[sets.size()];
    }

    int start(int set) {
        return starts[set];
    }

    /**
     * The slot of an architecture in each set.
     *
     * @param choices per row the chosen column or -1
     * @return by set
     */
    int[] slots(int[] choices) {
        int[] slots = new int[sets.size()];
        for (int set = 0; set < slots.length; set++) {
            long key = 0;
            for (int row : sets.get(set)) {
                key = key * (shape.columns(row) + 1) + choices[row] + 1;
            }
            slots[set] = starts[set] + (int) slot(key, starts[set + 1] - starts[set]);
        }
        return slots;
    }

    /** Keys below the number of slots are slots; others, which may have overflowed, are spread over all of them. */
    private static long slot(long key, int slots) {
        if (slots < MOST_SLOTS) {
            return key;
        }
        long mixed = key * 0x9e3779b97f4a7c15L;
        return (mixed ^ mixed >>> 32) & MOST_SLOTS - 1;
    }
}
