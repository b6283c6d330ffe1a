package io.github.l2nas.spaces.nasbench201;

import java.util.List;

/**
 * What counts in a cell: the edges on a path from its input to its output on which no operation is {@code none}.
 *
 * @param convolutionWeights of the live edges, in units of channels squared: 1 for a 1x1 convolution, 9 for a 3x3
 * @param paths live paths, 0 to 4
 * @param depth most convolutions on a live path, 0 to 3
 */
record CellStructure(int convolutionWeights, int paths, int depth) {

    /** Edges of the four paths: 0-3, 0-1-3, 0-2-3, 0-1-2-3. */
    private static final int[][] PATHS = {{3}, {0, 4}, {1, 5}, {0, 2, 5}};

    static CellStructure of(NasBench201Architecture cell) {
        boolean[] live = new boolean[NasBench201Architecture.EDGES];
        int paths = 0;
        int depth = 0;
        for (int[] path : PATHS) {
            int convolutions = 0;
            boolean open = true;
            for (int edge : path) {
                open &= cell.edges().get(edge) != Operation.NONE;
                convolutions += weights(cell.edges().get(edge)) > 0 ? 1 : 0;
            }
            if (open) {
                paths++;
                depth = Math.max(depth, convolutions);
                for (int edge : path) {
                    live[edge] = true;
                }
            }
        }
        return new CellStructure(weights(cell.edges(), live), paths, depth);
    }

    private static int weights(List<Operation> edges, boolean[] live) {
        int sum = 0;
        for (int edge = 0; edge < live.length; edge++) {
            sum += live[edge] ? weights(edges.get(edge)) : 0;
        }
        return sum;
    }

    private static int weights(Operation operation) {
        return switch (operation) {
            case CONVOLUTION_1X1 -> 1;
            case CONVOLUTION_3X3 -> 9;
            case NONE, SKIP_CONNECT, AVERAGE_POOL_3X3 -> 0;
        };
    }
}
