package io.github.l2nas.engine.surrogate;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.StructuralFeatures;
import io.github.l2nas.api.strategy.SearchContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A Gaussian process of the ranks of all scores, {@link RankReward} less its mean of 1, by the choices of architectures and,
 * where the search has {@link StructuralFeatures}, by these.
 *
 * <p>It rests on so many architectures at most: when they are as many, half of them stay, one half of these the best, the other
 * spread evenly over the ranks of the rest. All scores count for the ranks. So time and memory for a prediction have a bound.
 */
public final class SurrogateModel {

    /** Weight of structural features that serves in every space. */
    public static final double USUAL_STRUCTURE = 0.5;

    /** Variance of a score, in units of the variance of rewards, that serves in every space. */
    public static final double USUAL_NOISE = 0.05;

    /** Architectures that a model rests on at most, where nothing else is said. */
    public static final int USUAL_POINTS = 1000;

    /** Architectures drawn to learn the quantiles of the features. */
    private static final int SAMPLES = 1000;

    private final Optional<StructuralFeatures> structure;
    private final SearchSpace space;
    private final RandomStream sampling;
    /** By feature the values of a sample of the space; null before they are asked for, since they may be dear. */
    private double[][] samples;

    private final Kernel kernel;
    private final double noise;
    private final int mostPoints;
    private final RankReward ranks = new RankReward();
    private final List<Float> accuracies = new ArrayList<>();
    /** Indices of the scores that the process rests on. */
    private List<Integer> kept = new ArrayList<>();

    private GaussianProcess process;

    /**
     * @param context of the search
     * @param structureWeight weight of structural features in the kernel, where the search has some
     * @param noise variance of a score, in units of the variance of the rewards
     * @param mostPoints architectures that the process rests on, at least 4
     * @param sampling the stream that draws architectures to learn the quantiles of features
     */
    public SurrogateModel(
            SearchContext context, double structureWeight, double noise, int mostPoints, RandomStream sampling) {
        space = context.space();
        this.sampling = sampling;
        structure = context.features().filter(features -> structureWeight > 0);
        kernel = new Kernel(space.actionShape().rows(), structure.isPresent() ? structureWeight : 0);
        this.noise = noise;
        this.mostPoints = mostPoints;
        process = new GaussianProcess(kernel, noise);
    }

    private double[][] sampled(StructuralFeatures features) {
        SearchContext any = SearchContext.unconstrained(space, 0);
        double[][] samples = new double[features.featureNames().size()][SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double[] values = features.features(any.randomArchitecture(sampling));
            for (int feature = 0; feature < samples.length; feature++) {
                samples[feature][i] = values[feature];
            }
        }
        return samples;
    }

    /** Architectures and what is predicted for them. */
    public final class Candidates {

        private final List<Architecture> architectures;
        private final List<Point> points;
        private Predictions predictions;
        private GaussianProcess predicted;

        private Candidates(List<Architecture> architectures) {
            this.architectures = architectures;
            points = architectures.stream().map(SurrogateModel.this::point).toList();
        }

        public List<Architecture> architectures() {
            return architectures;
        }

        /**
         * The mean for each as of now; {@link #deviation} is of the same time.
         *
         * @return expected reward less 1, by candidate
         */
        public float[] means() {
            if (predicted != process) {
                predicted = process;
                predictions = new Predictions(points);
            }
            predictions.follow(process);
            return predictions.means(process.solve(values()));
        }

        /**
         * The standard deviation.
         *
         * @param candidate index of a candidate
         * @return from 0, certain, to 1, nothing known
         */
        public double deviation(int candidate) {
            return predictions.deviation(candidate);
        }
    }

    /**
     * Candidates to be predicted, once or again and again.
     *
     * @param architectures at least one
     * @return their predictions
     */
    public Candidates candidates(List<Architecture> architectures) {
        return new Candidates(architectures);
    }

    /**
     * Learns from a score.
     *
     * @param architecture what was scored
     * @param accuracy in [0, 1]
     * @return the reward, by the rank as of now
     */
    public double observe(Architecture architecture, double accuracy) {
        int index = accuracies.size();
        accuracies.add((float) accuracy);
        ranks.add((float) accuracy);
        if (process.size() == mostPoints) {
            forgetHalf();
        }
        kept.add(index);
        process.add(point(architecture));
        return ranks.of(index);
    }

    private void forgetHalf() {
        List<Integer> bestFirst = IntStream.range(0, kept.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> accuracies.get(kept.get(i)))
                        .reversed())
                .toList();
        int quarter = mostPoints / 4;
        int[] staying = IntStream.range(0, 2 * quarter)
                .map(i -> i < quarter
                        ? i
                        : quarter + (int) ((long) (i - quarter) * (bestFirst.size() - quarter) / quarter))
                .map(bestFirst::get)
                .sorted()
                .toArray();
        GaussianProcess smaller = new GaussianProcess(kernel, noise);
        List<Integer> indices = new ArrayList<>();
        for (int i : staying) {
            smaller.add(process.point(i));
            indices.add(kept.get(i));
        }
        process = smaller;
        kept = indices;
    }

    private double[] values() {
        return kept.stream().mapToDouble(index -> ranks.of(index) - 1).toArray();
    }

    private Point point(Architecture architecture) {
        double[] quantiles =
                structure.map(features -> features.features(architecture)).orElseGet(() -> new double[0]);
        if (samples == null && structure.isPresent()) {
            samples = sampled(structure.get());
        }
        for (int feature = 0; feature < quantiles.length; feature++) {
            quantiles[feature] = quantile(samples[feature], quantiles[feature]);
        }
        return new Point(architecture.choices(), quantiles);
    }

    /** The share of the sample that is less, and half of what is equal. */
    private static double quantile(double[] sample, double value) {
        int below = 0;
        int upTo = 0;
        for (double other : sample) {
            below += other < value ? 1 : 0;
            upTo += other <= value ? 1 : 0;
        }
        return 0.5 * (below + upTo) / sample.length;
    }
}
