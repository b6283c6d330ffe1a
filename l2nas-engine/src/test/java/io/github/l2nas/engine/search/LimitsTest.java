package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.TrainingJob;
import io.github.l2nas.engine.table.SyntheticTable;
import io.github.l2nas.engine.training.DigitImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits and costs are those of the network that the project trains. */
class LimitsTest extends JobFixture {

    private static final long LIMIT = 50_000;
    private static final NetworkSize SMALL = new NetworkSize(8, 1);

    @BeforeEach
    void writeImages() throws IOException {
        writeImages(150);
    }

    private Path supernet(NetworkSize size, Map<String, String> settings) throws IOException {
        run(TrainingJob.of("nas-bench-201", dataset, out("supernet"))
                .network(size)
                .settings(settings)
                .ofSupernet());
        return out("supernet/supernet.zip");
    }

    private static Map<String, String> oneEpoch(String learningRate) {
        return Map.of("epochs", "1", "batchSize", "20", "learningRate", learningRate, "minLearningRate", "0");
    }

    private SearchJobBuilder search(Path supernet) {
        return Jobs.search("nas-bench-201", Jobs.supernet(Jobs.input(supernet), 40, 20, null), out("search"))
                .dataset(dataset)
                .strategy(Part.named("random"))
                .steps(4)
                .constraints(atMost(LIMIT));
    }

    private static SearchJob.Constraints atMost(long params) {
        return new SearchJob.Constraints(params, null, null, null, null);
    }

    @Test
    void aLimitHoldsForTheNetworkThatIsTrainedAndTheEvaluationTellsTheSameCost() throws IOException {
        JobEvent.Result result =
                run(search(supernet(SMALL, oneEpoch("0.025"))).network(SMALL).build());
        JsonNode found = json("search/architecture.json");
        assertThat(found.at("/cost/params").asLong()).isPositive().isLessThanOrEqualTo(LIMIT);
        assertThat(found.at("/publishedCost/params").asLong()).isGreaterThan(LIMIT);
        assertThat(found.at("/countedNetwork/channels").asInt()).isEqualTo(8);
        assertThat(found.at("/countedNetwork/images/height").asInt()).isEqualTo(8);
        assertThat(result.summary())
                .anyMatch(line -> line.startsWith("cost ")
                        && line.endsWith("(8 channels, 1 cell, 3 classes, 8 x 8 images of 1 channel)"))
                .anyMatch(line -> line.startsWith("published ")
                        && line.endsWith("(16 channels, 5 cells, 10 classes, 32 x 32 images of 3 channels)"));
        run(TrainingJob.of("nas-bench-201", dataset, out("evaluation"))
                .network(SMALL)
                .settings(Map.of("epochs", "1", "batchSize", "20"))
                .ofArchitecture(out("search/architecture.json")));
        assertThat(json("evaluation/evaluation.json").get("network")).isEqualTo(found.get("cost"));
    }

    @Test
    void withoutAnotherNetworkItIsTheSupernetsThatIsCounted() throws IOException {
        run(search(supernet(SMALL, oneEpoch("0.025"))).build());
        assertThat(json("search/architecture.json").at("/countedNetwork/cells").asInt())
                .isEqualTo(1);
    }

    @Test
    void aRecipeThatLeavesTheSizeOpenIsCountedInItsOwn() throws IOException {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(search(supernet(SMALL, oneEpoch("0.025")))
                        .network(new NetworkSize(null, null))
                        .build()))
                .withMessageContaining("no architecture satisfies 'params <= 50000': the smallest params is")
                .withMessageContaining("counted in the network of 16 channels, 5 cells, 3 classes, 8 x 8 images")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("constraints.maxParams"));
    }

    @Test
    void anImpossibleLimitIsRefusedBeforeAnythingIsScored() throws IOException {
        Path supernet = supernet(SMALL, oneEpoch("0.025"));
        events.clear();
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(search(supernet)
                        .network(SMALL)
                        .constraints(atMost(1000))
                        .build()))
                .withMessageContaining("counted in the network of 8 channels, 1 cell");
        assertThat(events).noneMatch(JobEvent.Progress.class::isInstance);
    }

    @Test
    void withATableAndADataSetTheNetworkThatIsTrainedIsCountedToo() throws IOException {
        InputFile table = Jobs.input(SyntheticTable.write(directory.resolve("table.csv")));
        SearchJobBuilder job = Jobs.searchOnTable(table, out("search"))
                .strategy(Part.named("random"))
                .steps(20)
                .constraints(atMost(LIMIT));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job.build()))
                .withMessageContaining("no architecture satisfies 'params <= 50000'");
        run(job.dataset(dataset).network(SMALL).build());
        assertThat(json("search/architecture.json").at("/cost/params").asLong()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void aSupernetAtChanceIsWarnedOfWhenItIsTrainedAndWhenItIsSearched() throws IOException {
        dataset = withRandomLabels();
        Path supernet = supernet(SMALL, oneEpoch("0.025"));
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("The supernet is no better than guessing", "more epochs (they are 1)", "more channels (8)");
        events.clear();
        run(search(supernet).build());
        assertThat(warnings()).singleElement().asString().contains("no better than guessing", "train a better one");
    }

    /** The same images, whose labels say nothing about them. */
    private DatasetInput withRandomLabels() throws IOException {
        RandomStream random = new RandomStream(1, "test.labels");
        List<String> rows = new ArrayList<>();
        for (String row : Files.readAllLines(out("digits.csv"))) {
            rows.add(row.substring(0, row.lastIndexOf(',') + 1) + random.nextInt(3));
        }
        return DigitImages.named(Files.write(out("noise.csv"), rows));
    }

    @Test
    void aSupernetThatHasLearnedIsNotWarnedOf() throws IOException {
        supernet(SMALL, Map.of("epochs", "6", "batchSize", "20", "flip", "false", "cropPadding", "1"));
        assertThat(warnings()).isEmpty();
    }
}
