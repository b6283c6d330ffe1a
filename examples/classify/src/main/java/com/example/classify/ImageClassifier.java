package com.example.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trained network, with what its model.zip says about images and classes. */
public final class ImageClassifier implements AutoCloseable {

    private final ComputationGraph network;
    private final JsonNode description;

    private ImageClassifier(ComputationGraph network, JsonNode description) {
        this.network = network;
        this.description = description;
    }

    /**
     * Loads a model.
     *
     * @param zip content of a model.zip
     * @return the classifier
     * @throws IOException where it is no model.zip
     */
    public static ImageClassifier load(byte[] zip) throws IOException {
        ComputationGraph network = ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip), false);
        return new ImageClassifier(network, description(zip));
    }

    private static JsonNode description(byte[] zip) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals("l2nas-model.json")) {
                    return new ObjectMapper().readTree(entries.readAllBytes());
                }
            }
        }
        throw new IOException("this zip has no l2nas-model.json");
    }

    /** The name of a class, by its place in the probabilities. */
    public String className(int index) {
        return description.get("classes").get(index).asText();
    }

    /** Reads a picture in the size the network was trained on. */
    public Picture picture(File file) throws IOException {
        JsonNode input = description.get("input");
        return Picture.read(
                file,
                input.get("channels").asInt(),
                input.get("height").asInt(),
                input.get("width").asInt(),
                input.path("shorterSide").asInt());
    }

    /** Probabilities of the classes. */
    public float[] classify(Picture picture) {
        JsonNode input = description.get("input");
        INDArray batch = Nd4j.create(1, picture.channels(), picture.height(), picture.width());
        for (int channel = 0; channel < picture.channels(); channel++) {
            float mean = input.get("mean").get(channel).floatValue();
            float deviation = input.get("deviation").get(channel).floatValue();
            for (int row = 0; row < picture.height(); row++) {
                for (int column = 0; column < picture.width(); column++) {
                    float value = picture.level(channel, row, column) / 255f;
                    batch.putScalar(new int[] {0, channel, row, column}, (value - mean) / deviation);
                }
            }
        }
        return network.outputSingle(batch).toFloatVector();
    }

    @Override
    public void close() {
        network.close();
    }
}
