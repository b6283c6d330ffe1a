package io.github.l2nas.report.figure;

import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.report.result.FrontMember;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The fronts of searches with objectives: those of all architectures; only the others are sampled. */
public final class ObjectiveFronts {

    private final SearchGroup group;
    private final List<SearchTrace> searches;
    private final List<Objective> objectives;
    private final FrontPlots plots;

    private ObjectiveFronts(SearchGroup group, List<SearchTrace> searches) {
        this.group = group;
        this.searches = searches;
        objectives = trace(searches.get(0)).objectives();
        plots = new FrontPlots(
                objectives, group.metric(), searches.stream().map(this::shown).toList(), bounds());
    }

    private static FrontTrace trace(SearchTrace search) {
        return search.best().front();
    }

    /**
     * The figures.
     *
     * @param group searches that can be compared
     * @param prefix of the data files' names
     * @return one for each set of objectives that searches weigh
     */
    public static List<Figure> figures(SearchGroup group, String prefix) {
        List<Figure> figures = new ArrayList<>();
        for (List<SearchTrace> searches : group.weighing()) {
            String number = figures.isEmpty() ? "" : (figures.size() + 1) + "-";
            figures.add(new ObjectiveFronts(group, searches).figure(prefix + number));
        }
        return figures;
    }

    private FrontPlots.Shown shown(SearchTrace search) {
        FrontTrace trace = trace(search);
        return new FrontPlots.Shown(
                group.isSingle() ? "front" : search.name(),
                group.look(search),
                trace.front(),
                trace.sample(),
                trace.chosen().stream().toList());
    }

    /** What constraints forbid, and what the choice leaves out. */
    private List<FrontPlots.Bound> bounds() {
        Set<FrontPlots.Bound> bounds = new LinkedHashSet<>();
        for (SearchTrace search : searches) {
            search.found()
                    .limits()
                    .forEach(limit ->
                            bounds.add(new FrontPlots.Bound("forbidden", limit.cost(), limit.value(), limit.atMost())));
            search.found()
                    .objectives()
                    .orElseThrow()
                    .choice()
                    .limits()
                    .forEach(limit -> bounds.add(
                            new FrontPlots.Bound("not to be chosen", limit.metric(), limit.bound(), limit.atMost())));
        }
        return List.copyOf(bounds);
    }

    private Figure figure(String prefix) {
        int drawn =
                searches.stream().mapToInt(one -> trace(one).sample().size()).sum();
        int all = searches.stream().mapToInt(one -> trace(one).unique()).sum();
        boolean isShaded = bounds().stream()
                .anyMatch(bound -> objectives.stream()
                        .anyMatch(objective -> objective.metric().equals(bound.metric())));
        String note = group.ofBestSeeds()
                + (drawn == all
                        ? "Each dot is one of the " + CostTradeOff.grouped(all) + " architectures that were scored."
                        : "Grey dots are an even sample: " + CostTradeOff.grouped(drawn) + " of "
                                + CostTradeOff.grouped(all) + " architectures are shown. The front is that of all "
                                + CostTradeOff.grouped(all) + ".")
                + " No scored architecture is as good as one on the front in all objectives and better in one."
                + (objectives.size() > 2 ? " The line joins what none beats in the two objectives of its picture." : "")
                + " The chosen one has a ring."
                + (isShaded ? " What is beyond a limit is shaded." : "")
                + " What is far worse than the others is not drawn.";
        return new Figure(
                "The front",
                note,
                alternative(),
                data().file(prefix + "objectives.csv"),
                Optional.of(table()),
                Optional.of(plots::draw));
    }

    private String alternative() {
        return searches.stream()
                .map(search -> search.name() + " has a front of "
                        + trace(search).front().size() + " architectures"
                        + trace(search)
                                .chosen()
                                .map(chosen -> "; chosen is " + text(chosen))
                                .orElse(""))
                .collect(Collectors.joining(". ", "", "."));
    }

    private String text(FrontMember member) {
        return IntStream.range(0, objectives.size())
                .mapToObj(i -> plots.scales().get(i).text(member.losses().get(i)))
                .collect(Collectors.joining(", "));
    }

    private CsvData data() {
        List<String> header = new ArrayList<>(List.of("search", "step", "architecture"));
        objectives.forEach(objective -> header.add(objective.metric()));
        header.addAll(List.of("on the front", "chosen"));
        CsvData csv = new CsvData(header.toArray(String[]::new));
        for (SearchTrace search : searches) {
            FrontTrace trace = trace(search);
            Set<FrontMember> front = new LinkedHashSet<>(trace.front());
            Set<FrontMember> rows = new LinkedHashSet<>(front);
            trace.chosen().ifPresent(rows::add);
            rows.addAll(trace.sample());
            for (FrontMember member : rows) {
                List<Object> row = new ArrayList<>(List.of(search.name(), member.step(), member.architecture()));
                for (int i = 0; i < objectives.size(); i++) {
                    row.add(objectives.get(i).direction().value(member.losses().get(i)));
                }
                row.add(front.contains(member) ? "yes" : "no");
                row.add(member.chosen() ? "yes" : "no");
                csv.row(row.toArray());
            }
        }
        return csv;
    }

    private Figure.Table table() {
        List<String> header = new ArrayList<>();
        if (searches.size() > 1) {
            header.add("search");
        }
        plots.scales().forEach(scale -> header.add(scale.label()));
        header.addAll(List.of("step", "chosen", "architecture"));
        List<List<String>> rows = new ArrayList<>();
        List<String> architectures = new ArrayList<>();
        for (SearchTrace search : searches) {
            List<FrontMember> sorted = new ArrayList<>(trace(search).front());
            sorted.sort((one, other) ->
                    Double.compare(one.losses().get(0), other.losses().get(0)));
            for (FrontMember member : sorted) {
                List<String> row = new ArrayList<>();
                if (searches.size() > 1) {
                    row.add(search.name());
                }
                for (int i = 0; i < objectives.size(); i++) {
                    row.add(plots.scales().get(i).number(member.losses().get(i)));
                }
                row.addAll(
                        List.of(String.valueOf(member.step()), member.chosen() ? "chosen" : "", member.architecture()));
                rows.add(row);
                architectures.add(member.architecture());
            }
        }
        return new Figure.Table(
                "On a front: " + rows.size() + " architectures",
                header,
                rows,
                ArchitectureMiniature.all(group.space(), architectures));
    }
}
