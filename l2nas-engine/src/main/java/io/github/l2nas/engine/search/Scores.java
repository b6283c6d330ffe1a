package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.engine.store.EvaluationStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** The scores of a job: those that its store has, and for the others its evaluator, whose answers go to the store. */
final class Scores implements Function<Candidate, Score> {

    private static final String USUAL_DIRECTORY = "evaluations";

    private final Evaluator evaluator;
    private final Optional<EvaluationStore> store;
    private final Consumer<String> notes;
    private final AtomicBoolean told = new AtomicBoolean();

    private Scores(Evaluator evaluator, Optional<EvaluationStore> store, Consumer<String> notes) {
        this.evaluator = evaluator;
        this.store = store;
        this.notes = notes;
    }

    /**
     * The scores of a job.
     *
     * @param job names the store
     * @param space its space
     * @param choice its evaluator; one whose scores are not worth keeping has no store
     * @param notes takes sentences that the user should read
     */
    static Scores of(SearchJob job, SearchSpace space, EvaluatorChoice choice, Consumer<String> notes) {
        if (!choice.reusable()) {
            return new Scores(choice.evaluator(), Optional.empty(), notes);
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
        return new Scores(choice.evaluator(), Optional.of(store), notes);
    }

    @Override
    public Score apply(Candidate candidate) {
        Optional<Score> known = store.flatMap(scores -> scores.find(candidate));
        if (known.isPresent()) {
            if (told.compareAndSet(false, true)) {
                notes.accept("scores of earlier searches are reused from "
                        + store.orElseThrow().root());
            }
            return known.get();
        }
        Score score = evaluator.evaluate(candidate);
        if (score != null) {
            store.ifPresent(scores -> scores.keep(candidate, score));
        }
        return score;
    }

    /** Where scores are kept for other searches; empty where they are not. */
    Optional<Path> directory() {
        return store.map(EvaluationStore::root);
    }

    /** A line for the summary: how many were reused; empty where none is kept. */
    Optional<String> summary() {
        return store.map(scores -> String.format(
                "scores        %d reused, %d new, kept in %s", scores.reused(), scores.added(), scores.root()));
    }
}
