package io.github.l2nas.engine.surrogate;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Functions drawn from what a Gaussian process believes of all architectures at once, by Matheron's rule (Wilson et al. 2020,
 * "Efficiently sampling functions from Gaussian process posteriors"): one drawn from the prior, corrected by the process that
 * explains what it misses of the observations. The kernel is that of {@link Interactions}, so that a product with the
 * covariance of n points takes n additions for each set of rows; conjugate gradients solve for the correction. A search of many
 * thousand architectures stays affordable where a Cholesky factor would not.
 */
public final class PosteriorDraws {

    private static final double NOISE = 0.05;
    private static final double TOLERANCE = 0.01;
    private static final int MOST_ITERATIONS = 200;

    private final Interactions interactions;
    private final RandomStream random;
    /** Of the architectures observed, their slots. */
    private final List<int[]> observed = new ArrayList<>();

    /**
     * @param shape shape of an action
     * @param sets the stream that draws sets of rows
     * @param random the stream that functions are drawn from
     */
    public PosteriorDraws(ActionShape shape, RandomStream sets, RandomStream random) {
        interactions = new Interactions(shape, sets);
        this.random = random;
    }

    /**
     * Observes one more architecture.
     *
     * @param choices per row the chosen column or -1
     */
    public void add(int[] choices) {
        observed.add(interactions.slots(choices));
    }

    /** Forgets all. */
    public void clear() {
        observed.clear();
    }

    /** Architectures that are asked for again and again. */
    public static final class Prepared {

        private final int[][] slots;

        private Prepared(int[][] slots) {
            this.slots = slots;
        }
    }

    /**
     * Prepares architectures for {@link Function#largest}: four bytes for each and each set of rows.
     *
     * @param actions discrete actions
     * @return what functions look at
     */
    public Prepared prepare(List<int[]> actions) {
        return new Prepared(actions.stream().map(interactions::slots).toArray(int[][]::new));
    }

    /** A function of architectures. */
    public final class Function {

        private final double[] table;

        private Function(double[] table) {
            this.table = table;
        }

        /**
         * Its value.
         *
         * @param choices per row the chosen column or -1
         * @return in units of the values observed
         */
        public double of(int[] choices) {
            return at(interactions.slots(choices));
        }

        /**
         * Its largest values among some architectures.
         *
         * @param among those that may be looked at
         * @param spent which of them are left out, by index
         * @param count how many are wanted
         * @return indices, the largest value first; of equals the smaller index
         */
        public int[] largest(Prepared among, BitSet spent, int count) {
            double[] values = new double[among.slots.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = at(among.slots[i]);
            }
            Comparator<Integer> smallestFirst =
                    Comparator.comparingDouble((Integer i) -> values[i]).thenComparing(Comparator.reverseOrder());
            PriorityQueue<Integer> largest = new PriorityQueue<>(smallestFirst);
            for (int i = spent.nextClearBit(0); i < values.length; i = spent.nextClearBit(i + 1)) {
                if (largest.size() < count || values[i] > values[largest.element()]) {
                    largest.add(i);
                    if (largest.size() > count) {
                        largest.remove();
                    }
                }
            }
            return largest.stream()
                    .sorted(smallestFirst.reversed())
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private double at(int[] slots) {
            double sum = 0;
            for (int slot : slots) {
                sum += table[slot];
            }
            return sum;
        }
    }

    /**
     * Draws a function.
     *
     * @param values observed, in the order of the architectures; their prior has mean 0 and variance 1
     * @return the function
     */
    public Function draw(double[] values) {
        return draw(values, 1);
    }

    /**
     * Draws a function that lies nearer to the mean than the truth may.
     *
     * @param values observed, in the order of the architectures; their prior has mean 0 and variance 1
     * @param boldness how far from the mean it lies, as a share of the usual distance: 1 for a draw, 0 for the mean itself
     * @return the function
     */
    public Function draw(double[] values, double boldness) {
        double[] table = new double[interactions.size()];
        for (int set = 0; set < interactions.sets(); set++) {
            double scale = boldness * Math.sqrt(interactions.share(set));
            for (int slot = interactions.start(set); slot < interactions.start(set + 1); slot++) {
                table[slot] = scale * normal();
            }
        }
        Function drawn = new Function(table);
        double[] missed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            missed[i] = values[i] - drawn.at(observed.get(i)) - boldness * Math.sqrt(NOISE) * normal();
        }
        addTo(table, solve(missed));
        return drawn;
    }

    /**
     * What a function leaves unexplained.
     *
     * @param function drawn from these values or others
     * @param values observed, in the order of the architectures; at least one
     * @return the mean square of the differences
     */
    public double unexplained(Function function, double[] values) {
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double missed = values[i] - function.at(observed.get(i));
            squares += missed * missed;
        }
        return squares / values.length;
    }

    /** The sum of four uniform numbers, scaled to variance 1; values are sums of many of them. */
    private double normal() {
        long bits = random.nextLong();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum - 2 * 65_535.0) / (65_536 / Math.sqrt(3));
    }

    /** Adds the functions of points, each as often as its weight says. */
    private void addTo(double[] table, double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            int[] slots = observed.get(i);
            for (int set = 0; set < slots.length; set++) {
                table[slots[set]] += interactions.share(set) * weights[i];
            }
        }
    }

    /** Solves (K + noise) x = values by conjugate gradients. */
    private double[] solve(double[] values) {
        double[] solution = new double[values.length];
        double[] residual = values.clone();
        double[] direction = values.clone();
        double[] table = new double[interactions.size()];
        double squares = product(residual, residual);
        double enough = TOLERANCE * TOLERANCE * squares;
        for (int i = 0; i < MOST_ITERATIONS && squares > enough; i++) {
            double[] image = covariance(direction, table);
            double step = squares / product(direction, image);
            addTo(solution, step, direction);
            addTo(residual, -step, image);
            double next = product(residual, residual);
            for (int j = 0; j < direction.length; j++) {
                direction[j] = residual[j] + next / squares * direction[j];
            }
            squares = next;
        }
        return solution;
    }

    private double[] covariance(double[] weights, double[] table) {
        Arrays.fill(table, 0);
        addTo(table, weights);
        double[] image = new double[weights.length];
        for (int i = 0; i < image.length; i++) {
            double sum = NOISE * weights[i];
            for (int slot : observed.get(i)) {
                sum += table[slot];
            }
            image[i] = sum;
        }
        return image;
    }

    private static void addTo(double[] sum, double factor, double[] addend) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * addend[i];
        }
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
