package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.journal.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One search: strategy suggests, evaluator scores, strategy observes, until the stopping rule holds. Finished trials go
 * to the journal; a search that was interrupted is played again from there, without scoring anything twice, and ends
 * with the trials of an undisturbed one.
 */
public final class SearchLoop {

    private static final long CHECKPOINT_NANOS = Duration.ofSeconds(3).toNanos();

    /** Is told of each finished step. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A step has ended.
         *
         * @param history the search so far
         */
        void step(History history);
    }

    private final SearchContext context;
    private final Strategy strategy;
    private final Scoring scoring;
    private final StoppingRule stopping;
    private final FailureLimit failures;
    private final Journal journal;
    private final Checkpoint checkpoint;
    private final LongSupplier nanoClock;
    private final History history = new History();

    /**
     * @param context space, seed and constraints
     * @param strategy has observed nothing yet
     * @param scoring scores feasible architectures
     * @param stopping when the search is complete
     * @param failures how many failed trials end it
     * @param journal of this search
     * @param checkpoint of this search and stopping rule
     * @param nanoClock tells when to save a checkpoint; results do not depend on it
     */
    SearchLoop(
            SearchContext context,
            Strategy strategy,
            Scoring scoring,
            StoppingRule stopping,
            FailureLimit failures,
            Journal journal,
            Checkpoint checkpoint,
            LongSupplier nanoClock) {
        this.context = context;
        this.strategy = strategy;
        this.scoring = scoring;
        this.stopping = stopping;
        this.failures = failures;
        this.journal = journal;
        this.checkpoint = checkpoint;
        this.nanoClock = nanoClock;
    }

    /**
     * Searches until the stopping rule holds or the time is up; at least one new step is made.
     *
     * @param timeUp whether to stop now and leave the rest to a later run
     * @param listener is told of each step
     * @return the trials; whether they are all: {@link #complete()}
     * @throws JobException where too many trials failed; the last failures are taken out of the journal, so that the next run
     *     tries them again
     * @throws java.util.concurrent.CancellationException where the search is ended from outside
     */
    public History run(BooleanSupplier timeUp, Listener listener) {
        List<Trial> recorded = journal.recorded();
        int restored = checkpoint.restore(strategy, recorded.size()).orElse(0);
        for (Trial trial : recorded.subList(0, restored)) {
            history.add(context.space().parse(trial.architecture()), trial);
        }
        long saved = nanoClock.getAsLong();
        boolean newSteps = false;
        while (!stopping.complete(history) && !(newSteps && timeUp.getAsBoolean())) {
            Trial known = history.steps() < recorded.size() ? recorded.get(history.steps()) : null;
            newSteps |= known == null;
            step(known);
            listener.step(history);
            if (known == null && nanoClock.getAsLong() - saved >= CHECKPOINT_NANOS) {
                save();
                saved = nanoClock.getAsLong();
            }
        }
        if (!complete()) {
            save();
        }
        return history;
    }

    /**
     * Whether the stopping rule holds.
     *
     * @return false where the time was up before
     */
    public boolean complete() {
        return stopping.complete(history);
    }

    private void step(Trial known) {
        Proposal proposal = strategy.suggest();
        Architecture architecture = proposal.architecture();
        Scoring.Outcome outcome = known == null ? outcome(architecture) : recorded(known, architecture);
        double reward = strategy.observe(proposal, outcome.accuracy());
        Trial trial = new Trial(
                history.steps() + 1,
                architecture.notation(),
                Double.isNaN(outcome.accuracy()) ? null : outcome.accuracy(),
                reward,
                proposal.origin(),
                proposal.predictedReward(),
                outcome.failure());
        if (known == null) {
            journal.append(trial);
        }
        boolean failedAnew = trial.failed() && history.failure(architecture).isEmpty();
        history.add(architecture, trial);
        if (known == null && failedAnew) {
            checkFailures(trial);
        }
    }

    private Scoring.Outcome recorded(Trial known, Architecture proposed) {
        requireSame(known, proposed);
        return new Scoring.Outcome(known.feasible() ? known.accuracy() : Double.NaN, known.failure());
    }

    private Scoring.Outcome outcome(Architecture architecture) {
        if (!context.feasible().test(architecture)) {
            return new Scoring.Outcome(Double.NaN, null);
        }
        OptionalDouble known = history.accuracy(architecture);
        if (known.isPresent()) {
            return new Scoring.Outcome(known.getAsDouble(), null);
        }
        Optional<String> failure = history.failure(architecture);
        return failure.isPresent() ? Scoring.Outcome.failed(failure.get()) : scoring.of(architecture);
    }

    private void checkFailures(Trial last) {
        try {
            failures.check(history, last.failure());
        } catch (JobException e) {
            journal.truncate(history.stepsBeforeFailuresInARow());
            throw e;
        }
    }

    private void requireSame(Trial known, Architecture proposed) {
        if (!known.architecture().equals(proposed.notation())) {
            throw new JobException(
                    "outputDirectory",
                    "the journal's step " + known.step() + " has architecture '" + known.architecture()
                            + "', but this search proposes '" + proposed.notation()
                            + "': the journal was changed. Delete it to search anew");
        }
    }

    private void save() {
        journal.force();
        checkpoint.save(history.steps(), strategy);
    }
}
