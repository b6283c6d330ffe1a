package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.engine.store.EvaluationStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** The scores of a job: those that its store has, and for the others its executor, whose answers go to the store as they come. */
final class Scores implements Function<Candidate, CompletableFuture<TrialOutcome>> {

    private static final String USUAL_DIRECTORY = "evaluations";

    private final TrialExecutor executor;
    private final Optional<EvaluationStore> store;
    private final Consumer<Candidate> submitted;
    private final Consumer<String> notes;
    private final AtomicBoolean told = new AtomicBoolean();

    private Scores(
            TrialExecutor executor,
            Optional<EvaluationStore> store,
            Consumer<Candidate> submitted,
            Consumer<String> notes) {
        this.executor = executor;
        this.store = store;
        this.submitted = submitted;
        this.notes = notes;
    }

    /**
     * The scores of a job.
     *
     * @param job names the store
     * @param space its space
     * @param choice its evaluator; one whose scores are not worth keeping has no store
     * @param executor asks it
     * @param submitted is told of what is handed to the executor, before it is
     * @param notes takes sentences that the user should read
     */
    static Scores of(
            SearchJob job,
            SearchSpace space,
            EvaluatorChoice choice,
            TrialExecutor executor,
            Consumer<Candidate> submitted,
            Consumer<String> notes) {
        if (!choice.reusable()) {
            return new Scores(executor, Optional.empty(), submitted, notes);
        }
        Path directory = job.evaluations().store() == null
                ? job.outputDirectory().resolve(USUAL_DIRECTORY)
                : job.evaluations().store();
        EvaluationStore store = new EvaluationStore(
                directory,
                job.evaluator().name(),
                SearchIdentity.ofScores(job, space, choice),
                choice.evaluator().usesSeed(),
                notes);
        return new Scores(executor, Optional.of(store), submitted, notes);
    }

    @Override
    public CompletableFuture<TrialOutcome> apply(Candidate candidate) {
        Optional<Score> known = store.flatMap(scores -> scores.find(candidate));
        if (known.isPresent()) {
            if (told.compareAndSet(false, true)) {
                notes.accept("scores of earlier searches are reused from "
                        + store.orElseThrow().root());
            }
            return CompletableFuture.completedFuture(TrialOutcome.scored(known.get()));
        }
        submitted.accept(candidate);
        return Following.then(executor.submit(candidate), outcome -> {
            if (outcome.score() != null) {
                store.ifPresent(scores -> scores.keep(candidate, outcome.score()));
            }
            return CompletableFuture.completedFuture(outcome);
        });
    }

    /** Where scores are kept for other searches; empty where they are not. */
    Optional<Path> directory() {
        return store.map(EvaluationStore::root);
    }

    /** How many scores this run has added to those that are kept. */
    int added() {
        return store.map(EvaluationStore::added).orElse(0);
    }

    /** A line for the summary: how many were reused; empty where none is kept. */
    Optional<String> summary() {
        return store.map(scores -> String.format(
                "scores        %d reused, %d new, kept in %s", scores.reused(), scores.added(), scores.root()));
    }
}
