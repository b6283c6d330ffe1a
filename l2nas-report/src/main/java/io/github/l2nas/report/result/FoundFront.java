package io.github.l2nas.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.objective.Hypervolume;
import io.github.l2nas.api.objective.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The content of {@code front.json}.
 *
 * @param metric what the accuracy is
 * @param objectives what was weighed, by their names in ascending order
 * @param bounds what bounds the hypervolume: losses in the order of the objectives, of the declared reference or the worst that was scored
 * @param members none dominates another
 */
public record FoundFront(String metric, List<Objective> objectives, List<Double> bounds, List<FrontMember> members) {

    private static final String REMEDY = "Give the front.json that l2nas:search has written";

    public FoundFront {
        objectives = List.copyOf(objectives);
        bounds = List.copyOf(bounds);
        members = List.copyOf(members);
    }

    /**
     * Reads the file.
     *
     * @param file {@code front.json}
     * @return its content
     * @throws ResultException where it is none
     */
    public static FoundFront read(Path file) {
        ResultDocument document = ResultDocument.read(file, REMEDY);
        List<Objective> objectives = new ArrayList<>(DeclaredObjectives.metrics(document, "objectives"));
        Map<String, Double> bounds =
                objectives.stream().collect(Collectors.toMap(Objective::metric, objective -> 0.0, (one, other) -> one));
        for (JsonNode entry : document.entries("objectives")) {
            ResultDocument objective = document.part(entry);
            bounds.put(
                    objective.text("metric"),
                    objective.number(objective.find("reference").isPresent() ? "reference" : "worst"));
        }
        if (objectives.size() < 2 || bounds.size() < objectives.size()) {
            throw document.wrong("its field 'objectives' has not two or more different ones");
        }
        objectives.sort(Comparator.comparing(Objective::metric));
        List<FrontMember> members = new ArrayList<>();
        for (JsonNode entry : document.entries("front")) {
            members.add(member(document.part(entry), objectives));
        }
        return new FoundFront(
                document.text("metric"),
                objectives,
                objectives.stream()
                        .map(objective -> objective.direction().loss(bounds.get(objective.metric())))
                        .toList(),
                members);
    }

    private static FrontMember member(ResultDocument trial, List<Objective> objectives) {
        JsonNode architecture = trial.find("architecture")
                .orElseThrow(() -> trial.wrong("an entry of its front has no field 'architecture'"));
        return new FrontMember(
                Math.toIntExact(trial.count("step")),
                architecture.isTextual() ? architecture.asText() : architecture.toString(),
                objectives.stream()
                        .map(objective -> objective
                                .direction()
                                .loss(
                                        objective.isAccuracy()
                                                ? trial.share(Objective.ACCURACY)
                                                : trial.number("metrics", objective.metric())))
                        .toList(),
                trial.find("chosen").isPresent());
    }

    /**
     * What fronts have to have in common to be compared.
     *
     * @return for people, for example {@code accuracy (cifar10_valid) maximize, params minimize}
     */
    public String weighed() {
        return objectives.stream()
                .map(objective -> objective.metric() + (objective.isAccuracy() ? " (" + metric + ")" : "") + " "
                        + objective.direction())
                .collect(Collectors.joining(", "));
    }

    /**
     * What bounds the hypervolumes of several fronts: by objective the worst of what bounds each.
     *
     * @param fronts at least one, all of the same objectives
     * @return losses in the order of the objectives
     */
    public static double[] commonBounds(List<FoundFront> fronts) {
        return Hypervolume.worst(fronts.stream()
                .map(front ->
                        front.bounds().stream().mapToDouble(bound -> bound).toArray())
                .toList());
    }

    /**
     * The hypervolume, in the product of the objectives' units.
     *
     * @param reference losses in the order of the objectives
     * @return at least 0
     */
    public double hypervolume(double[] reference) {
        return Hypervolume.of(members.stream().map(FrontMember::point).toList(), reference);
    }
}
