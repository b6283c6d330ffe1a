package io.github.l2nas.engine.export;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.result.StoredZip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * {@code model.zip}: a trained network as DL4J's {@code ModelSerializer} writes a {@code ComputationGraph} of standard
 * layers, so that a program needs DL4J and nothing of ours to run it, with {@code l2nas-model.json} beside. The same
 * network gives the same bytes.
 *
 * <p>Its input is N x C x H x W, its output the classes' probabilities, N x classes; vertex {@code classifier} gives
 * the logits.
 */
public final class Dl4jModel {

    /** Name of the entry that tells classes and preprocessing. */
    public static final String DESCRIPTION = "l2nas-model.json";

    private Dl4jModel() {}

    /**
     * Writes a model.
     *
     * @param classifier the network
     * @param file where; its directory exists
     * @param timestamp of the zip's entries
     * @throws IllegalArgumentException where the state does not fit the network, or the network has a layer that DL4J
     *     hasn't
     * @throws JobException where the file can't be written
     */
    public static void write(TrainedClassifier classifier, Path file, Instant timestamp) {
        ComputationGraph network = new ComputationGraph(Dl4jConfiguration.of(classifier.graph()));
        network.init();
        try {
            Dl4jParameters.set(classifier, network);
            AtomicFile.write(file, out -> {
                Map<String, byte[]> entries = serialized(network);
                entries.put(DESCRIPTION, classifier.description().json(classifier.input()));
                StoredZip.write(entries, timestamp, out);
            });
        } finally {
            network.close();
        }
    }

    /** The entries that ModelSerializer writes, in its order; its zip carries the time. */
    private static Map<String, byte[]> serialized(ComputationGraph network) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, written, false);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
