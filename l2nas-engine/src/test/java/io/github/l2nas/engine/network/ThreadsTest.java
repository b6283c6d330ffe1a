package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With oneDNN the number of threads changes no byte of what networks learn and answer. */
class ThreadsTest {

    private static final Shape IMAGE = new Shape(3, 20, 20);
    private static final int CLASSES = 10;
    private static final int STEPS = 4;

    @ParameterizedTest
    @CsvSource({"nas-bench-201, 8, 1, 64", "nas-bench-201, 8, 1, 3", "darts, 8, 3, 21"})
    void changeNoByte(String space, int channels, int cells, int batch) throws IOException {
        byte[] one = train(space, channels, cells, batch, 1);
        for (int threads = 2; threads <= 4; threads++) {
            assertThat(train(space, channels, cells, batch, threads)).isEqualTo(one);
        }
    }

    private static byte[] train(String name, int channels, int cells, int batch, int threads) throws IOException {
        NetworkSpace space = (NetworkSpace) SearchSpaces.named(name);
        SearchContext context = SearchContext.unconstrained(space, 1);
        List<LayerGraph> paths = new ArrayList<>();
        Parameters parameters = new Parameters(1);
        for (int i = 0; i < STEPS; i++) {
            LayerGraph path = space.supernetPath(
                    context.randomArchitecture(context.stream("path " + i)),
                    new Skeleton(channels, cells, CLASSES, IMAGE));
            parameters.initialise(path);
            paths.add(path);
        }
        SplittableRandom random = new SplittableRandom(2);
        float[] images = new float[Math.toIntExact(batch * IMAGE.size())];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble(-1, 1);
        }
        int[] labels = random.ints(batch, 0, CLASSES).toArray();
        Sgd sgd = new Sgd(new Sgd.Settings(0.9, false, 5e-4, 5));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try (Executor executor = new Executor(Backends.choose("onednn"), threads)) {
            for (LayerGraph path : paths) {
                out.writeDouble(executor.train(path, parameters, images, labels, CrossEntropy.PLAIN, Noise.NONE));
                sgd.step(path, parameters, 0.05);
                for (float logit : executor.logits(path, parameters, images, Statistics.RUNNING)) {
                    out.writeFloat(logit);
                }
            }
        }
        parameters.save(out);
        return bytes.toByteArray();
    }
}
