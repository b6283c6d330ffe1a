package io.github.l2nas.api.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shape of an action: one or more matrices alpha in R^{E x O}, flattened row by row and concatenated, and the
 * blocks of rows that the discretizer decides together. A block of one row with one pick is a row of the paper's
 * Algorithm 1; a block of k+2 rows with two picks is node k of Algorithm 2.
 */
public final class ActionShape {

    /** A space with more architectures than this is large. */
    public static final int MOST_OF_SMALL = 20_000;

    /**
     * One action matrix.
     *
     * @param rows edges or layers, E
     * @param columns operations, O
     */
    public record Matrix(int rows, int columns) {}

    /**
     * Consecutive rows of one matrix of which the discretizer keeps {@code picks}, each with one column.
     *
     * @param firstRow index of the first row, counted over all matrices
     * @param rows number of rows
     * @param picks how many rows stay, 1 to {@code rows}
     */
    public record Block(int firstRow, int rows, int picks) {}

    private final List<Matrix> matrices;
    private final List<Block> blocks;
    private final int[] columns;
    private final int[] offsets;
    private final int size;

    /**
     * @param matrices the matrices in the order in which they are concatenated
     * @param blocks blocks that cover every row once, in order
     */
    public ActionShape(List<Matrix> matrices, List<Block> blocks) {
        this.matrices = List.copyOf(matrices);
        this.blocks = List.copyOf(blocks);
        int rows = matrices.stream().mapToInt(Matrix::rows).sum();
        columns = new int[rows];
        offsets = new int[rows];
        int row = 0;
        int offset = 0;
        for (Matrix matrix : matrices) {
            for (int i = 0; i < matrix.rows(); i++) {
                columns[row] = matrix.columns();
                offsets[row++] = offset;
                offset += matrix.columns();
            }
        }
        size = offset;
        int next = 0;
        for (Block block : blocks) {
            if (block.firstRow() != next || block.picks() < 1 || block.picks() > block.rows()) {
                throw new IllegalArgumentException("blocks must cover the rows in order, got " + block);
            }
            next += block.rows();
        }
        if (next != rows) {
            throw new IllegalArgumentException("blocks cover " + next + " of " + rows + " rows");
        }
    }

    /**
     * A shape in which each row is decided by itself (Algorithm 1).
     *
     * @param matrices the matrices
     * @return the shape
     */
    public static ActionShape rowWise(Matrix... matrices) {
        int rows = Arrays.stream(matrices).mapToInt(Matrix::rows).sum();
        List<Block> blocks = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            blocks.add(new Block(row, 1, 1));
        }
        return new ActionShape(List.of(matrices), blocks);
    }

    public List<Matrix> matrices() {
        return matrices;
    }

    public List<Block> blocks() {
        return blocks;
    }

    /**
     * Rows of all matrices together.
     *
     * @return the number of rows
     */
    public int rows() {
        return columns.length;
    }

    /**
     * Length of a flattened action.
     *
     * @return sum of rows x columns over the matrices
     */
    public int size() {
        return size;
    }

    /**
     * Number of discrete actions: the product over blocks of the ways to pick rows and a column for each.
     *
     * @return at least 1; of a space in which several actions are one architecture, more than its architectures
     */
    public BigInteger discreteActions() {
        BigInteger product = BigInteger.ONE;
        for (Block block : blocks) {
            product = product.multiply(discreteActions(block));
        }
        return product;
    }

    /** Ways by number of picks, row after row: a row is not picked, or with one of its columns. */
    private BigInteger discreteActions(Block block) {
        BigInteger[] ways = new BigInteger[block.picks() + 1];
        Arrays.fill(ways, BigInteger.ZERO);
        ways[0] = BigInteger.ONE;
        for (int row = block.firstRow(); row < block.firstRow() + block.rows(); row++) {
            for (int picks = block.picks(); picks > 0; picks--) {
                ways[picks] = ways[picks].add(ways[picks - 1].multiply(BigInteger.valueOf(columns[row])));
            }
        }
        return ways[block.picks()];
    }

    /**
     * Whether each row is picked: there is nothing to decide but the columns.
     *
     * @return false where a block has fewer picks than rows
     */
    public boolean picksEveryRow() {
        return blocks.stream().allMatch(block -> block.rows() == block.picks());
    }

    /**
     * Whether {@link #everyAction()} can list the discrete actions, and they are few.
     *
     * @param most how many they may be
     * @return false where a block has fewer picks than rows, or there are more
     */
    public boolean isEnumerable(long most) {
        return picksEveryRow() && discreteActions().compareTo(BigInteger.valueOf(most)) <= 0;
    }

    /**
     * Whether there are so few discrete actions that all of them can be looked at: up to {@value #MOST_OF_SMALL}.
     *
     * @return false where {@link #everyAction()} can't list them, or there are more
     */
    public boolean isSmall() {
        return isEnumerable(MOST_OF_SMALL);
    }

    /**
     * All discrete actions of a shape that {@link #picksEveryRow()}.
     *
     * @return new arrays; the last row changes first
     */
    public List<int[]> everyAction() {
        if (!picksEveryRow()) {
            throw new IllegalStateException("the rows to pick are a choice too");
        }
        List<int[]> all = new ArrayList<>();
        int[] choices = new int[rows()];
        int row = 0;
        while (row >= 0) {
            all.add(choices.clone());
            row = rows() - 1;
            while (row >= 0 && choices[row] == columns[row] - 1) {
                choices[row--] = 0;
            }
            if (row >= 0) {
                choices[row]++;
            }
        }
        return all;
    }

    public int columns(int row) {
        return columns[row];
    }

    /**
     * Index of a row's first entry in a flattened action.
     *
     * @param row 0 to {@link #rows()} - 1
     * @return the index
     */
    public int offset(int row) {
        return offsets[row];
    }

    /**
     * Discretize(alpha): in each block the largest entry, then, while picks are left, the largest entry in any row not
     * yet picked. Of equal entries the first wins.
     *
     * @param action flattened, length {@link #size()}; any finite numbers
     * @return per row the chosen column, -1 for rows without a pick
     * @throws IllegalArgumentException for another length or an entry that is not a number
     */
    public int[] discretize(float[] action) {
        if (action.length != size) {
            throw new IllegalArgumentException("an action has " + size + " entries, got " + action.length);
        }
        for (int i = 0; i < size; i++) {
            if (Float.isNaN(action[i])) {
                throw new IllegalArgumentException("entry " + i + " of the action is not a number");
            }
        }
        int[] choices = new int[rows()];
        Arrays.fill(choices, -1);
        for (Block block : blocks) {
            for (int pick = 0; pick < block.picks(); pick++) {
                pickLargest(action, block, choices);
            }
        }
        return choices;
    }

    private void pickLargest(float[] action, Block block, int[] choices) {
        int bestRow = -1;
        int bestColumn = -1;
        float best = Float.NEGATIVE_INFINITY;
        for (int row = block.firstRow(); row < block.firstRow() + block.rows(); row++) {
            if (choices[row] >= 0) {
                continue;
            }
            for (int column = 0; column < columns[row]; column++) {
                float value = action[offsets[row] + column];
                if (bestRow < 0 || value > best) {
                    best = value;
                    bestRow = row;
                    bestColumn = column;
                }
            }
        }
        choices[bestRow] = bestColumn;
    }

    /**
     * One-hot encoding alpha^d of a discrete action.
     *
     * @param choices per row a column or -1, length {@link #rows()}
     * @return flattened, length {@link #size()}, zeros and ones
     */
    public float[] oneHot(int[] choices) {
        float[] encoding = new float[size];
        for (int row = 0; row < choices.length; row++) {
            if (choices[row] >= 0) {
                encoding[offsets[row] + choices[row]] = 1;
            }
        }
        return encoding;
    }

    /**
     * All discrete actions that differ in one decision: another column in a row that is picked, or a pick moved, with its
     * column, to a row of its block that is not.
     *
     * @param choices per row a column or -1
     * @return new arrays, in a fixed order: by block, by pick, first columns, then rows
     */
    public List<int[]> neighbours(int[] choices) {
        List<int[]> neighbours = new ArrayList<>();
        for (Block block : blocks) {
            int end = block.firstRow() + block.rows();
            for (int row = block.firstRow(); row < end; row++) {
                if (choices[row] < 0) {
                    continue;
                }
                for (int column = 0; column < columns[row]; column++) {
                    if (column != choices[row]) {
                        int[] neighbour = choices.clone();
                        neighbour[row] = column;
                        neighbours.add(neighbour);
                    }
                }
                for (int other = block.firstRow(); other < end; other++) {
                    if (choices[other] < 0) {
                        int[] neighbour = choices.clone();
                        neighbour[other] = choices[row];
                        neighbour[row] = -1;
                        neighbours.add(neighbour);
                    }
                }
            }
        }
        return neighbours;
    }

    /**
     * Checks a discrete action.
     *
     * @param choices per row a column or -1
     * @throws IllegalArgumentException where a block has not its number of picks or a column is out of range
     */
    public void requireValid(int[] choices) {
        if (choices.length != rows()) {
            throw new IllegalArgumentException("a discrete action has " + rows() + " rows, got " + choices.length);
        }
        for (Block block : blocks) {
            int picks = 0;
            for (int row = block.firstRow(); row < block.firstRow() + block.rows(); row++) {
                if (choices[row] < -1 || choices[row] >= columns[row]) {
                    throw new IllegalArgumentException(
                            "row " + row + " has columns 0 to " + (columns[row] - 1) + ", got " + choices[row]);
                }
                picks += choices[row] >= 0 ? 1 : 0;
            }
            if (picks != block.picks()) {
                throw new IllegalArgumentException(block + " has " + picks + " picks");
            }
        }
    }
}
