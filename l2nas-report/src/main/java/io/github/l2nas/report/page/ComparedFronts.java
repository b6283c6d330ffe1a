package io.github.l2nas.report.page;

import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.figure.ComparedFrontsFigure;
import io.github.l2nas.report.result.FoundFront;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fronts of results beside each other: their hypervolumes up to one reference, by objective the worst of what bounds each of them.
 * Fronts of other objectives than the first one's are not compared.
 */
final class ComparedFronts {

    private static final int DIGITS = 6;

    /** By place of the result, from 0; those of the first front's objectives. */
    private final Map<Integer, FoundFront> fronts = new LinkedHashMap<>();

    private final List<String> names;
    private final List<String> others = new ArrayList<>();
    private final double[] bounds;

    /**
     * @param names of all results
     * @param found by result its front, where it has one
     */
    ComparedFronts(List<String> names, List<Optional<FoundFront>> found) {
        this.names = names;
        Optional<FoundFront> first = found.stream().flatMap(Optional::stream).findFirst();
        for (int i = 0; i < names.size(); i++) {
            if (found.get(i).isEmpty()) {
                continue;
            }
            FoundFront front = found.get(i).get();
            if (front.weighed().equals(first.orElseThrow().weighed())) {
                fronts.put(i, front);
            } else {
                others.add("The front of " + names.get(i) + " weighs " + front.weighed()
                        + ", which can't be compared with " + first.get().weighed() + ".");
            }
        }
        bounds = fronts.isEmpty() ? new double[0] : FoundFront.commonBounds(List.copyOf(fronts.values()));
    }

    boolean isEmpty() {
        return fronts.isEmpty();
    }

    /** Architectures on the front of a result; empty where it has none to compare. */
    Optional<String> size(int result) {
        return Optional.ofNullable(fronts.get(result))
                .map(front -> String.valueOf(front.members().size()));
    }

    /** Hypervolume of a result's front, and how much it differs from the first one's; empty where it has none to compare. */
    Optional<String> hypervolume(int result) {
        if (!fronts.containsKey(result)) {
            return Optional.empty();
        }
        double covered = fronts.get(result).hypervolume(bounds);
        int first = fronts.keySet().iterator().next();
        if (result == first) {
            return Optional.of(text(covered));
        }
        double difference = covered - fronts.get(first).hypervolume(bounds);
        String sign = difference < 0 ? "\u2212" : "+";
        return Optional.of(text(covered) + " (" + sign + text(Math.abs(difference)) + ")");
    }

    /** What bounds the hypervolumes, and which fronts are not compared. */
    List<String> notes() {
        if (fronts.isEmpty()) {
            return List.of();
        }
        List<Objective> objectives = fronts.values().iterator().next().objectives();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < bounds.length; i++) {
            values.add(objectives.get(i).metric() + " "
                    + text(objectives.get(i).direction().value(bounds[i])));
        }
        List<String> notes =
                new ArrayList<>(List.of("Hypervolumes are in the product of the objectives' units and bounded by "
                        + String.join(", ", values) + "."));
        notes.addAll(others);
        return notes;
    }

    /** Notes and a figure. */
    void add(Page page) {
        notes().forEach(page::paragraph);
        if (!fronts.isEmpty()) {
            page.figure(new ComparedFrontsFigure(
                            fronts.keySet().stream().map(names::get).toList(), List.copyOf(fronts.values()))
                    .figure());
        }
    }

    private static String text(double value) {
        return Decimals.rounded(value, DIGITS).toPlainString();
    }
}
