package io.github.l2nas.engine.surrogate;

/** Linear equations by Gaussian elimination: what the models' faster ways are compared with. */
final class Elimination {

    private Elimination() {}

    static double[] solve(double[][] symmetric, double[] right) {
        int size = right.length;
        double[][] matrix = new double[size][size + 1];
        for (int i = 0; i < size; i++) {
            System.arraycopy(symmetric[i], 0, matrix[i], 0, size);
            matrix[i][size] = right[i];
        }
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : matrix[row][pivot] / matrix[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = matrix[i][size] / matrix[i][i];
        }
        return solution;
    }

    static double product(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
