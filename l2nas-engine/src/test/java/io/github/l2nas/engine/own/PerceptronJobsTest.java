package io.github.l2nas.engine.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.evaluation.EvaluationRunner;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.supernet.SupernetRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** Columns of a table go the way of images: supernet, search, training, model. */
class PerceptronJobsTest {

    private static final String SPACE = Perceptrons.class.getName();
    private static final NetworkSize NO_SIZE = new NetworkSize(null, null);

    @TempDir
    private Path directory;

    /** The class is high where a red row's number is positive or a blue one's is negative: no linear function tells. */
    private DatasetInput table() throws IOException {
        RandomStream random = new RandomStream(1, "rows");
        StringBuilder text = new StringBuilder("number,color,other,class\n");
        for (int row = 0; row < 600; row++) {
            double number = 200 * random.nextDouble() - 100;
            boolean red = random.nextInt(2) == 0;
            text.append(String.format(
                    Locale.ROOT,
                    "%.3f,%s,%d,%s%n",
                    number,
                    red ? "red" : "blue",
                    random.nextInt(1000),
                    number > 0 == red ? "high" : "low"));
        }
        Path file = directory.resolve("rows.csv");
        Files.writeString(file, text);
        return new DatasetInput(Jobs.input(file), "tabular", null, null, null);
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(directory.resolve(file).toFile());
    }

    @Test
    void fromRowsToTheModelOfTheWinner() throws IOException {
        DatasetInput table = table();
        Path supernet = Files.createDirectories(directory.resolve("supernet"));
        new SupernetRunner(
                        new TrainSupernetJob(
                                Part.named(SPACE),
                                table,
                                NO_SIZE,
                                null,
                                Map.of(),
                                3,
                                Jobs.ONE_THREAD,
                                null,
                                supernet,
                                Jobs.TIMESTAMP),
                        event -> {},
                        System::nanoTime)
                .run();
        Path found = Files.createDirectories(directory.resolve("search"));
        SearchJob search = Jobs.search(
                        SPACE, Jobs.supernet(Jobs.input(supernet.resolve("supernet.zip")), null, null, null), found)
                .dataset(table)
                .strategy(Part.named("regularized-evolution"))
                .steps(15)
                .build();
        new SearchRunner(search, event -> {}, System::nanoTime).run();
        assertThat(json("search/architecture.json").get("accuracy").asDouble()).isGreaterThan(0.85);

        Path evaluation = Files.createDirectories(directory.resolve("evaluation"));
        new EvaluationRunner(
                        new EvaluateJob(
                                Part.named(SPACE),
                                Jobs.input(found.resolve("architecture.json")),
                                null,
                                table,
                                NO_SIZE,
                                null,
                                Map.of(),
                                1,
                                1,
                                0,
                                null,
                                Jobs.ONE_THREAD,
                                null,
                                evaluation,
                                Jobs.TIMESTAMP),
                        event -> {},
                        System::nanoTime)
                .run();
        assertThat(json("evaluation/evaluation.json")
                        .get("accuracy")
                        .get("mean")
                        .asDouble())
                .isGreaterThan(0.9);
        assertTellsClasses(evaluation.resolve("model.zip"));
    }

    /** Channels: the standardized number, blue, red, the other number; classes: high, low. */
    private static void assertTellsClasses(Path model) throws IOException {
        ComputationGraph network = ModelSerializer.restoreComputationGraph(model.toFile());
        float[] rows = {1, 0, 1, 0, 1, 1, 0, 0, -1, 0, 1, 0, -1, 1, 0, 0};
        float[] probabilities = network.outputSingle(Nd4j.create(rows, new long[] {4, 4, 1, 1}, 'c'))
                .dup('c')
                .data()
                .asFloat();
        assertThat(probabilities[0]).as("red, above").isGreaterThan(0.8f);
        assertThat(probabilities[2]).as("blue, above").isLessThan(0.2f);
        assertThat(probabilities[4]).as("red, below").isLessThan(0.2f);
        assertThat(probabilities[6]).as("blue, below").isGreaterThan(0.8f);
        network.close();
    }
}
