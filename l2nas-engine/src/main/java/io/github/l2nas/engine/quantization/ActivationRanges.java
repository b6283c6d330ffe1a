package io.github.l2nas.engine.quantization;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.export.OnnxModel;
import io.github.l2nas.engine.export.TrainedClassifier;
import io.github.l2nas.engine.export.ValueRange;
import io.github.l2nas.engine.onnxruntime.OnnxSession;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The ranges of a network's activations, seen on samples. */
final class ActivationRanges {

    /** How many numbers on the way through the network may be in memory at once. */
    private static final long NUMBERS = 1 << 24;

    /** Share of the values that may lie outside of a range on each side. */
    private static final double OUTSIDE = 1e-4;

    private final TrainedClassifier classifier;
    private final Iterable<Batch> batches;
    private final OnnxSession session;
    private final Set<String> names;

    private ActivationRanges(TrainedClassifier classifier, Iterable<Batch> batches, OnnxSession session) {
        this.classifier = classifier;
        this.batches = batches;
        this.session = session;
        names = new TreeSet<>(session.outputs());
        names.removeAll(Set.of("logits", "probabilities"));
    }

    /**
     * Runs a network on samples, twice: for the least and the greatest value, and for how the values lie between them. A range
     * has 0 in it, and leaves out one value in 10 000 on each side.
     *
     * @param classifier the network
     * @param batches samples, normalised; the same whenever they are asked for
     * @param threads that run it
     * @return a range for each value that becomes an integer, by its name
     * @throws JobException where a value is not a number
     */
    static Map<String, ValueRange> of(TrainedClassifier classifier, Iterable<Batch> batches, int threads) {
        try (OnnxSession session = new OnnxSession(OnnxModel.observed(classifier), threads)) {
            return new ActivationRanges(classifier, batches, session).measured();
        }
    }

    private Map<String, ValueRange> measured() {
        Map<String, float[]> ends = new LinkedHashMap<>();
        names.forEach(name -> ends.put(name, new float[2]));
        run((name, values) -> widen(ends.get(name), values));
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        ends.forEach((name, end) -> {
            if (!Float.isFinite(end[0]) || !Float.isFinite(end[1])) {
                throw new JobException(
                        "quantization",
                        "the network computes " + name
                                + " from training samples and gets what is not a number; it can't be"
                                + " quantized. Train it with a lower learning rate, or leave this out");
            }
            histograms.put(name, new Histogram(end[0], end[1]));
        });
        run((name, values) -> histograms.get(name).add(values));
        Map<String, ValueRange> ranges = new LinkedHashMap<>();
        histograms.forEach((name, histogram) -> ranges.put(name, histogram.without(OUTSIDE)));
        return ranges;
    }

    private void run(BiConsumer<String, float[]> seen) {
        long each = classifier.graph().nodes().stream()
                .map(LayerGraph.Node::shape)
                .mapToLong(shape -> shape.size())
                .sum();
        int most = (int) Math.max(1, NUMBERS / each);
        for (Batch batch : batches) {
            float[] inputs = classifier.description().unnormalised(batch.images(), batch.count());
            int sample = inputs.length / batch.count();
            for (int from = 0; from < batch.count(); from += most) {
                int to = Math.min(from + most, batch.count());
                session.run(Arrays.copyOfRange(inputs, from * sample, to * sample), names)
                        .forEach(seen);
            }
        }
    }

    private static void widen(float[] ends, float[] values) {
        for (float value : values) {
            ends[0] = Math.min(ends[0], value);
            ends[1] = Math.max(ends[1], value);
        }
    }
}
