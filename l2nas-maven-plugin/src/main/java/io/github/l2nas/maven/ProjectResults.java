package io.github.l2nas.maven;

import io.github.l2nas.maven.output.EarlierOutputs;
import io.github.l2nas.report.page.SearchReport;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrainingCurve;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the goals of a project have left in its output directory. */
final class ProjectResults {

    private static final List<String> SEARCHES = List.of("search", "transfer");
    private static final List<String> TRAININGS = List.of("train-supernet");
    private static final List<String> EVALUATIONS = List.of("evaluate");
    private static final String TRAINING_LOG = "training.csv";
    private static final String EVALUATION = "evaluation.json";

    private final BuildContext context;
    private final File outputDirectory;

    /**
     * @param context the build
     * @param outputDirectory the parameter of that name
     */
    ProjectResults(BuildContext context, File outputDirectory) {
        this.context = context;
        this.outputDirectory = outputDirectory;
    }

    boolean exist() {
        return directories(SEARCHES).stream()
                        .anyMatch(directory -> SearchResult.isIn(directory) || SearchResult.isUnderWay(directory))
                || !with(TRAINING_LOG, TRAININGS).isEmpty()
                || !with(EVALUATION, EVALUATIONS).isEmpty()
                || !begun(List.of()).isEmpty();
    }

    /** Reads all of it. */
    SearchReport report() {
        List<Path> unfinished = unfinished(directories(SEARCHES), false);
        List<Path> failed = unfinished(directories(SEARCHES), true);
        List<SearchResult> searches = new ArrayList<>();
        for (Path directory : directories(SEARCHES)) {
            if (SearchResult.isIn(directory)) {
                searches.add(SearchResult.in(name(directory), directory, !unfinished.contains(directory)));
            } else if (SearchResult.isUnderWay(directory)) {
                SearchResult.soFar(name(directory), directory, failed.contains(directory))
                        .ifPresent(searches::add);
            }
        }
        List<Path> training = unfinished(directories(TRAININGS), false);
        List<TrainingCurve> supernets = with(TRAINING_LOG, TRAININGS).stream()
                .map(directory -> TrainingCurve.read(
                        name(directory), directory.resolve(TRAINING_LOG), !training.contains(directory)))
                .toList();
        List<Evaluation> evaluations = with(EVALUATION, EVALUATIONS).stream()
                .map(directory -> Evaluation.read(name(directory), directory.resolve(EVALUATION)))
                .toList();
        List<String> incomplete = Stream.concat(
                        failed.stream().map(this::name).filter(name -> isShown(name, searches)),
                        unfinished(with(TRAINING_LOG, TRAININGS), true).stream().map(this::name))
                .toList();
        return new SearchReport(context.title(), searches, supernets, evaluations, begun(searches), incomplete);
    }

    /** Goals that have begun, have not failed, and of which nothing is shown. An evaluation is shown at its end. */
    private List<String> begun(List<SearchResult> searches) {
        List<Path> quiet = new ArrayList<>(directories(SEARCHES));
        quiet.removeIf(directory -> isShown(name(directory), searches));
        quiet.addAll(directories(TRAININGS));
        quiet.removeAll(with(TRAINING_LOG, TRAININGS));
        quiet.addAll(directories(EVALUATIONS));
        return unfinished(quiet, false).stream().map(this::name).toList();
    }

    private static boolean isShown(String name, List<SearchResult> searches) {
        return searches.stream().anyMatch(search -> search.name().equals(name));
    }

    /** Those of the directories where a goal has begun and has not ended: either those where it has failed, or the others. */
    private static List<Path> unfinished(List<Path> directories, boolean failed) {
        return new EarlierOutputs(directories, "")
                .unfinished().stream()
                        .filter(directory -> new EarlierOutputs(List.of(directory), "")
                                        .failure()
                                        .isPresent()
                                == failed)
                        .toList();
    }

    private List<Path> with(String file, List<String> goals) {
        return directories(goals).stream()
                .filter(directory -> Files.isRegularFile(directory.resolve(file)))
                .toList();
    }

    private List<Path> directories(List<String> goals) {
        return context.directoriesOf(outputDirectory, goals);
    }

    /** The execution's own name; a search without one is just the search. */
    private String name(Path directory) {
        String name = context.absolute(outputDirectory).relativize(directory).toString();
        return name.isEmpty() ? "search" : name;
    }
}
