package io.github.l2nas.engine.agent;

/**
 * Adds a linear combination of a matrix's rows to a vector: {@code y += a_1 row_1 + a_2 row_2 + ...}. All three products
 * of a dense layer (forward, gradient by the input, gradient by the weights) have this form. Coefficients of zero, half
 * of what ReLU passes on, are left out; the others are taken four at a time so that {@code y} is loaded and stored once
 * for all of them.
 *
 * <p>The inner loop is elementwise, which HotSpot's C2 turns into vector instructions without a change in any rounding;
 * it does so for rows that are arrays of their own (15 multiply-adds a nanosecond with AVX2), but neither for offsets
 * into one array nor for eight rows at a time (2 to 3). Not safe for use by several threads.
 */
final class SparseAxpy {

    private final float[] coefficients;
    private final int[] rows;
    private int count;

    /**
     * @param terms most rows of a combination
     */
    SparseAxpy(int terms) {
        coefficients = new float[terms + 4];
        rows = new int[terms + 4];
    }

    /**
     * Takes the coefficients from a vector.
     *
     * @param a one coefficient per row
     * @param terms number of rows
     * @return this
     */
    SparseAxpy of(float[] a, int terms) {
        int found = 0;
        for (int term = 0; term < terms; term++) {
            float coefficient = a[term];
            coefficients[found] = coefficient;
            rows[found] = term;
            found += coefficient == 0 ? 0 : 1;
        }
        fill(found);
        return this;
    }

    /**
     * Takes the coefficients from a column of a matrix.
     *
     * @param a one coefficient per row, in each row's entry {@code column}
     * @param column the column
     * @param terms number of rows
     * @return this
     */
    SparseAxpy ofColumn(float[][] a, int column, int terms) {
        int found = 0;
        for (int term = 0; term < terms; term++) {
            float coefficient = a[term][column];
            coefficients[found] = coefficient;
            rows[found] = term;
            found += coefficient == 0 ? 0 : 1;
        }
        fill(found);
        return this;
    }

    /** Zeros up to a multiple of four. */
    private void fill(int found) {
        count = found;
        while ((count & 3) != 0) {
            coefficients[count] = 0;
            rows[count++] = 0;
        }
    }

    /**
     * Adds the combination.
     *
     * @param matrix the rows, of which zero coefficients leave out some
     * @param y what is added to, as long as a row
     */
    void addTo(float[][] matrix, float[] y) {
        for (int term = 0; term < count; term += 4) {
            addFour(
                    coefficients[term],
                    coefficients[term + 1],
                    coefficients[term + 2],
                    coefficients[term + 3],
                    matrix[rows[term]],
                    matrix[rows[term + 1]],
                    matrix[rows[term + 2]],
                    matrix[rows[term + 3]],
                    y);
        }
    }

    private static void addFour(
            float a0, float a1, float a2, float a3, float[] x0, float[] x1, float[] x2, float[] x3, float[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] += (a0 * x0[j] + a1 * x1[j]) + (a2 * x2[j] + a3 * x3[j]);
        }
    }
}
