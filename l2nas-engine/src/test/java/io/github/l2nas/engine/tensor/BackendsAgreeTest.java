package io.github.l2nas.engine.tensor;

import static io.github.l2nas.engine.tensor.Closeness.doubles;
import static io.github.l2nas.engine.tensor.Closeness.requireAllClose;
import static io.github.l2nas.engine.tensor.Closeness.requireClose;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All backends compute the same on the layers that search spaces' networks really have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackendsAgreeTest {

    private static final int BATCH = 3;

    /** A quarter of them, which passes PC-DARTS's operations, is less than a block of oneDNN's: 3, after a reduction 6. */
    private static final int DARTS_CHANNELS = 12;

    private List<Device> devices;

    @BeforeAll
    void open() {
        List<Backend> backends = Backends.all().stream()
                .filter(backend -> backend.unavailableReason().isEmpty())
                .toList();
        assumeThat(backends).as("backends that can be used here").hasSizeGreaterThan(1);
        devices = backends.stream()
                .map(backend -> backend.open(BackendContract.threads()))
                .toList();
    }

    @AfterAll
    void close() {
        if (devices != null) {
            devices.forEach(Device::close);
        }
    }

    @ParameterizedTest
    @MethodSource("layersOfRandomNetworks")
    void outputsAndGradientsAreThoseOfTheMostPreferredBackend(LayerCase example) {
        LayerRun.Result first = train(devices.get(0), example);
        for (Device device : devices.subList(1, devices.size())) {
            LayerRun.Result other = train(device, example);
            requireClose("outputs", other.output(), doubles(first.output()));
            requireAllClose("gradients of input", other.inputs(), doubles(first.inputs()));
            requireAllClose("gradients of parameter", other.parameters(), doubles(first.parameters()));
        }
    }

    private static LayerRun.Result train(Device device, LayerCase example) {
        return new LayerRun(device, example)
                .train(example.randomInputs(), example.randomParameters(), example.randomGradient());
    }

    static Stream<LayerCase> layersOfRandomNetworks() {
        Map<KernelKey, LayerCase> cases = new LinkedHashMap<>();
        RandomStream random = new RandomStream(1, "networks");
        for (String name : List.of("nas-bench-201", "darts")) {
            NetworkSpace space = (NetworkSpace) SearchSpaces.named(name);
            boolean darts = name.equals("darts");
            Skeleton skeleton = new Skeleton(darts ? DARTS_CHANNELS : 8, darts ? 3 : 1, 10, new Shape(3, 12, 12));
            for (int network = 0; network < 2; network++) {
                float[] action = new float[space.actionShape().size()];
                for (int i = 0; i < action.length; i++) {
                    action[i] = random.nextFloat();
                }
                collect(space.network(space.discretize(action), skeleton), cases);
                collect(space.supernetPath(space.discretize(action), skeleton), cases);
            }
        }
        return cases.values().stream();
    }

    private static void collect(LayerGraph graph, Map<KernelKey, LayerCase> cases) {
        for (LayerGraph.Node node : graph.nodes()) {
            if (!(node.layer() instanceof Layer.Input
                    || node.layer() instanceof Layer.Zeros
                    || node.layer() instanceof Layer.DropPath)) {
                List<Shape> inputs = node.inputs().stream()
                        .map(input -> graph.nodes().get(input).shape())
                        .toList();
                cases.putIfAbsent(
                        new KernelKey(node.layer(), BATCH, inputs, node.shape()),
                        new LayerCase(node.layer(), BATCH, inputs, node.shape()));
            }
        }
    }
}
