package io.github.l2nas.engine.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.Feature;
import io.github.l2nas.api.data.FeatureSet;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.Normalisation;
import java.util.List;

/**
 * What the user of a classifier must know beside its network. A pixel goes in as (value - mean) / deviation of its channel,
 * value from 0 (black) to 1. A feature of a row goes in as (value - mean) / deviation; a missing one as 0.
 *
 * @param classes names of the classes, in the order of the outputs
 * @param mean of each channel
 * @param deviation of each channel, above 0
 * @param shorterSide what a picture's shorter side is resized to before its centre is cut out; null where the whole picture
 *     is resized
 * @param features what the channels of a row are, a mean and a deviation for each; empty for images
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ModelDescription(
        List<String> classes, float[] mean, float[] deviation, Integer shorterSide, List<Feature> features) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    public ModelDescription {
        classes = List.copyOf(classes);
        features = List.copyOf(features);
        mean = mean.clone();
        deviation = deviation.clone();
        if (mean.length != deviation.length) {
            throw new IllegalArgumentException(
                    mean.length + " means and " + deviation.length + " deviations; there is one of each a channel");
        }
        for (int channel = 0; channel < mean.length; channel++) {
            if (!Float.isFinite(mean[channel]) || !Float.isFinite(deviation[channel]) || deviation[channel] <= 0) {
                throw new IllegalArgumentException(
                        "channel " + channel + " has mean " + mean[channel] + " and deviation " + deviation[channel]);
            }
        }
    }

    /**
     * Of a network that takes the centre of pictures.
     *
     * @param classes names of the classes
     * @param mean of each channel
     * @param deviation of each channel
     * @param shorterSide what a picture's shorter side is resized to
     */
    public ModelDescription(List<String> classes, float[] mean, float[] deviation, Integer shorterSide) {
        this(classes, mean, deviation, shorterSide, List.of());
    }

    /**
     * Of a network that takes whole pictures.
     *
     * @param classes names of the classes
     * @param mean of each channel
     * @param deviation of each channel
     */
    public ModelDescription(List<String> classes, float[] mean, float[] deviation) {
        this(classes, mean, deviation, null, List.of());
    }

    /**
     * Of a network that takes samples of a data set.
     *
     * @param dataset images or rows
     * @param normalisation that the network was trained with
     * @return the description
     */
    public static ModelDescription of(Dataset dataset, Normalisation normalisation) {
        List<Feature> features = dataset.train() instanceof FeatureSet rows ? rows.features() : List.of();
        return new ModelDescription(dataset.classes(), normalisation.mean(), normalisation.deviation(), null, features);
    }

    /**
     * Refuses a network that the description is not of.
     *
     * @param input shape of what goes in
     * @param logits shape of what comes out
     * @throws IllegalArgumentException where channels or classes are not as many
     */
    void requireFit(Shape input, Shape logits) {
        if (mean.length != input.channels()) {
            throw new IllegalArgumentException(
                    "preprocessing is for " + mean.length + " channels, the network's images have " + input.channels());
        }
        if (classes.size() != logits.size()) {
            throw new IllegalArgumentException(
                    classes.size() + " class names for a network with " + logits.size() + " classes");
        }
    }

    /**
     * What a model of the network takes in the place of what the network itself takes.
     *
     * @param samples normalised, count x C x H x W
     * @param count how many
     * @return the same with pixels from 0 to 1, or features as they were
     */
    public float[] unnormalised(float[] samples, int count) {
        float[] values = new float[samples.length];
        int plane = samples.length / count / mean.length;
        for (int i = 0; i < values.length; i++) {
            int channel = i / plane % mean.length;
            values[i] = samples[i] * deviation[channel] + mean[channel];
        }
        return values;
    }

    /** The description as JSON, for a network that takes images of a shape. */
    byte[] json(Shape image) {
        ObjectNode tree = MAPPER.createObjectNode();
        ObjectNode input = tree.putObject("input");
        input.put("channels", image.channels());
        input.put("height", image.height());
        input.put("width", image.width());
        if (shorterSide != null) {
            input.put("shorterSide", shorterSide);
        }
        if (!features.isEmpty()) {
            ArrayNode columns = input.putArray("features");
            for (Feature feature : features) {
                ObjectNode column = columns.addObject().put("name", feature.name());
                if (!feature.isNumber()) {
                    column.put("category", feature.category());
                }
            }
        }
        numbers(input.putArray("mean"), mean);
        numbers(input.putArray("deviation"), deviation);
        ArrayNode names = tree.putArray("classes");
        classes.forEach(names::add);
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void numbers(ArrayNode array, float[] values) {
        for (float value : values) {
            array.add(Decimals.shortest(value));
        }
    }
}
