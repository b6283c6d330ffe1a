package io.github.l2nas.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.Search;
import io.github.l2nas.engine.TrainingJob;
import io.github.l2nas.engine.predictor.PredictorFile;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.engine.table.BlockLatencies;
import io.github.l2nas.engine.table.SyntheticTable;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.DigitImages;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas describe what the goals write: a field more or less in either fails here. */
class ResultSchemasTest extends JobFixture {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<SchemaFile> schemas() throws IOException {
        return SchemaFile.all();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaIsOne(SchemaFile schema) throws IOException {
        assertThat(schema.violationsOfItself()).isEmpty();
    }

    private Path search(String out, String strategy, int repeats, InputFile policy) throws IOException {
        Path table = directory.resolve("table.csv");
        if (Files.notExists(table)) {
            SyntheticTable.write(table);
        }
        Map<String, String> settings = strategy.equals("l2nas") ? Map.of("reward", "relative") : Map.of();
        SearchJob job = Jobs.searchOnTable(Jobs.input(table), directory.resolve(out))
                .strategy(Jobs.strategy(strategy, null, settings, policy))
                .seed(5)
                .repeats(repeats)
                .stopping(new SearchJob.Stopping(110, 200, 1.0, null))
                .constraints(
                        new SearchJob.Constraints(10_000_000L, 1_000_000_000L, null, null, List.of("latency <= 6")))
                .build();
        run(job);
        return job.outputDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "l2nas",
                "l2nas-guided",
                "gaussian-process",
                "random",
                "regularized-evolution",
                "local-search",
                "reinforce"
            })
    void aSearch(String strategy) throws IOException {
        assertThatFile("architecture", search("out", strategy, 1, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas", "enas"})
    void aOneShotSearch(String strategy) throws IOException {
        writeImages(60);
        SearchJob job = Jobs.search("nas-bench-201", Part.named("params"), directory.resolve("out"))
                .strategy(Part.named(strategy)
                        .with("channels", 4)
                        .with("cells", 1)
                        .with("epochs", 1)
                        .with("batchSize", 10))
                .dataset(dataset)
                .repeats(2)
                .build();
        run(job);
        assertThatFile("architecture", job.outputDirectory());
        assertThatFile("summary", job.outputDirectory());
    }

    @Test
    void aSearchWithRepeats() throws IOException {
        assertThatFile("summary", search("out", "random", 2, null));
    }

    @Test
    void aTransfer() throws IOException {
        Path policy = search("out", "l2nas", 1, null).resolve("policy.zip");
        assertThatFile("architecture", search("transfer", "l2nas", 1, Jobs.input(policy)));
    }

    @Test
    void aSearchOnAPredictorWithALatencyTable() throws IOException {
        InputFile latencies = Jobs.input(BlockLatencies.write(directory.resolve("latencies.csv")));
        InputFile predictor = Jobs.input(PredictorFile.write(directory).file().file());
        SearchJob job = Jobs.search("ofa-mbv3", Jobs.predictor(predictor, 160, 1.2), directory.resolve("out"))
                .strategy(Part.named("random"))
                .steps(5)
                .constraints(new SearchJob.Constraints(null, null, latencies, 50.0, null))
                .consensus(0.5)
                .build();
        run(job);
        assertThatFile("architecture", job.outputDirectory());
        JsonNode found = json("out/architecture.json");
        assertThat(found.at("/publishedCost/macs").asLong())
                .isGreaterThan(found.at("/cost/macs").asLong());
    }

    @Test
    void aSearchWithAnEvaluatorOfOnesOwn() throws IOException {
        Search.in("nas-bench-201")
                .evaluator("own", candidate -> Score.of(SyntheticTable.fraction(candidate.architecture())))
                .strategy("random")
                .steps(5)
                .directory(directory.resolve("out"))
                .run();
        assertThatFile("architecture", directory.resolve("out"));
        JsonNode provenance = MAPPER.readTree(
                        directory.resolve("out/architecture.json").toFile())
                .get("provenance");
        assertThat(provenance.get("evaluator").get("name").asText()).isEqualTo("own");
        assertThat(provenance.get("code").fieldNames()).toIterable().containsExactly("evaluator");
        assertThat(provenance.has("compute")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"nas-bench-201, 1", "darts, 3"})
    void aSupernetTheSearchOnItAndTheEvaluation(String space, int cells) throws IOException {
        DatasetInput images = DigitImages.write(directory.resolve("digits.csv"), 150);
        NetworkSize size = new NetworkSize(8, cells);
        Map<String, String> settings = Map.of("epochs", "1", "batchSize", "20", "cutout", "0");
        Path supernet = trainSupernet(space, images, size, settings);
        assertThat(SchemaFile.named("supernet").violations(entry(supernet, "supernet.json")))
                .isEmpty();
        Path found = searchOnSupernet(space, images, supernet);
        assertThatFile("architecture", found);
        JsonNode provenance =
                MAPPER.readTree(found.resolve("architecture.json").toFile()).get("provenance");
        assertThat(provenance.get("evaluator"))
                .isEqualTo(MAPPER.readTree(
                        "{\"name\":\"supernet\",\"settings\":{\"validationImages\":40,\"batchSize\":20}}"));
        Backend backend = Backends.choose("onednn");
        assertThat(provenance.get("compute"))
                .isEqualTo(MAPPER.createObjectNode()
                        .put("backend", backend.name())
                        .put("shards", backend.shards().orElseThrow())
                        .put("instructions", backend.instructions().orElseThrow()));
        Path evaluated = evaluate(space, images, size, settings, found.resolve("architecture.json"));
        assertThatFile("evaluation", evaluated);
        assertThat(SchemaFile.named("model").violations(entry(evaluated.resolve("model.zip"), "l2nas-model.json")))
                .isEmpty();
    }

    private Path trainSupernet(String space, DatasetInput images, NetworkSize size, Map<String, String> settings)
            throws IOException {
        run(TrainingJob.of(space, images, out("supernet"))
                .network(size)
                .settings(settings)
                .ofSupernet());
        return out("supernet/supernet.zip");
    }

    private Path searchOnSupernet(String space, DatasetInput images, Path supernet) throws IOException {
        SearchJob job = Jobs.search(
                        space, Jobs.supernet(Jobs.input(supernet), 40, 20, null), directory.resolve("search"))
                .dataset(images)
                .strategy(Part.named("random"))
                .steps(3)
                .build();
        run(job);
        return job.outputDirectory();
    }

    private Path evaluate(
            String space, DatasetInput images, NetworkSize size, Map<String, String> settings, Path architecture)
            throws IOException {
        run(TrainingJob.of(space, images, out("evaluation"))
                .network(size)
                .settings(space.equals("darts") ? withoutAuxiliaryHead(settings) : settings)
                .quantization("int8")
                .ofArchitecture(architecture, 1, 1, null));
        return out("evaluation");
    }

    /** The auxiliary head needs larger images than these. */
    private static Map<String, String> withoutAuxiliaryHead(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("auxiliaryWeight", "0");
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/val"})
    void anEvaluationWithInheritedWeights(String part) throws IOException {
        Path checkpoint = ReferenceNetworks.file("ofa-mobilenetv3/w0.15/supernet.pth");
        for (int label = 0; label < 10; label++) {
            for (String folder : List.of("train", "val")) {
                Path file = directory.resolve("photographs/" + folder + "/" + label + "/grey.png");
                Files.createDirectories(file.getParent());
                ImageIO.write(new BufferedImage(40, 36, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
            }
        }
        DatasetInput photographs = DigitImages.named(directory.resolve("photographs" + part));
        EvaluateSubnetJob job = new EvaluateSubnetJob(
                Part.named("ofa-mbv3"),
                null,
                OfaArchitecture.SMALLEST.notation(),
                Jobs.supernet(Jobs.input(checkpoint), null, 5, null),
                new DatasetInput(photographs.files(), null, null, 32, null),
                Jobs.ONE_THREAD,
                null,
                part.isEmpty() ? "int8" : null,
                null,
                null,
                directory.resolve("evaluation"),
                Jobs.TIMESTAMP);
        run(job);
        JsonNode evaluation =
                MAPPER.readTree(job.outputDirectory().resolve("evaluation.json").toFile());
        assertThat(SchemaFile.named("subnet-evaluation").violations(evaluation)).isEmpty();
        assertThat(evaluation.get("accuracy").has("calibrated")).isEqualTo(part.isEmpty());
        JsonNode description = entry(job.outputDirectory().resolve("model.zip"), "l2nas-model.json");
        assertThat(SchemaFile.named("model").violations(description)).isEmpty();
        assertThat(description.get("input").get("shorterSide").asInt()).isEqualTo(37);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas-bench-201", "darts", "ofa-mbv3"})
    void everyArchitectureOfASpaceFitsItsNotationAndNoOther(String name) throws IOException {
        SearchSpace space = SearchSpaces.named(name);
        float[] action = new float[space.actionShape().size()];
        for (int i = 0; i < action.length; i++) {
            action[i] = i * 37 % 101;
        }
        String notation = space.discretize(action).notation();
        ObjectNode found = (ObjectNode) MAPPER.readTree(
                search("out", "random", 1, null).resolve("architecture.json").toFile());
        found.put("space", name);
        JsonNode other = found.get("architecture");
        found.set("architecture", notation.startsWith("{") ? MAPPER.readTree(notation) : MAPPER.valueToTree(notation));
        assertThat(SchemaFile.named("architecture").violations(found)).isEmpty();
        found.set("architecture", name.equals("nas-bench-201") ? MAPPER.valueToTree("Genotype(normal=[])") : other);
        assertThat(SchemaFile.named("architecture").violations(found)).isNotEmpty();
    }

    @Test
    void aFieldThatNoSchemaKnowsOrThatIsMissingIsFound() throws IOException {
        ObjectNode found = (ObjectNode) MAPPER.readTree(
                search("out", "l2nas", 1, null).resolve("architecture.json").toFile());
        ObjectNode settings = (ObjectNode) found.get("provenance").get("settings");
        settings.put("novelty", 1);
        assertThat(SchemaFile.named("architecture").violations(found))
                .singleElement()
                .asString()
                .contains("novelty");
        settings.remove("novelty");
        found.remove("accuracy");
        assertThat(SchemaFile.named("architecture").violations(found))
                .singleElement()
                .asString()
                .contains("accuracy");
    }

    private static void assertThatFile(String schema, Path output) throws IOException {
        JsonNode document = MAPPER.readTree(output.resolve(schema + ".json").toFile());
        assertThat(SchemaFile.named(schema).violations(document)).isEmpty();
    }

    private static JsonNode entry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return MAPPER.readTree(file.getInputStream(file.getEntry(name)));
        }
    }
}
