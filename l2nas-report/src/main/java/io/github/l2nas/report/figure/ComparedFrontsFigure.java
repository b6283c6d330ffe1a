package io.github.l2nas.report.figure;

import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.report.drawing.Series;
import io.github.l2nas.report.result.FoundFront;
import io.github.l2nas.report.result.FrontMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fronts that results have kept, in one picture.
 *
 * @param names of their results
 * @param fronts as many, all of the same objectives
 */
public record ComparedFrontsFigure(List<String> names, List<FoundFront> fronts) {

    public ComparedFrontsFigure {
        names = List.copyOf(names);
        fronts = List.copyOf(fronts);
    }

    /**
     * The figure.
     *
     * @return it shows each front whole
     */
    public Figure figure() {
        List<FrontPlots.Shown> shown = new ArrayList<>();
        List<String> sizes = new ArrayList<>();
        for (int i = 0; i < fronts.size(); i++) {
            List<FrontMember> members = fronts.get(i).members();
            shown.add(new FrontPlots.Shown(
                    names.get(i),
                    Series.look(i),
                    members,
                    List.of(),
                    members.stream().filter(FrontMember::chosen).toList()));
            sizes.add(names.get(i) + " has a front of " + members.size() + " architectures.");
        }
        FoundFront first = fronts.get(0);
        FrontPlots plots = new FrontPlots(first.objectives(), first.metric(), shown, List.of());
        return new Figure(
                "The fronts",
                "Each dot is an architecture that no other of its search is better than; the chosen ones have rings."
                        + (first.objectives().size() > 2
                                ? " A line joins what none of its front beats in the two objectives of its picture."
                                : "")
                        + " What is far worse than the others is not drawn.",
                String.join(" ", sizes),
                data().file("fronts.csv"),
                Optional.empty(),
                Optional.of(plots::draw));
    }

    private CsvData data() {
        List<Objective> objectives = fronts.get(0).objectives();
        List<String> header = new ArrayList<>(List.of("search", "step", "architecture"));
        objectives.forEach(objective -> header.add(objective.metric()));
        header.add("chosen");
        CsvData csv = new CsvData(header.toArray(String[]::new));
        for (int i = 0; i < fronts.size(); i++) {
            for (FrontMember member : fronts.get(i).members()) {
                List<Object> row = new ArrayList<>(List.of(names.get(i), member.step(), member.architecture()));
                for (int axis = 0; axis < objectives.size(); axis++) {
                    row.add(objectives
                            .get(axis)
                            .direction()
                            .value(member.losses().get(axis)));
                }
                row.add(member.chosen() ? "yes" : "no");
                csv.row(row.toArray());
            }
        }
        return csv;
    }
}
