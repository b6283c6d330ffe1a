package io.github.l2nas.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.dataset.Augmentation;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.LearningRate;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.network.Sgd;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.testdata.SharedData;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks learn rows as they learn images. */
class TabularTrainingTest {

    private static final int EPOCHS = 15;
    private static final int HIDDEN = 64;

    @TempDir
    private Path place;

    @Test
    void aPerceptronLearnsTheOpticalDigitsAsATable() {
        Path file = SharedData.digits();
        Dataset digits = DatasetLoader.of(
                new DatasetInput(Jobs.input(file), "tabular", null, null, null, Map.of("header", "false")));
        Normalisation normalisation = Normalisation.of(digits.train());
        LayerGraph perceptron = perceptron(digits.train().shape());
        Parameters parameters = new Parameters(1);
        // the augmentation of images has no effect
        Schedule schedule = new Schedule(
                EPOCHS,
                32,
                new LearningRate(0.05, 0, 0, EPOCHS),
                new Sgd.Settings(0.9, true, 1e-4, Double.POSITIVE_INFINITY),
                CrossEntropy.PLAIN,
                0,
                new Augmentation(4, true, 16));
        int[] all = IntStream.range(0, digits.train().count()).toArray();
        Batches batches = new Batches(digits.train(), all, 32, normalisation, schedule.augmentation(), 1, "rows");
        try (Executor executor = new Executor(Backends.choose("onednn"), 1)) {
            new Training("rows", schedule, step -> perceptron, batches, parameters, 1)
                    .run(
                            executor,
                            new Checkpoint(place.resolve("checkpoint.bin"), "test"),
                            () -> Double.NaN,
                            () -> false,
                            () -> 0,
                            (done, total) -> {});

            assertThat(accuracy(digits, normalisation, executor, perceptron, parameters))
                    .isGreaterThan(0.95);
        }
    }

    private static LayerGraph perceptron(Shape row) {
        GraphBuilder builder = new GraphBuilder();
        int input = builder.input(row);
        int hidden = builder.relu(builder.linear(
                Weight.whole("hidden.weight", HIDDEN, row.channels()), Weight.whole("hidden.bias", HIDDEN), input));
        int output = builder.linear(Weight.whole("out.weight", 10, HIDDEN), Weight.whole("out.bias", 10), hidden);
        return builder.build(output, OptionalInt.empty());
    }

    private static double accuracy(
            Dataset digits, Normalisation normalisation, Executor executor, LayerGraph graph, Parameters parameters) {
        int[] all = IntStream.range(0, digits.test().count()).toArray();
        Batch batch =
                Batches.inOrder(digits.test(), all, all.length, normalisation).batch(0, 0);
        float[] logits = executor.logits(graph, parameters, batch.images(), Statistics.RUNNING);
        int right = 0;
        for (int row = 0; row < all.length; row++) {
            int best = 0;
            for (int label = 1; label < 10; label++) {
                best = logits[row * 10 + label] > logits[row * 10 + best] ? label : best;
            }
            right += best == batch.labels()[row] ? 1 : 0;
        }
        return (double) right / all.length;
    }
}
