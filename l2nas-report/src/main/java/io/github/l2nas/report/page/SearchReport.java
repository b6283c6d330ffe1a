package io.github.l2nas.report.page;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.figure.ArchitectureDiagram;
import io.github.l2nas.report.figure.Confusion;
import io.github.l2nas.report.figure.EvaluationRuns;
import io.github.l2nas.report.figure.OneShotCourse;
import io.github.l2nas.report.figure.ScoreAgreement;
import io.github.l2nas.report.figure.SearchTrace;
import io.github.l2nas.report.figure.TrainingCurves;
import io.github.l2nas.report.figure.TrialsAndWorkers;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrainingCurve;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The report of a project: how its searches went, what they found and with what.
 *
 * @param title of the project
 * @param searches its searches
 * @param supernets trainings of its supernets
 * @param evaluations its evaluations
 * @param begun names of goals that have begun and of which there is nothing to show yet
 * @param failed names of searches and trainings that have failed and are shown as far as they came
 */
public record SearchReport(
        String title,
        List<SearchResult> searches,
        List<TrainingCurve> supernets,
        List<Evaluation> evaluations,
        List<String> begun,
        List<String> failed) {

    /**
     * What a report has written.
     *
     * @param files all files, the page first
     * @param summary verdict and numbers as Markdown
     */
    public record Written(List<Path> files, String summary) {
        public Written {
            files = List.copyOf(files);
        }
    }

    public SearchReport {
        searches = List.copyOf(searches);
        supernets = List.copyOf(supernets);
        evaluations = List.copyOf(evaluations);
        begun = List.copyOf(begun);
        failed = List.copyOf(failed);
    }

    /**
     * The report of a project that has something to show of all its goals.
     *
     * @param title of the project
     * @param searches its searches
     * @param supernets trainings of its supernets
     * @param evaluations its evaluations
     */
    public SearchReport(
            String title, List<SearchResult> searches, List<TrainingCurve> supernets, List<Evaluation> evaluations) {
        this(title, searches, supernets, evaluations, List.of(), List.of());
    }

    /**
     * Writes the report.
     *
     * @param file the page; the figures' data go into a directory of its name beside it
     * @return what was written
     * @throws io.github.l2nas.report.result.ResultException where a result is wrong
     * @throws io.github.l2nas.api.job.JobException where a file can't be written
     */
    public Written write(Path file) {
        return write(file, Optional.empty());
    }

    /**
     * Writes the report of searches and trainings that may be under way. A browser that shows the page loads it again by itself until they
     * have ended: no script does it.
     *
     * @param file the page; the figures' data go into a directory of its name beside it
     * @param every how long the browser waits
     * @return what was written
     * @throws io.github.l2nas.report.result.ResultException where a result is wrong
     * @throws io.github.l2nas.api.job.JobException where a file can't be written
     */
    public Written writeWatched(Path file, Duration every) {
        return write(file, isUnderWay() ? Optional.of(every) : Optional.empty());
    }

    /**
     * Whether a search, the training of a supernet or another goal has not ended.
     *
     * @return false where there are none, too
     */
    public boolean isUnderWay() {
        return searches.stream().anyMatch(search -> !search.finished())
                || supernets.stream().anyMatch(training -> !training.finished())
                || !begun.isEmpty();
    }

    private Written write(Path file, Optional<Duration> refresh) {
        Page page = new Page("Architecture search", title, PageFiles.dataDirectory(file));
        refresh.ifPresent(page::refreshEvery);
        boolean several = searches.size() > 1;
        List<SearchTrace> traces = searches.stream()
                .map(search -> SearchTrace.read(search, Groups.name(search, several)))
                .toList();
        Groups groups = new Groups(traces);
        overview(page, groups, traces);
        begun.forEach(
                goal -> page.paragraph(goal + " has begun and has not ended. There is nothing to show of it yet."));
        failed.forEach(goal -> page.paragraph(goal + " has failed. It is shown as far as it came."));
        if (!traces.isEmpty()) {
            page.section("What was found");
            found(page, traces);
            page.sectionOf("What good architectures are like", groups::addArchitectures);
            page.sectionOf("What was weighed", groups::addFronts);
            page.sectionOf("What accuracy costs", groups::addCosts);
            page.sectionOf("The critic", groups::addCritics);
        }
        supernets(page);
        evaluations(page);
        agreements(page);
        if (!searches.isEmpty() || !evaluations.isEmpty()) {
            provenance(page);
        }
        List<Path> files = new ArrayList<>(PageFiles.write(file, page));
        if (!searches.isEmpty()) {
            String card = new Card(title, groups.all().get(0)).svg();
            files.add(PageFiles.writeBeside(file, Card.FILE, card));
        }
        return new Written(files, markdown(groups));
    }

    private String markdown(Groups groups) {
        StringBuilder text = new StringBuilder("### ").append(title).append("\n\n");
        groups.all()
                .forEach(group -> text.append(new Overview(group).markdown()).append('\n'));
        for (Evaluation evaluation : evaluations) {
            text.append(evaluation.name())
                    .append(": ")
                    .append(Decimals.percent(evaluation.mean()))
                    .append(" % test accuracy\n\n");
        }
        return text.toString();
    }

    private static String prefix(String name, int several) {
        return several == 1 ? "" : FileNames.safe(name) + "-";
    }

    private void overview(Page page, Groups groups, List<SearchTrace> traces) {
        groups.all().forEach(group -> page.verdict(new Overview(group).verdict()));
        if (searches.size() == 1) {
            page.facts(facts(searches.get(0)));
        }
        if (searches.isEmpty()) {
            return;
        }
        page.section("How the search went");
        groups.all().forEach(group -> new Overview(group).table(page));
        groups.addCourse(page);
        for (SearchTrace trace : traces) {
            String of = traces.size() == 1 ? "" : " of " + trace.name();
            String prefix = prefix(trace.search().name(), traces.size());
            OneShotCourse.figure(trace.search(), "What the strategy would have answered" + of, prefix)
                    .ifPresent(page::figure);
            TrialsAndWorkers.figure(trace.search(), "Trials and workers" + of, prefix)
                    .ifPresent(page::figure);
        }
    }

    /** Each architecture once, however many searches found it. */
    private void found(Page page, List<SearchTrace> traces) {
        Map<String, String> finders = new LinkedHashMap<>();
        for (SearchTrace trace : traces) {
            SearchResult search = trace.search();
            describe(page, search, trace.name());
            String identity = search.found().space().name() + " "
                    + search.found().architecture().identity();
            String first = finders.putIfAbsent(identity, trace.name());
            if (first != null) {
                page.paragraph("It is the architecture that " + first + " found.");
                continue;
            }
            ArchitectureDiagram.figure(
                            traces.size() == 1 ? "The architecture" : "The architecture of " + trace.name(),
                            search.found().architecture(),
                            Optional.empty(),
                            prefix(search.name(), traces.size()))
                    .ifPresent(page::figure);
            page.notation(search.found().architecture().notation());
        }
    }

    private List<Page.Fact> facts(SearchResult search) {
        FoundArchitecture found = search.found();
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact(Decimals.percent(found.accuracy()) + " %", found.metric()));
        if (evaluations.size() == 1) {
            facts.add(new Page.Fact(Decimals.percent(evaluations.get(0).mean()) + " %", "test accuracy"));
        }
        found.cost().ifPresent(cost -> {
            facts.add(new Page.Fact(Overview.millions(cost.params()) + " M", "parameters"));
            facts.add(new Page.Fact(Overview.millions(cost.macs()) + " M", "MACs"));
        });
        found.latency()
                .ifPresent(latency ->
                        facts.add(new Page.Fact(Decimals.rounded(latency, 3).toPlainString() + " ms", "latency")));
        facts.add(new Page.Fact(String.valueOf(found.uniqueArchitectures()), "architectures scored"));
        found.effort().ifPresent(effort -> facts.add(new Page.Fact(effort, "effort")));
        return facts;
    }

    private static String notEnded(String what) {
        return "This " + what
                + " has not ended: it is still running, its time budget ran out or it was interrupted. The next"
                + " build goes on.";
    }

    private static void describe(Page page, SearchResult search, String name) {
        FoundArchitecture found = search.found();
        if (!search.finished()) {
            page.paragraph(notEnded("search"));
        }
        page.paragraph((name.equals(found.strategy()) ? "Strategy " : "Search ") + name + " in the space "
                + found.space().name() + ", maximising "
                + found.metric() + ": " + Decimals.percent(found.accuracy()) + "\u00a0%, seed\u00a0" + found.seed()
                + ", "
                + found.steps() + "\u00a0steps."
                + found.objectives()
                        .map(weighed -> " It weighed "
                                + weighed.metrics().stream()
                                        .map(objective -> objective.metric() + " (" + objective.direction() + ")")
                                        .collect(Collectors.joining(", "))
                                + "; the architecture was chosen from the front by '" + weighed.choice() + "'.")
                        .orElse("")
                + found.consensusOf()
                        .map(count -> " The architecture is the consensus of the " + count
                                + " best, not the one of highest accuracy.")
                        .orElse(""));
    }

    private void supernets(Page page) {
        if (supernets.isEmpty()) {
            return;
        }
        page.section("The supernet");
        for (TrainingCurve curve : supernets) {
            if (!curve.finished()) {
                int epochs = curve.epochs().size();
                page.paragraph(notEnded("training of " + curve.name()) + " So far it has done " + epochs
                        + (epochs == 1 ? " epoch." : " epochs."));
            }
            String title = supernets.size() == 1 ? "Training" : "Training of " + curve.name();
            TrainingCurves.figure(
                            curve,
                            title,
                            "validation accuracy of the best path",
                            prefix(curve.name(), supernets.size()) + "supernet-")
                    .ifPresent(page::figure);
        }
    }

    private void evaluations(Page page) {
        for (Evaluation evaluation : evaluations) {
            page.section(evaluations.size() == 1 ? "Evaluation" : "Evaluation " + evaluation.name());
            String prefix = prefix(evaluation.name(), evaluations.size());
            inherited(page, evaluation);
            EvaluationRuns.figure(evaluation, prefix).ifPresent(page::figure);
            Confusion.figure(evaluation, prefix).ifPresent(page::figure);
        }
    }

    private void agreements(Page page) {
        boolean several = searches.size() > 1;
        page.sectionOf(
                "Scores and trained networks",
                section -> searches.forEach(search -> ScoreAgreement.figure(
                                search,
                                Groups.name(search, several),
                                evaluations,
                                prefix(search.name(), searches.size()))
                        .ifPresent(section::figure)));
    }

    private static void inherited(Page page, Evaluation evaluation) {
        if (!evaluation.inherited().isEmpty()) {
            page.paragraph("Nothing was trained: the network has weights of the supernet. Its model has "
                    + Decimals.percent(evaluation.mean()) + " %.");
            page.table(
                    List.of("weights", "top-1 %", "top-5 %"),
                    evaluation.inherited().stream()
                            .map(one ->
                                    List.of(one.weights(), Decimals.percent(one.top1()), Decimals.percent(one.top5())))
                            .toList());
        }
    }

    private void provenance(Page page) {
        page.section("Settings and provenance");
        for (SearchResult search : searches) {
            page.openDetails(searches.size() == 1 ? "Search" : "Search " + Groups.name(search, true));
            provenance(page, search.found().provenance());
        }
        for (Evaluation evaluation : evaluations) {
            page.openDetails(evaluations.size() == 1 ? "Evaluation" : "Evaluation " + evaluation.name());
            provenance(page, evaluation.provenance());
        }
    }

    private static void provenance(Page page, Map<String, String> values) {
        page.longTable(
                List.of("name", "value"),
                values.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), entry.getValue()))
                        .toList());
        page.closeDetails();
    }
}
