package io.github.l2nas.engine.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** Columns of a table go the way of images: supernet, search, training, model. */
class PerceptronJobsTest extends JobFixture {

    private static final String SPACE = Perceptrons.class.getName();

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

    @Test
    void fromRowsToTheModelOfTheWinner() throws IOException {
        DatasetInput table = table();
        run(TrainingJob.of(SPACE, table, out("supernet")).seed(3).ofSupernet());
        SearchJob search = Jobs.search(
                        SPACE, Jobs.supernet(Jobs.input(out("supernet/supernet.zip")), null, null, null), out("search"))
                .dataset(table)
                .strategy(Part.named("regularized-evolution"))
                .steps(15)
                .build();
        run(search);
        assertThat(json("search/architecture.json").get("accuracy").asDouble()).isGreaterThan(0.85);

        run(TrainingJob.of(SPACE, table, out("evaluation")).ofArchitecture(out("search/architecture.json")));
        assertThat(json("evaluation/evaluation.json")
                        .get("accuracy")
                        .get("mean")
                        .asDouble())
                .isGreaterThan(0.9);
        assertTellsClasses(out("evaluation/model.zip"));
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
