package io.github.l2nas.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.Cost;
import io.github.l2nas.spaces.NotationException;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.SearchSpaces;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The content of {@code architecture.json}.
 *
 * @param space the search space
 * @param architecture what was found
 * @param metric what was maximised
 * @param accuracy in [0, 1]
 * @param consensusOf number of architectures that it is the consensus of; empty where it is the best one
 * @param strategy the strategy's name
 * @param seed of the search that found it
 * @param steps of that search
 * @param uniqueArchitectures that the search scored
 * @param cost in the space's standard network, or the one that the search declared
 * @param latency in milliseconds, where the search had a latency table
 * @param provenance engine, inputs with their digests, settings, stopping rule and constraints, by their paths
 */
public record FoundArchitecture(
        SearchSpace space,
        Architecture architecture,
        String metric,
        double accuracy,
        Optional<Long> consensusOf,
        String strategy,
        long seed,
        long steps,
        long uniqueArchitectures,
        Cost cost,
        Optional<Double> latency,
        Map<String, String> provenance) {

    private static final String REMEDY = "Give the architecture.json that l2nas:search or l2nas:transfer has written";

    private static final int OFA_CLASSES = 1000;
    private static final int LARGEST_IMAGE = 4096;
    private static final double WIDEST = 16;

    /**
     * Reads the file.
     *
     * @param file {@code architecture.json}
     * @return its content
     * @throws ResultException where it is none
     */
    public static FoundArchitecture read(Path file) {
        ResultDocument document = ResultDocument.read(file, REMEDY);
        SearchSpace space = space(document);
        return new FoundArchitecture(
                space,
                architecture(document, space),
                document.text("metric"),
                document.share("accuracy"),
                document.find("consensus").isPresent()
                        ? Optional.of(document.count("consensus", "of"))
                        : Optional.empty(),
                document.text("strategy"),
                document.seed("seed"),
                document.count("steps"),
                document.count("uniqueArchitectures"),
                new Cost(document.count("cost", "params"), document.count("cost", "macs")),
                document.find("cost", "latencyMs").isPresent()
                        ? Optional.of(document.number("cost", "latencyMs"))
                        : Optional.empty(),
                document.flat("provenance"));
    }

    private static SearchSpace space(ResultDocument document) {
        try {
            SearchSpace space = SearchSpaces.named(document.text("space"));
            return space instanceof OfaMobileNetV3 && document.find("network").isPresent() ? sized(document) : space;
        } catch (IllegalArgumentException e) {
            throw document.wrong(e.getMessage());
        }
    }

    /** The space with the costs of the network that the search declared. */
    private static SearchSpace sized(ResultDocument document) {
        int size = Math.toIntExact(Math.min(Integer.MAX_VALUE, document.count("network", "imageSize")));
        double width = document.number("network", "widthMultiplier");
        if (size < 1 || size > LARGEST_IMAGE || width <= 0 || width > WIDEST) {
            throw document.wrong("its network is for images of " + size + " pixels, " + width + " times as wide");
        }
        return new OfaMobileNetV3(new OfaNetwork(width, OFA_CLASSES, size, size));
    }

    private static Architecture architecture(ResultDocument document, SearchSpace space) {
        JsonNode node =
                document.find("architecture").orElseThrow(() -> document.wrong("it has no field 'architecture'"));
        try {
            return space.parse(node.isTextual() ? node.asText() : node.toString());
        } catch (NotationException e) {
            throw document.wrong("its architecture is none of " + space.name() + ": " + e.getMessage());
        }
    }

    /**
     * A setting of the strategy.
     *
     * @param name for example {@code eliteSize}
     * @param otherwise where the strategy has no such setting
     * @return its value
     */
    public double setting(String name, double otherwise) {
        String value = provenance.get("settings." + name);
        try {
            return value == null ? otherwise : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
