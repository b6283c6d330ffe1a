package io.github.l2nas.engine.tensor;

import static io.github.l2nas.engine.tensor.Closeness.doubles;
import static io.github.l2nas.engine.tensor.Closeness.requireAllClose;
import static io.github.l2nas.engine.tensor.Closeness.requireClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend does; to be extended by a test for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendContract {

    private static final Path MEMORY = Path.of("/proc/self/statm");
    private static final long PAGE = 4096;
    private static final long MEBIBYTE = 1 << 20;
    private static final double SEVENTH_DIGIT = 1e-6;

    private final Backend backend;
    private Device device;

    /**
     * A contract's party.
     *
     * @param backend what is tested
     */
    protected BackendContract(Backend backend) {
        this.backend = backend;
    }

    /**
     * As many threads as the process was started for.
     *
     * @return at least 1
     */
    static int threads() {
        return Optional.ofNullable(System.getenv("OMP_NUM_THREADS"))
                .map(threads -> Integer.parseInt(threads.strip()))
                .orElse(Runtime.getRuntime().availableProcessors());
    }

    @BeforeAll
    void open() {
        backend.unavailableReason()
                .ifPresent(
                        reason -> assumeThat(reason).as("reason not to use it").isEmpty());
        device = backend.open(backend.dependsOnThreads() ? threads() : 3);
    }

    @AfterAll
    void close() {
        if (device != null) {
            device.close();
        }
    }

    static Stream<LayerCase> all() {
        return Stream.concat(LayerCases.all(), LayerCases.large());
    }

    @ParameterizedTest
    @MethodSource("all")
    void outputsAndGradientsAreThoseOfTheDefinition(LayerCase example) {
        List<float[]> inputs = example.randomInputs();
        List<float[]> parameters = example.randomParameters();
        float[] gradient = example.randomGradient();
        LayerRun.Result result = new LayerRun(device, example).train(inputs, parameters, gradient);

        LayerDefinition definition = LayerDefinition.of(example);
        List<double[]> operands = new ArrayList<>(doubles(inputs));
        operands.addAll(doubles(parameters));
        requireClose("outputs", result.output(), definition.output(operands));
        List<double[]> gradients = definition.gradients(operands, doubles(gradient));
        if (!(example.layer() instanceof Layer.Add)) {
            requireAllClose("gradients of input", result.inputs(), gradients.subList(0, inputs.size()));
        }
        requireAllClose(
                "gradients of parameter", result.parameters(), gradients.subList(inputs.size(), gradients.size()));
    }

    static Stream<LayerCase> ofSeveralImages() {
        return all().filter(example -> example.batch() > 1);
    }

    @ParameterizedTest
    @MethodSource("ofSeveralImages")
    void evaluationComputesWhatTrainingDoes(LayerCase example) {
        List<float[]> inputs = example.randomInputs();
        List<float[]> parameters = example.randomParameters();
        LayerRun run = new LayerRun(device, example);
        float[] trained =
                run.train(inputs, parameters, example.randomGradient()).output();
        requireClose("outputs", run.evaluate(inputs, parameters, Statistics.BATCH), doubles(trained));
    }

    @ParameterizedTest
    @MethodSource("ofSeveralImages")
    void nothingChangesWhereAnInputOrAGradientMayBeWrittenOver(LayerCase example) {
        List<float[]> inputs = example.randomInputs();
        List<float[]> parameters = example.randomParameters();
        float[] gradient = example.randomGradient();
        LayerRun run = new LayerRun(device, example);
        float[] output = run.evaluate(inputs, parameters, Statistics.BATCH);
        for (int spare = 0; spare < inputs.size(); spare++) {
            assertThat(run.evaluateOver(spare, inputs, parameters, Statistics.BATCH))
                    .isEqualTo(output);
        }
        LayerRun.Result kept = run.train(inputs, parameters, gradient);
        LayerRun.Result over = run.withSpareGradient().train(inputs, parameters, gradient);
        requireIdentical(kept.inputs(), over.inputs());
        requireIdentical(kept.parameters(), over.parameters());
    }

    @ParameterizedTest
    @MethodSource("ofSeveralImages")
    void gradientsThatAreComputedSeparatelyAreTheSame(LayerCase example) {
        List<float[]> inputs = example.randomInputs();
        List<float[]> parameters = example.randomParameters();
        float[] gradient = example.randomGradient();
        LayerRun run = new LayerRun(device, example);
        LayerRun.Result together = run.train(inputs, parameters, gradient);
        LayerRun.Result separately = run.withSeparateGradients().train(inputs, parameters, gradient);
        requireIdentical(together.inputs(), separately.inputs());
        requireIdentical(together.parameters(), separately.parameters());
    }

    @ParameterizedTest
    @MethodSource("normalisations")
    void whatIsAddedToOthersIsTheOutput(LayerCase example) {
        LayerRun run = new LayerRun(device, example);
        List<float[]> inputs = example.randomInputs();
        List<float[]> parameters = example.randomParameters();
        float[] others = example.randomGradient();
        if (!run.addsToOthers()) {
            assertThatThrownBy(() -> run.evaluateOnto(others, inputs, parameters))
                    .isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        double[] expected = doubles(run.evaluate(inputs, parameters, Statistics.BATCH));
        for (int i = 0; i < expected.length; i++) {
            expected[i] += others[i];
        }
        requireClose("sum", run.evaluateOnto(others, inputs, parameters), expected);
    }

    static Stream<LayerCase> normalisations() {
        return LayerCases.all().filter(example -> example.layer() instanceof Layer.BatchNorm);
    }

    @ParameterizedTest
    @MethodSource("normalisations")
    void batchNormalisationSavesTheMeanAndBiasedVarianceOfTheBatch(LayerCase example) {
        List<float[]> inputs = example.randomInputs();
        LayerRun.Result result =
                new LayerRun(device, example).train(inputs, example.randomParameters(), example.randomGradient());
        double[] input = doubles(inputs.get(0));
        var definition = new BatchNormDefinition((Layer.BatchNorm) example.layer(), example.batch(), example.output());
        requireAllClose("statistics", result.statistics(), List.of(definition.mean(input), definition.variance(input)));
    }

    /**
     * Of so many numbers of one sign, added one after the other in single precision, the last digits would be wrong. The farther they
     * are from zero, the more digits the squares lose.
     */
    @ParameterizedTest
    @CsvSource({"8, 0", "8, 0.5", "8, 1", "8, 100", "32, 0", "32, 0.5", "32, 1", "32, 100"})
    void statisticsOfManyPointsLoseNoDigits(int side, float least) {
        LayerCase example = LayerCase.of(
                64,
                List.of(new Shape(12, side, side)),
                (builder, nodes) -> builder.plainBatchNorm("norm", nodes.get(0)));
        float[] input = example.randomInputs().get(0);
        for (int i = 0; i < input.length; i++) {
            input[i] = Math.abs(input[i]) + least;
        }
        List<float[]> actual = new LayerRun(device, example)
                .train(List.of(input), List.of(), example.randomGradient())
                .statistics();
        var definition = new BatchNormDefinition((Layer.BatchNorm) example.layer(), example.batch(), example.output());
        double[] values = doubles(input);
        requireRelative(actual.get(0), definition.mean(values));
        requireRelative(actual.get(1), definition.variance(values));
    }

    private static void requireRelative(float[] actual, double[] expected) {
        for (int c = 0; c < expected.length; c++) {
            assertThat(actual[c] / expected[c]).as("channel %d", c).isCloseTo(1, within(SEVENTH_DIGIT));
        }
    }

    @ParameterizedTest
    @MethodSource("normalisations")
    void batchNormalisationUsesRunningStatisticsWhereTold(LayerCase example) {
        List<float[]> inputs = example.randomInputs();
        List<float[]> parameters = new ArrayList<>(example.randomParameters());
        List<double[]> operands = new ArrayList<>(doubles(inputs));
        operands.addAll(doubles(parameters));
        float[] mean = ramp(example.output().channels(), -1, 0.3f);
        float[] variance = ramp(example.output().channels(), 0.01f, 0.4f);
        parameters.addAll(List.of(mean, variance));
        float[] output = new LayerRun(device, example).evaluate(inputs, parameters, Statistics.RUNNING);
        var definition = new BatchNormDefinition((Layer.BatchNorm) example.layer(), example.batch(), example.output());
        requireClose("outputs", output, definition.output(operands, doubles(mean), doubles(variance)));
    }

    private static float[] ramp(int count, float from, float step) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = from + i * step;
        }
        return values;
    }

    @Test
    void batchNormalisationKeepsItsAccuracyFarFromZero() {
        LayerCase example = LayerCase.of(
                4, List.of(new Shape(8, 16, 16)), (builder, nodes) -> builder.plainBatchNorm("norm", nodes.get(0)));
        float[] input = example.randomInputs().get(0);
        for (int i = 0; i < input.length; i++) {
            input[i] = Math.round(input[i] * 64) / 64f + 100;
        }
        float[] output = new LayerRun(device, example).evaluate(List.of(input), List.of(), Statistics.BATCH);
        requireClose("outputs", output, LayerDefinition.of(example).output(List.of(doubles(input))));
    }

    @Test
    void ofEqualMaximaTheFirstGetsTheGradient() {
        LayerCase example = LayerCase.of(
                2,
                List.of(new Shape(16, 9, 7)),
                (builder, nodes) -> builder.pool(Layer.Pool.Kind.MAX, 3, 2, 1, nodes.get(0)));
        float[] input = example.randomInputs().get(0);
        for (int i = 0; i < input.length; i++) {
            input[i] = Math.max(0, Math.round(input[i]));
        }
        float[] gradient = example.randomGradient();
        LayerRun.Result result = new LayerRun(device, example).train(List.of(input), List.of(), gradient);
        requireAllClose(
                "gradients of input",
                result.inputs(),
                LayerDefinition.of(example).gradients(List.of(doubles(input)), doubles(gradient)));
    }

    static Stream<LayerCase> convolutions() {
        return LayerCases.all().filter(example -> example.layer() instanceof Layer.Convolution);
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void gradientsOfAConvolutionsInputsAreLeftOutWhereNotWanted(LayerCase example) {
        float[] gradient = example.randomGradient();
        LayerRun run = new LayerRun(device, example);
        List<float[]> inputs = example.randomInputs();
        List<float[]> parameters = example.randomParameters();
        LayerRun.Result without = run.withoutInputGradients().train(inputs, parameters, gradient);
        assertThat(without.inputs()).isEmpty();
        requireAllClose(
                "gradients of parameter",
                without.parameters(),
                doubles(run.train(inputs, parameters, gradient).parameters()));
    }

    @Test
    void kernelsAreTheSameWhateverWeightsAreCalled() {
        Shape shape = new Shape(8, 5, 5);
        device.begin(2, LayerRun.LARGE);
        Kernel ofTwo = device.kernel(convolution("a"), 2, List.of(shape), shape);
        assertThat(ofTwo).isSameAs(device.kernel(convolution("b"), 2, List.of(shape), shape));
        device.begin(3, LayerRun.LARGE);
        assertThat(ofTwo).isNotSameAs(device.kernel(convolution("a"), 3, List.of(shape), shape));
    }

    private static Layer convolution(String weight) {
        return new Layer.Convolution(Weight.whole(weight, 8, 8, 3, 3), Optional.empty(), 1, 1, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void whatIsWrittenIsRead(List<Integer> sizes) {
        device.begin(sizes.get(0), LayerRun.LARGE);
        Tensor tensor = sizes.size() == 4
                ? device.activations(sizes.get(0), new Shape(sizes.get(1), sizes.get(2), sizes.get(3)))
                : device.parameter(sizes);
        assertThat(tensor.sizes()).isEqualTo(sizes);
        float[] values = ramp(tensor.count(), -3, 0.25f);
        device.write(tensor, values);
        float[] read = new float[values.length];
        device.read(tensor, read);
        device.release(tensor);
        assertThat(read).isEqualTo(values);
    }

    static Stream<List<Integer>> tensors() {
        return Stream.of(
                List.of(5, 3, 7, 9),
                List.of(2, 16, 5, 5),
                List.of(1, 24, 1, 1),
                List.of(16),
                List.of(10, 24),
                List.of(1));
    }

    @Test
    void contentOfAnotherSizeIsRefused() {
        Tensor tensor = device.parameter(List.of(4));
        assertThatThrownBy(() -> device.write(tensor, new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[4]")
                .hasMessageContaining("5");
        assertThatThrownBy(() -> device.read(tensor, new float[3])).isInstanceOf(IllegalArgumentException.class);
        device.release(tensor);
    }

    @ParameterizedTest
    @MethodSource("maps")
    void scalingMultipliesEachImageByItsFactor(Shape shape) {
        float[] factors = {0, 1.25f, -2};
        device.begin(factors.length, LayerRun.LARGE);
        Tensor tensor = device.activations(factors.length, shape);
        float[] values = ramp(tensor.count(), -1, 0.125f);
        device.write(tensor, values);
        Tensor scaled = device.scaleImages(tensor, factors);
        float[] actual = new float[values.length];
        device.read(scaled, actual);
        device.release(scaled);
        device.release(tensor);
        int image = Math.toIntExact(shape.size());
        for (int i = 0; i < values.length; i++) {
            assertThat(actual[i] == values[i] * factors[i / image])
                    .as("number %d", i)
                    .isTrue();
        }
    }

    static Stream<Shape> maps() {
        return Stream.of(new Shape(3, 5, 7), new Shape(16, 4, 4), new Shape(12, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("ofSeveralImages")
    void theSameStepsGiveTheSameBytes(LayerCase example) {
        LayerRun run = new LayerRun(device, example);
        LayerRun.Result first = train(run, example);
        LayerRun.Result second = train(run, example);
        assertThat(second.output()).isEqualTo(first.output());
        requireIdentical(first.inputs(), second.inputs());
        requireIdentical(first.parameters(), second.parameters());
    }

    private static LayerRun.Result train(LayerRun run, LayerCase example) {
        return run.train(example.randomInputs(), example.randomParameters(), example.randomGradient());
    }

    private static void requireIdentical(List<float[]> first, List<float[]> second) {
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).isEqualTo(first.get(i));
        }
    }

    /**
     * Were one tensor of each step lost, the process would grow by 20 MiB each time. What else the JVM takes, for its heap for
     * example, it takes a few times: the least growth tells.
     */
    @ParameterizedTest
    @MethodSource("large")
    void releasedMemoryIsUsedAgain(LayerCase example) throws IOException {
        assumeThat(MEMORY).as("the process's memory is read from here").exists();
        LayerRun run = new LayerRun(device, example);
        List<float[]> inputs = example.randomInputs();
        List<float[]> parameters = example.randomParameters();
        float[] gradient = example.randomGradient();
        run.repeat(inputs, parameters, gradient, 3);
        long least = Long.MAX_VALUE;
        for (int time = 0; time < 8; time++) {
            long before = residentMemory();
            run.repeat(inputs, parameters, gradient, 10);
            least = Math.min(least, residentMemory() - before);
        }
        assertThat(least / MEBIBYTE).as("growth of the process, MiB").isLessThan(10);
    }

    static Stream<LayerCase> large() {
        return Stream.of(
                large((builder, node) -> builder.convolution(Weight.whole("w", 16, 16, 3, 3), 1, 1, 1, 1, node)),
                large((builder, node) -> builder.convolution(Weight.whole("w", 16, 1, 3, 3), 1, 1, 1, 16, node)),
                large((builder, node) -> builder.batchNorm("norm", node)),
                large((builder, node) -> builder.activation(Layer.Activation.Function.H_SWISH, node)),
                large((builder, node) -> builder.pool(Layer.Pool.Kind.MAX, 3, 1, 1, node)),
                large((builder, node) -> builder.slice(0, 8, node)),
                large((builder, node) -> builder.shuffle(4, node)));
    }

    private static LayerCase large(BiFunction<GraphBuilder, Integer, Integer> layer) {
        return LayerCase.of(16, List.of(new Shape(16, 32, 32)), (builder, nodes) -> layer.apply(builder, nodes.get(0)));
    }

    private static long residentMemory() throws IOException {
        return Long.parseLong(Files.readString(MEMORY).split(" ", -1)[1]) * PAGE;
    }
}
