package io.github.l2nas.benchmarks.pytorch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.ofa.OfaSupernet;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.testdata.SharedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network computed with its original PyTorch code; tests that need it are skipped where the shared data is absent.
 *
 * @param folder its files
 * @param description its {@code case.json}
 */
record ReferenceNetwork(Path folder, JsonNode description) {

    private static final Shape IMAGE = new Shape(3, 32, 32);
    private static final int HEADER_LENGTH = 8;

    static ReferenceNetwork read(String name) throws IOException {
        Path folder = SharedData.file("reference-networks/" + name);
        return new ReferenceNetwork(
                folder, new ObjectMapper().readTree(folder.resolve("case.json").toFile()));
    }

    LayerGraph graph() {
        boolean darts = description.has("genotype");
        NetworkSpace space = SearchSpaces.named(darts ? "darts" : "nas-bench-201")
                .capability(NetworkSpace.class)
                .orElseThrow();
        String architecture = darts
                ? description.get("genotype").toString()
                : description.get("arch").asText();
        Skeleton skeleton = new Skeleton(
                description.get("C").asInt(),
                description.get(darts ? "layers" : "N").asInt(),
                description.get("num_classes").asInt(),
                IMAGE,
                description.path("auxiliary").asBoolean());
        return space.network(space.parse(architecture), skeleton);
    }

    /** A sub-network of Once-for-All with the weights it inherits. */
    Network subNetwork() {
        Path file = folder.resolveSibling("supernet.pth");
        return OfaSupernet.read(new InputFile("supernet.pth", file, ""))
                .subNetwork(new OfaMobileNetV3().parse(description.get("config").toString()), 64);
    }

    void load(PyTorchNetwork network) {
        PyTorchCheckpoint.read(folder.resolve("state_dict.pth"))
                .forEach((name, tensor) -> network.put(name, tensor.shape(), tensor.values()));
    }

    /** Names of the tensors below a folder. */
    List<String> tensors(String path) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .map(name -> name.substring(0, name.length() - ".npy".length()))
                    .sorted()
                    .toList();
        }
    }

    float[] floats(String file) throws IOException {
        ByteBuffer bytes = content(file);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    int[] labels() throws IOException {
        ByteBuffer bytes = content("train/labels.npy");
        int[] labels = new int[bytes.remaining() / Long.BYTES];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) bytes.getLong();
        }
        return labels;
    }

    /** What follows the header of a NumPy file, format 1.0. */
    private ByteBuffer content(String file) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(HEADER_LENGTH);
        int header = Short.toUnsignedInt(bytes.getShort());
        return bytes.position(bytes.position() + header).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
