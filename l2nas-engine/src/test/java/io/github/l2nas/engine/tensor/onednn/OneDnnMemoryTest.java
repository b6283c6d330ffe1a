package io.github.l2nas.engine.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Noise;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.network.Sgd;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A supernet's training changes its path at every step; that must not make the process grow. */
class OneDnnMemoryTest {

    private static final int BATCH = 4;
    private static final int PATHS = 16;

    /** It ends with the path that the test ends with. */
    private static final int WARM_UP = 21 * PATHS - 1;

    private static final int STEPS = 2000;
    private static final Shape IMAGE = new Shape(3, 8, 8);
    private static final int CLASSES = 10;

    /** Hands out a device that the test can look into. */
    private static final class Observed implements Backend {
        private final OneDnnBackend backend = new OneDnnBackend();
        private OneDnnDevice device;

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public int rank() {
            return backend.rank();
        }

        @Override
        public Optional<String> unavailableReason() {
            return backend.unavailableReason();
        }

        @Override
        public Device open(int threads) {
            device = (OneDnnDevice) backend.open(threads);
            return device;
        }

        List<Long> held() {
            return List.of(device.usedBytes(), (long) device.primitives());
        }
    }

    @ParameterizedTest
    @CsvSource({"nas-bench-201, 8, 1", "darts, 8, 3"})
    void trainingAndValidationOnChangingPathsHoldNoMoreMemoryAfter2000StepsThanAfterTheFirst(
            String space, int channels, int depth) {
        List<LayerGraph> paths =
                paths((NetworkSpace) SearchSpaces.named(space), new Skeleton(channels, depth, CLASSES, IMAGE));
        Parameters parameters = new Parameters(1);
        paths.forEach(parameters::initialise);
        SplittableRandom random = new SplittableRandom(2);
        float[] images = new float[Math.toIntExact(BATCH * IMAGE.size())];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble(-1, 1);
        }
        int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
        Sgd sgd = new Sgd(new Sgd.Settings(0.9, false, 5e-4, 5));
        Observed backend = new Observed();
        try (Executor executor = new Executor(backend, 2)) {
            List<Long> held = List.of();
            for (int step = 0; step < STEPS; step++) {
                LayerGraph path = paths.get(step % PATHS);
                executor.train(path, parameters, images, labels, CrossEntropy.PLAIN, Noise.NONE);
                sgd.step(path, parameters, 0.01);
                executor.logits(path, parameters, images, Statistics.BATCH);
                if (step == WARM_UP) {
                    held = backend.held();
                }
            }
            assertThat(backend.held())
                    .as("bytes of tensors, number of primitives")
                    .isEqualTo(held);
        }
    }

    private static List<LayerGraph> paths(NetworkSpace space, Skeleton skeleton) {
        SplittableRandom random = new SplittableRandom(1);
        List<LayerGraph> paths = new ArrayList<>();
        for (int i = 0; i < PATHS; i++) {
            float[] action = new float[space.actionShape().size()];
            for (int k = 0; k < action.length; k++) {
                action[k] = (float) random.nextDouble();
            }
            paths.add(space.supernetPath(space.discretize(action), skeleton));
        }
        return paths;
    }
}
