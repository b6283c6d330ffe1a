package io.github.l2nas.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
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
 * @param cost in the space's standard network, or the one that the search declared; empty for a space whose
 *     architectures are no networks
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
        Optional<Cost> cost,
        Optional<Double> latency,
        Map<String, String> provenance) {

    private static final String REMEDY = "Give the architecture.json that l2nas:search or l2nas:transfer has written";

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
                document.find("cost", "params").isPresent()
                        ? Optional.of(new Cost(document.count("cost", "params"), document.count("cost", "macs")))
                        : Optional.empty(),
                document.find("cost", "latencyMs").isPresent()
                        ? Optional.of(document.number("cost", "latencyMs"))
                        : Optional.empty(),
                document.flat("provenance"));
    }

    /** The space, with the costs of the network that the search declared. */
    private static SearchSpace space(ResultDocument document) {
        Map<String, String> settings = document.find("network").isPresent() ? document.flat("network") : Map.of();
        try {
            return SearchSpaces.of(new Part(document.text("space"), null, settings, null));
        } catch (JobException e) {
            throw document.wrong(e.getMessage());
        }
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
