package io.github.l2nas.report.page;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.figure.Confusion;
import io.github.l2nas.report.figure.EvaluationRuns;
import io.github.l2nas.report.figure.TrainingCurves;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrainingCurve;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The report of a project: how its searches went, what they found and with what.
 *
 * @param title of the project
 * @param searches its searches
 * @param supernets trainings of its supernets
 * @param evaluations its evaluations
 */
public record SearchReport(
        String title, List<SearchResult> searches, List<TrainingCurve> supernets, List<Evaluation> evaluations) {

    public SearchReport {
        searches = List.copyOf(searches);
        supernets = List.copyOf(supernets);
        evaluations = List.copyOf(evaluations);
    }

    /**
     * Writes the report.
     *
     * @param file the page; the figures' data go into a directory of its name beside it
     * @return what was written, the page first
     * @throws io.github.l2nas.report.result.ResultException where a result is wrong
     * @throws io.github.l2nas.api.job.JobException where a file can't be written
     */
    public List<Path> write(Path file) {
        Page page = new Page("Architecture search", title, PageFiles.dataDirectory(file));
        List<SearchFigures> figures = new ArrayList<>();
        for (SearchResult search : searches) {
            figures.add(SearchFigures.of(search, prefix(search.name(), searches.size())));
        }
        overview(page, figures);
        for (SearchFigures search : figures) {
            page.section(
                    searches.size() == 1
                            ? "What was found"
                            : BestByMetric.name(search.progress().search(), true));
            describe(page, search.progress().search());
            search.figures().forEach(page::figure);
        }
        supernets(page);
        evaluations(page);
        if (!searches.isEmpty() || !evaluations.isEmpty()) {
            provenance(page);
        }
        return PageFiles.write(file, page);
    }

    private static String prefix(String name, int several) {
        return several == 1 ? "" : FileNames.safe(name) + "-";
    }

    private void overview(Page page, List<SearchFigures> figures) {
        if (searches.size() == 1) {
            page.facts(facts(searches.get(0)));
        }
        if (searches.isEmpty()) {
            return;
        }
        page.section("How the search went");
        if (searches.size() > 1) {
            page.table(Results.HEADER, searches.stream().map(Results::row).toList());
        }
        List<SearchProgress> progress =
                figures.stream().map(SearchFigures::progress).toList();
        BestByMetric.reasons(progress).forEach(page::paragraph);
        BestByMetric.figures(progress).forEach(page::figure);
    }

    private List<Page.Fact> facts(SearchResult search) {
        FoundArchitecture found = search.found();
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact(Decimals.percent(found.accuracy()) + " %", found.metric()));
        if (evaluations.size() == 1) {
            facts.add(new Page.Fact(Decimals.percent(evaluations.get(0).mean()) + " %", "test accuracy"));
        }
        found.cost().ifPresent(cost -> {
            facts.add(new Page.Fact(Results.millions(cost.params()) + " M", "parameters"));
            facts.add(new Page.Fact(Results.millions(cost.macs()) + " M", "MACs"));
        });
        found.latency()
                .ifPresent(latency ->
                        facts.add(new Page.Fact(Decimals.rounded(latency, 3).toPlainString() + " ms", "latency")));
        facts.add(new Page.Fact(String.valueOf(found.uniqueArchitectures()), "architectures scored"));
        return facts;
    }

    private static void describe(Page page, SearchResult search) {
        FoundArchitecture found = search.found();
        if (!search.finished()) {
            page.paragraph(
                    "This search has not ended: its time budget ran out or it was interrupted. The next build goes"
                            + " on.");
        }
        page.paragraph("Strategy " + found.strategy() + " in the space "
                + found.space().name() + ", maximising "
                + found.metric() + ": " + Decimals.percent(found.accuracy()) + "\u00a0%, seed\u00a0" + found.seed()
                + ", "
                + found.steps() + "\u00a0steps."
                + found.consensusOf()
                        .map(count -> " The architecture is the consensus of the " + count
                                + " best, not the one of highest accuracy.")
                        .orElse(""));
        page.notation(found.architecture().notation());
    }

    private void supernets(Page page) {
        if (supernets.isEmpty()) {
            return;
        }
        page.section("The supernet");
        for (TrainingCurve curve : supernets) {
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
            page.openDetails(searches.size() == 1 ? "Search" : "Search " + BestByMetric.name(search, true));
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
