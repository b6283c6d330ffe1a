package io.github.l2nas.engine.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Mixture;
import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.network.DoubleNetwork;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients by architecture weights against differences in double precision. */
class GradientMethodTest {

    private static final MixtureSpace SPACE =
            SearchSpaces.named("nas-bench-201").capability(MixtureSpace.class).orElseThrow();
    private static final int CLASSES = 3;
    private static final int IMAGES = 4;
    private static final Shape IMAGE = new Shape(2, 8, 8);
    private static final Skeleton SKELETON = new Skeleton(4, 1, CLASSES, IMAGE);
    private static final SearchContext CONTEXT = SearchContext.unconstrained(SPACE, 7);
    private static final double STEP = 1e-6;

    private final Parameters parameters = new Parameters(7);

    private static Batch images() {
        RandomStream random = new RandomStream(3, "images");
        float[] pixels = new float[IMAGES * Math.toIntExact(IMAGE.size())];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (2 * random.nextDouble() - 1);
        }
        return new Batch(pixels, new int[] {0, 2, 1, 2});
    }

    private static ArchitectureWeights weights() {
        ArchitectureWeights weights = new ArchitectureWeights(SPACE.actionShape(), 0.3, 0, CONTEXT.stream("alphas"));
        RandomStream random = new RandomStream(5, "gradient");
        for (int step = 0; step < 3; step++) {
            weights.descend(IntStream.range(0, SPACE.actionShape().size())
                    .mapToDouble(i -> 2 * random.nextDouble() - 1)
                    .toArray());
        }
        return weights;
    }

    private GradientMethod method(Executor executor, ArchitectureWeights weights, Relaxation relaxation) {
        OneShotParts parts = new OneShotParts(CONTEXT, SPACE, SKELETON, 1, parameters, executor, null, null);
        return new GradientMethod(parts, SPACE, weights, relaxation);
    }

    private double[] gradient(String backend, Relaxation.Draw draw) {
        try (Executor executor = new Executor(Backends.choose(backend), 1)) {
            return method(executor, weights(), (weights, epoch, stream) -> draw).gradientByFactors(draw, images());
        }
    }

    /** The loss where the factors of a draw's operations are others. */
    private double loss(Relaxation.Draw draw, double[] factors) {
        Mixture mixture = SPACE.mixture(draw.operations(), SKELETON);
        DoubleNetwork network = new DoubleNetwork(mixture.graph(), parameters, false);
        for (Mixture.Factor factor : mixture.factors()) {
            Arrays.fill(
                    network.weights.get(factor.weight()),
                    factors[SPACE.actionShape().offset(factor.row()) + factor.column()]);
        }
        Batch batch = images();
        double[] pixels = new double[batch.images().length];
        Arrays.setAll(pixels, i -> batch.images()[i]);
        double[] logits = network.logits(pixels, IMAGES);
        double loss = 0;
        for (int image = 0; image < IMAGES; image++) {
            double sum = 0;
            for (int label = 0; label < CLASSES; label++) {
                sum += Math.exp(logits[image * CLASSES + label]);
            }
            loss += (Math.log(sum) - logits[image * CLASSES + batch.labels()[image]]) / IMAGES;
        }
        return loss;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void dartsDescendsAlongTheGradientByItsWeights(String backend) {
        double[] alphas = weights().values();
        Relaxation.Draw draw = new SoftmaxRelaxation().of(weights(), 0, "any");
        double[] gradient = draw.gradient().apply(gradient(backend, draw));
        double scale = largest(gradient);
        assertThat(scale).isGreaterThan(1e-3);
        for (int i = 0; i < alphas.length; i++) {
            double[] more = alphas.clone();
            double[] less = alphas.clone();
            more[i] += STEP;
            less[i] -= STEP;
            double difference = (loss(draw, RowSoftmax.of(SPACE.actionShape(), more))
                            - loss(draw, RowSoftmax.of(SPACE.actionShape(), less)))
                    / (2 * STEP);
            assertThat(gradient[i]).as("weight %s", i).isCloseTo(difference, within(1e-4 * scale));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void gdasHasGradientsByTheOperationsThatWereDrawn(String backend) {
        Relaxation relaxation = new GumbelRelaxation(10, 0.1, 11, CONTEXT::stream);
        Relaxation.Draw draw = relaxation.of(weights(), 5, "gumbel");
        assertThat(draw.operations()).allMatch(row -> row.size() == 1);
        double[] byFactors = gradient(backend, draw);
        double scale = largest(byFactors);
        assertThat(scale).isGreaterThan(1e-3);
        for (int i = 0; i < byFactors.length; i++) {
            double[] more = draw.factors().clone();
            double[] less = draw.factors().clone();
            more[i] += STEP;
            less[i] -= STEP;
            double difference = draw.factors()[i] == 0 ? 0 : (loss(draw, more) - loss(draw, less)) / (2 * STEP);
            assertThat(byFactors[i]).as("factor %s", i).isCloseTo(difference, within(1e-4 * scale));
        }
    }

    @Test
    void theGumbelSoftmaxHasTheTemperatureOfItsEpoch() {
        ArchitectureWeights weights = weights();
        double[] one = new double[weights.values().length];
        one[2] = 1;
        for (int epoch : List.of(0, 5, 10)) {
            double temperature = 10 - epoch * 0.99;
            Relaxation.Draw draw = new GumbelRelaxation(10, 0.1, 11, CONTEXT::stream).of(weights, epoch, "gumbel");
            RandomStream random = CONTEXT.stream("gumbel");
            double[] noisy = weights.values();
            Arrays.setAll(noisy, i -> noisy[i] - Math.log(-Math.log(random.nextDouble() + 0x1p-54)));
            double[] gradient = draw.gradient().apply(one);
            for (int i = 0; i < 5; i++) {
                double[] more = noisy.clone();
                more[i] += STEP;
                double[] less = noisy.clone();
                less[i] -= STEP;
                double difference = (softmax(more, temperature) - softmax(less, temperature)) / (2 * STEP);
                assertThat(gradient[i]).isCloseTo(difference, within(1e-6));
            }
            assertThat(Arrays.copyOfRange(gradient, 5, gradient.length)).containsOnly(0);
        }
    }

    private static double softmax(double[] values, double temperature) {
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            sum += Math.exp(values[i] / temperature);
        }
        return Math.exp(values[2] / temperature) / sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void aMixtureOfOneOperationOnEachEdgeIsItsPath(String backend) {
        List<List<Integer>> operations =
                List.of(List.of(3), List.of(1), List.of(0), List.of(4), List.of(2), List.of(3));
        Mixture mixture = SPACE.mixture(operations, SKELETON);
        int[] choices = operations.stream().mapToInt(row -> row.get(0)).toArray();
        parameters.initialise(mixture.graph());
        for (Mixture.Factor factor : mixture.factors()) {
            Arrays.fill(parameters.get(factor.weight()).values(), 1);
            parameters.get(factor.weight()).changed();
        }
        try (Executor executor = new Executor(Backends.choose(backend), 1)) {
            float[] mixed = executor.logits(mixture.graph(), parameters, images().images(), Statistics.BATCH);
            float[] path = executor.logits(
                    SPACE.supernetPath(SPACE.architecture(choices), SKELETON),
                    parameters,
                    images().images(),
                    Statistics.BATCH);
            assertThat(mixed).containsExactly(path);
        }
    }

    @Test
    void aWrongMixtureIsSaidToBeTheSpaces() {
        List<List<Integer>> operations =
                List.of(List.of(3), List.of(1), List.of(0), List.of(4), List.of(2), List.of(3));
        Mixture right = SPACE.mixture(operations, SKELETON);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Mixture(right.graph(), List.of(new Mixture.Factor("alpha", 0, 3))))
                .withMessageContaining("its graph has no weight of that name");
        MixtureSpace wrong = blocks(() -> right);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> OneShotSpaces.mixture(wrong, operations.subList(0, 2), SKELETON))
                .withMessageStartingWith("blocks mixes row 3, column 4, which was not asked for");
        MixtureSpace tooSmall = blocks(() -> {
            throw new IllegalArgumentException("the map is too small");
        });
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> OneShotSpaces.mixture(tooSmall, operations, SKELETON))
                .withMessage("blocks can't mix operations: the map is too small");
    }

    /** A space named blocks that mixes operations in one way only. */
    private static MixtureSpace blocks(Supplier<Mixture> mixture) {
        return (MixtureSpace) Proxy.newProxyInstance(
                MixtureSpace.class.getClassLoader(),
                new Class<?>[] {MixtureSpace.class},
                (proxy, method, arguments) -> method.getName().equals("name") ? "blocks" : mixture.get());
    }

    @Test
    void factorsAreNotTrainedWithTheSupernet() {
        try (Executor executor = new Executor(Backends.choose("onednn"), 1)) {
            GradientMethod method = method(executor, weights(), new SoftmaxRelaxation());
            Mixture all = SPACE.mixture(
                    IntStream.range(0, 6)
                            .mapToObj(row -> List.of(0, 1, 2, 3, 4))
                            .toList(),
                    SKELETON);
            assertThat(all.factors()).hasSize(6 * 4 * 3);
            assertThat(method.trained(method.at(0)))
                    .hasSize(all.graph().weights().size() - all.factors().size())
                    .doesNotContainAnyElementsOf(
                            all.factors().stream().map(Mixture.Factor::weight).toList());
        }
    }
}
