package io.github.l2nas.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.fidelity.Fidelity;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ChoiceDefinition;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param effort what all its trials have cost, with the unit; empty for a search without fidelities
 * @param finished false where a time budget has interrupted the search
 * @param cost of the network that the search counted; empty for a space whose architectures are no networks
 * @param countedNetwork size of that network; empty where it is the space's published one, or the one that the space's settings
 *     tell
 * @param latency in milliseconds, where the search had a latency table
 * @param objectives what the search has weighed; empty where it was one metric
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
        Optional<String> effort,
        boolean finished,
        Optional<Cost> cost,
        Optional<Skeleton> countedNetwork,
        Optional<Double> latency,
        Optional<Objectives> objectives,
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
                document.find("fidelity").isPresent()
                        ? Optional.of(Fidelity.text(document.number("fidelity", "effort")) + " "
                                + document.text("fidelity", "unit"))
                        : Optional.empty(),
                document.find("unfinished").isEmpty(),
                document.find("cost", "params").isPresent()
                        ? Optional.of(new Cost(document.count("cost", "params"), document.count("cost", "macs")))
                        : Optional.empty(),
                countedNetwork(document),
                document.find("cost", "latencyMs").isPresent()
                        ? Optional.of(document.number("cost", "latencyMs"))
                        : Optional.empty(),
                DeclaredObjectives.of(document),
                provenance(document));
    }

    private static Optional<Skeleton> countedNetwork(ResultDocument document) {
        String network = "countedNetwork";
        if (document.find(network).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Skeleton(
                    size(document, network, "channels"),
                    size(document, network, "cells"),
                    Math.toIntExact(document.count(network, "classes")),
                    new Shape(
                            Math.toIntExact(document.count(network, "images", "channels")),
                            Math.toIntExact(document.count(network, "images", "height")),
                            Math.toIntExact(document.count(network, "images", "width")))));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw document.wrong("its " + network + " is none: " + e.getMessage());
        }
    }

    /** A space that builds its networks whole has no such size. */
    private static int size(ResultDocument document, String network, String name) {
        return document.find(network, name).isPresent() ? Math.toIntExact(document.count(network, name)) : 1;
    }

    /**
     * Counts costs as the search did.
     *
     * @return empty for a space whose architectures are no networks, or whose networks the search did not count so
     */
    public Optional<CostModel> costs() {
        try {
            Optional<CostModel> model = countedNetwork.isPresent()
                    ? space.capability(NetworkSpace.class).map(networks -> networks.costs(countedNetwork.get()))
                    : space.capability(CostModel.class);
            return model.filter(costs -> cost.equals(Optional.of(costs.cost(architecture))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The space, with the costs of the network that the search declared. One that is a list of choices is known without its
     * class, then without its costs.
     */
    private static SearchSpace space(ResultDocument document) {
        Optional<JsonNode> definition = document.find("definition");
        try {
            SearchSpace space = declared(document);
            return definition.isEmpty() || hasChoices(space, definition.get()) ? space : defined(document);
        } catch (JobException e) {
            if (definition.isEmpty()) {
                throw document.wrong(e.getMessage());
            }
            return defined(document);
        }
    }

    private static SearchSpace declared(ResultDocument document) {
        Map<String, String> settings = document.find("network").isPresent() ? document.flat("network") : Map.of();
        String name = document.text(document.find("spaceClass").isPresent() ? "spaceClass" : "space");
        return SearchSpaces.of(new Part(name, null, settings, null));
    }

    private static boolean hasChoices(SearchSpace space, JsonNode definition) {
        return space.capability(ChoiceSpace.class)
                .map(choices -> ChoiceDefinition.of(choices).equals(definition))
                .orElse(false);
    }

    private static SearchSpace defined(ResultDocument document) {
        try {
            return ChoiceDefinition.space(document.find("definition").orElseThrow());
        } catch (IllegalArgumentException e) {
            throw document.wrong("its field 'definition' defines no space: " + e.getMessage());
        }
    }

    /** The choices of a space are among what two searches may differ in. */
    private static Map<String, String> provenance(ResultDocument document) {
        Map<String, String> all = new LinkedHashMap<>();
        document.find("definition")
                .ifPresent(definition -> definition
                        .path("choices")
                        .properties()
                        .forEach(choice -> all.put("choices." + choice.getKey(), text(choice.getValue()))));
        all.putAll(document.provenance());
        return all;
    }

    private static String text(JsonNode choice) {
        return choice.toString().replace("\"", "").replace(",", ", ").replace(":", ": ");
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
     * What the architecture was not to exceed, or not to fall below.
     *
     * @return the constraints of the search, in the order of the file
     */
    public List<CostLimit> limits() {
        return provenance.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("constraints["))
                .flatMap(entry -> CostLimit.parse(entry.getValue()).stream())
                .toList();
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
