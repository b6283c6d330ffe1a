package io.github.l2nas.engine.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.ofa.OfaSupernet;
import io.github.l2nas.engine.pytorch.NamedTensor;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.spaces.darts.Darts;
import io.github.l2nas.spaces.darts.DartsNetwork;
import io.github.l2nas.spaces.darts.Genotype;
import io.github.l2nas.spaces.nasbench201.NasBench201;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One of the shared reference networks: its layer graph, its weights, an input and the logits that PyTorch computed. */
public record ReferenceClassifier(LayerGraph graph, Map<String, NamedTensor> weights, NpyFile images, NpyFile logits) {

    public static ReferenceClassifier read(String name) throws IOException {
        Path folder = ReferenceNetworks.file(name);
        if (name.startsWith("ofa-mobilenetv3")) {
            return onceForAll(folder);
        }
        JsonNode json = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
        NpyFile images = NpyFile.read(folder.resolve("eval_input.npy"));
        Shape image = new Shape(
                images.shape().get(1), images.shape().get(2), images.shape().get(3));
        return new ReferenceClassifier(
                graph(json, image),
                PyTorchCheckpoint.read(folder.resolve("state_dict.pth")),
                images,
                NpyFile.read(folder.resolve("eval_logits.npy")));
    }

    /** A sub-network of the supernet beside its folder, with the weights it inherits. */
    private static ReferenceClassifier onceForAll(Path folder) throws IOException {
        Path checkpoint = folder.resolveSibling("supernet.pth");
        NpyFile images = NpyFile.read(folder.resolve("input.npy"));
        String notation = new ObjectMapper()
                .readTree(folder.resolve("config.json").toFile())
                .toString();
        Network network = OfaSupernet.read(new InputFile("supernet.pth", checkpoint, ContentDigest.of(checkpoint)))
                .subNetwork(new OfaMobileNetV3().parse(notation), images.shape().get(2));
        Map<String, NamedTensor> weights = new HashMap<>();
        network.parameters()
                .all()
                .forEach(parameter ->
                        weights.put(parameter.name(), new NamedTensor(parameter.shape(), parameter.values())));
        return new ReferenceClassifier(network.graph(), weights, images, NpyFile.read(folder.resolve("logits.npy")));
    }

    private static LayerGraph graph(JsonNode json, Shape image) {
        int channels = json.get("C").asInt();
        int classes = json.get("num_classes").asInt();
        if (json.has("arch")) {
            NasBench201 space = new NasBench201();
            return space.network(
                    space.parse(json.get("arch").asText()),
                    new Skeleton(channels, json.get("N").asInt(), classes, image));
        }
        boolean auxiliary = json.get("auxiliary").asBoolean();
        Skeleton skeleton = new Skeleton(channels, json.get("layers").asInt(), classes, image, auxiliary);
        DartsNetwork.Stem stem = json.get("class").asText().equals("NetworkImageNet")
                ? DartsNetwork.Stem.IMAGENET
                : DartsNetwork.Stem.CIFAR;
        return new DartsNetwork(stem, skeleton).compile(genotype(json.get("genotype")));
    }

    private static Genotype genotype(JsonNode json) {
        return new Darts().parse(json.toString());
    }

    Function<String, float[]> state() {
        return key -> weights.containsKey(key) ? weights.get(key).values() : null;
    }

    public Shape image() {
        return graph.nodes().get(0).shape();
    }

    public int count() {
        return images.shape().get(0);
    }

    public int classes() {
        return logits.shape().get(1);
    }

    /** The network for images that need no normalisation. */
    TrainedClassifier classifier() {
        int channels = image().channels();
        float[] deviation = new float[channels];
        Arrays.fill(deviation, 1);
        List<String> classes = IntStream.range(0, classes())
                .mapToObj(index -> "class " + index)
                .toList();
        return new TrainedClassifier(graph, state(), new ModelDescription(classes, new float[channels], deviation));
    }

    /** Softmax of the logits, row by row. */
    float[] probabilities() {
        float[] numbers = logits.floats();
        int classes = classes();
        float[] probabilities = new float[numbers.length];
        for (int row = 0; row < numbers.length; row += classes) {
            double sum = 0;
            for (int column = row; column < row + classes; column++) {
                sum += StrictMath.exp(numbers[column]);
            }
            for (int column = row; column < row + classes; column++) {
                probabilities[column] = (float) (StrictMath.exp(numbers[column]) / sum);
            }
        }
        return probabilities;
    }

    /** Folders of all networks that have logits in evaluation mode. */
    public static List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        names.addAll(ReferenceNetworks.cases("nas-bench-201", "eval_logits.npy"));
        names.addAll(ReferenceNetworks.cases("darts", "eval_logits.npy"));
        names.addAll(ReferenceNetworks.cases("ofa-mobilenetv3", "logits.npy"));
        return names;
    }
}
