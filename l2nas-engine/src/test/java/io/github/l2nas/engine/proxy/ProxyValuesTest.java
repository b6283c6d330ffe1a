package io.github.l2nas.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.NetworkBuilder;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.network.DoubleNetwork;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.tensor.Backends;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/** Each proxy against its definition in double precision: differences in place of gradients, ND4J in place of our linear algebra. */
class ProxyValuesTest {

    private static final int IMAGES = 4;
    private static final int CLASSES = 3;
    private static final long SEED = 5;

    /** Two branches of different depth, depthwise and strided convolutions, pools, one ReLU that two layers read. */
    private static LayerGraph network() {
        NetworkBuilder network = new NetworkBuilder(new Shape(2, 6, 6));
        FeatureMap stem = network.input().convolution("stem", 4, 3).batchNorm();
        FeatureMap deep = stem.relu().depthwise("deep1", 3, 1).batchNorm().relu();
        deep = deep.convolution("deep2", 4, 1).batchNorm();
        FeatureMap shallow = stem.relu().convolution("shallow", 4, 1, 1, 1, true);
        FeatureMap joined = deep.add(shallow, stem.averagePool(3, 1));
        joined = joined.relu().convolution("reduce", 6, 3, 2).batchNorm().relu();
        return network.build(joined.globalAverage().linear("classifier", CLASSES));
    }

    private static Batch images() {
        RandomStream random = new RandomStream(3, "images");
        float[] pixels = new float[IMAGES * 2 * 6 * 6];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (2 * random.nextDouble() - 1);
        }
        return new Batch(pixels, new int[] {0, 2, 1, 2});
    }

    private static double value(Proxy proxy, LayerGraph graph, String backend) {
        try (Executor executor = new Executor(Backends.choose(backend), 1)) {
            return proxy.of(new UntrainedNetwork(graph, SEED, Optional.of(images()), () -> executor));
        }
    }

    private static UntrainedNetwork unrun(LayerGraph graph) {
        Supplier<Executor> nothing = () -> {
            throw new IllegalStateException();
        };
        return new UntrainedNetwork(graph, SEED, Optional.of(images()), nothing);
    }

    private static DoubleNetwork reference(LayerGraph graph, boolean plain) {
        Parameters parameters = unrun(graph).parameters();
        return new DoubleNetwork(graph, parameters, plain);
    }

    private static double[] pixels() {
        float[] images = images().images();
        double[] pixels = new double[images.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images[i];
        }
        return pixels;
    }

    /** In a positive network L is linear in the weights of each layer: twice these weights tell the sum over them of w dL/dw. */
    private static double synflow(LayerGraph graph) {
        DoubleNetwork network = reference(graph, true);
        network.weights.values().forEach(values -> scale(values, true));
        double[] ones = new double[Math.toIntExact(unrun(graph).image().size())];
        Arrays.fill(ones, 1);
        double usual = sum(network.logits(ones, 1));
        double flow = 0;
        for (String name : unrun(graph).connections()) {
            double[] values = network.weights.get(name);
            double[] before = values.clone();
            scale(values, false);
            flow += sum(network.logits(ones, 1)) - usual;
            System.arraycopy(before, 0, values, 0, before.length);
        }
        return Math.log(flow);
    }

    private static void scale(double[] values, boolean absolute) {
        for (int i = 0; i < values.length; i++) {
            values[i] = absolute ? Math.abs(values[i]) : 2 * values[i];
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void synflowIsTheFlowOfAbsoluteWeights(String backend) {
        LayerGraph graph = network();
        assertThat(value(Synflow::of, graph, backend)).isCloseTo(synflow(graph), within(1e-5));
    }

    /** The flow of the deep branch alone is above 1e50, where floats end at 3e38; the shallow branch hardly matters. */
    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void synflowOfDeepNetworksDoesNotOverflow(String backend) {
        NetworkBuilder network = new NetworkBuilder(new Shape(2, 2, 2));
        FeatureMap stem = network.input().convolution("stem", 24, 3);
        FeatureMap deep = stem;
        for (int layer = 0; layer < 80; layer++) {
            deep = deep.convolution("deep" + layer, 24, 3).batchNorm().relu();
        }
        FeatureMap joined = deep.add(stem);
        for (int layer = 0; layer < 20; layer++) {
            joined = joined.convolution("after" + layer, 24, 3).relu().add(joined);
        }
        LayerGraph graph = network.build(joined.globalAverage().linear("classifier", CLASSES));
        double expected = synflow(graph);
        assertThat(expected).isGreaterThan(Math.log(1e50));
        assertThat(value(Synflow::of, graph, backend)).isCloseTo(expected, within(1e-4));
    }

    private static double loss(double[] logits) {
        int[] labels = images().labels();
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            double sum = 0;
            for (int k = 0; k < CLASSES; k++) {
                sum += Math.exp(logits[i * CLASSES + k]);
            }
            loss += (Math.log(sum) - logits[i * CLASSES + labels[i]]) / labels.length;
        }
        return loss;
    }

    /** Central differences. */
    private static double[] slopes(double[] values, Supplier<Double> function) {
        double step = 1e-5;
        double[] slopes = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double before = values[i];
            values[i] = before + step;
            double above = function.get();
            values[i] = before - step;
            double below = function.get();
            values[i] = before;
            slopes[i] = (above - below) / (2 * step);
        }
        return slopes;
    }

    private static double overConnections(Function<double[][], Double> ofWeightsAndSlopes) {
        LayerGraph graph = network();
        DoubleNetwork network = reference(graph, false);
        double[] pixels = pixels();
        double sum = 0;
        for (String name : unrun(graph).connections()) {
            double[] weights = network.weights.get(name);
            double[] slopes = slopes(weights, () -> loss(network.logits(pixels, IMAGES)));
            sum += ofWeightsAndSlopes.apply(new double[][] {weights, slopes});
        }
        return Math.log(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void gradNormSumsTheNormsOfTheLayers(String backend) {
        double expected = overConnections(
                pair -> Math.sqrt(Arrays.stream(pair[1]).map(x -> x * x).sum()));
        assertThat(value(LossGradient::norm, network(), backend)).isCloseTo(expected, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void snipSumsWeightsTimesGradients(String backend) {
        double expected = overConnections(pair -> {
            double sum = 0;
            for (int i = 0; i < pair[0].length; i++) {
                sum += Math.abs(pair[0][i] * pair[1][i]);
            }
            return sum;
        });
        assertThat(value(LossGradient::snip, network(), backend)).isCloseTo(expected, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void naswotIsTheLogDeterminantOfAgreements(String backend) {
        LayerGraph graph = network();
        DoubleNetwork network = reference(graph, false);
        network.logits(pixels(), IMAGES);
        double[][] kernel = new double[IMAGES][IMAGES];
        for (double[] layer : network.beforeRelu) {
            int units = layer.length / IMAGES;
            for (int i = 0; i < IMAGES; i++) {
                for (int j = 0; j < IMAGES; j++) {
                    for (int unit = 0; unit < units; unit++) {
                        kernel[i][j] += (layer[i * units + unit] > 0) == (layer[j * units + unit] > 0) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(kernel[0][0]).as("each ReLU layer counts").isEqualTo(3 * 144 + 144 + 54);
        INDArray logDeterminant = Nd4j.exec(DynamicCustomOp.builder("log_matrix_determinant")
                .addInputs(Nd4j.create(kernel))
                .addOutputs(Nd4j.scalar(0.0))
                .build())[0];
        assertThat(value(Naswot::of, graph, backend)).isCloseTo(logDeterminant.getDouble(0), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void jacobCovSumsOverTheEigenvaluesOfTheCorrelations(String backend) {
        LayerGraph graph = network();
        DoubleNetwork network = reference(graph, false);
        double[] pixels = pixels();
        double[] jacobian = slopes(pixels, () -> sum(network.logits(pixels, IMAGES)));
        int size = jacobian.length / IMAGES;
        double[][] columns = new double[size][IMAGES];
        for (int i = 0; i < jacobian.length; i++) {
            columns[i % size][i / size] = jacobian[i];
        }
        INDArray correlations = Nd4j.create(
                new PearsonsCorrelation().computeCorrelationMatrix(columns).getData());
        double[] eigenvalues =
                Eigen.symmetricGeneralizedEigenvalues(correlations).toDoubleVector();
        double expected = 0;
        for (double eigenvalue : eigenvalues) {
            expected -= Math.log(eigenvalue + 1e-5) + 1 / (eigenvalue + 1e-5);
        }
        assertThat(value(JacobianCovariance::of, graph, backend))
                .isCloseTo(expected, within(1e-3 * Math.abs(expected)));
    }
}
