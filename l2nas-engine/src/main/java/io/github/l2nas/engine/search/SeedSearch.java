package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.EvaluationPausedException;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.TrainingContext;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.journal.Journal;
import io.github.l2nas.engine.progress.TimeBudget;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The search with one seed, from its journal to what it answers.
 *
 * @param job as declared
 * @param strategies makes a strategy for each seed
 * @param foreknowledge tells of architectures before any is scored
 * @param evaluator its class is part of the journal's identity
 * @param objectives what is weighed
 * @param scores of all seeds
 * @param timelines tell when and where trials ran
 * @param stopping when a search is complete
 * @param failures how many failed trials end it
 * @param time of all seeds
 * @param nanoClock tells when to save
 * @param notes takes sentences that the user should read
 * @param training is told how far a strategy's own training is
 */
record SeedSearch(
        SearchJob job,
        StrategyChoice<?> strategies,
        Foreknowledge foreknowledge,
        EvaluatorChoice evaluator,
        JobObjectives objectives,
        Scores scores,
        Timelines timelines,
        StoppingRule stopping,
        FailureLimit failures,
        TimeBudget time,
        LongSupplier nanoClock,
        Consumer<String> notes,
        TrainingContext.Listener training) {

    /** Changes when checkpoints hold something else, so that older ones are left alone. */
    private static final int CHECKPOINT_FORMAT = 5;

    SeedResult run(SearchContext plain, BooleanSupplier cancelled, SearchLoop.Listener listener) {
        Path directory = ResultFiles.seedDirectory(job, plain.seed());
        AtomicFile.createDirectory(directory, "outputDirectory");
        String search =
                SearchIdentity.of(job, plain.space(), evaluator, strategies, foreknowledge.code(), plain.seed());
        Rankings rankings = foreknowledge.in(plain, directory, cancelled);
        SearchContext context = rankings.context();
        Strategy strategy = strategies.create(withTraining(context, search, directory, cancelled));
        try (Journal journal = Journal.open(directory.resolve("journal.jsonl"), search);
                Timeline timeline = timelines.in(directory, journal.isNew())) {
            Scoring scoring = new Scoring(
                    scores,
                    timeline,
                    context.seed(),
                    directory,
                    job.trials().effectiveAttempts(),
                    cancelled,
                    objectives::result);
            tellOf(journal, context.seed());
            Checkpoint checkpoint = new Checkpoint(
                    directory.resolve("checkpoint.bin"), search + "/" + stopping + "/" + CHECKPOINT_FORMAT);
            SearchLoop loop = new SearchLoop(
                    context,
                    rankings.before(strategy),
                    job.trials().effectiveConcurrency(),
                    scoring,
                    stopping,
                    failures,
                    journal,
                    checkpoint,
                    nanoClock);
            History history = loop.run(time::isUsedUp, listener);
            if (loop.complete()) {
                evaluator.evaluator().completed(Scoring.trials(directory));
            }
            return result(context, directory, history, scoring, loop.complete(), strategy);
        }
    }

    private SearchContext withTraining(
            SearchContext context, String search, Path directory, BooleanSupplier cancelled) {
        return strategies.trainsNetworks()
                ? context.withTraining(new TrainingContext(
                        job.dataset(),
                        job.compute(),
                        job.constraints().texts().isEmpty() && job.filter() == null ? "" : search,
                        directory,
                        () -> time.isUsedUp() || cancelled.getAsBoolean(),
                        training))
                : context;
    }

    /** The consensus may need a score that no trial has; where its evaluator pauses, the best trial stands in until then. */
    private SeedResult result(
            SearchContext context,
            Path directory,
            History history,
            Scoring scoring,
            boolean complete,
            Strategy strategy) {
        if (complete) {
            try {
                SearchOutcome found = found(history, context, scoring);
                return new SeedResult(context.seed(), directory, history, found, true, strategy);
            } catch (EvaluationPausedException e) {
                // the next run goes on with it
            }
        }
        return new SeedResult(context.seed(), directory, history, soFar(history, context), false, strategy);
    }

    private SearchOutcome soFar(History history, SearchContext context) {
        if (history.best() == null) {
            return null;
        }
        Optional<SearchOutcome> chosen = objectives.several()
                ? Front.of(history, objectives.objectives())
                        .chosen(objectives.declared().choice(), context.space())
                : Optional.empty();
        return chosen.orElseGet(() -> SearchOutcome.best(history, context));
    }

    private void tellOf(Journal journal, long seed) {
        if (!journal.recorded().isEmpty()) {
            notes.accept("seed " + seed + ": going on after step "
                    + journal.recorded().size());
        }
        if (journal.replaced() > 0) {
            notes.accept("seed " + seed + ": the search is declared otherwise than the one whose " + journal.replaced()
                    + " steps were here, so it begins anew; "
                    + scores.directory()
                            .map(kept -> "its scores are kept, and those that still hold are taken from " + kept)
                            .orElse("this evaluator keeps no scores"));
        }
    }

    private SearchOutcome found(History history, SearchContext context, Scoring scoring) {
        if (history.best() == null) {
            return null;
        }
        if (objectives.several()) {
            return Front.of(history, objectives.objectives())
                    .requireChosen(objectives.declared().choice(), context.space());
        }
        if (job.objective().consensus() == null) {
            return SearchOutcome.best(history, context);
        }
        long count = Math.max(1, Math.round(job.objective().consensus() * history.uniqueArchitectures()));
        return SearchOutcome.consensus(
                history,
                Math.toIntExact(count),
                context,
                (Architecture architecture) -> scoring.of(architecture).accuracy());
    }
}
