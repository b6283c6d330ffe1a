package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.EvaluationPausedException;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.journal.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One search: strategy suggests, evaluator scores, strategy observes, until the stopping rule holds. Up to w trials are in
 * flight: trial n is proposed when the results of trials 1 to n - w have been observed, and no others, in the order of their
 * numbers, whenever they came in. So the search depends on w, but not on who scores its trials and how fast.
 *
 * <p>Observed trials go to the journal; a search that was interrupted is played again from there, without scoring anything
 * twice, and ends with the trials of an undisturbed one. Trials that were in flight are started again.
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
    private final History history;
    private final TrialsInFlight inFlight;
    private boolean spent;

    /**
     * @param context space, seed and constraints
     * @param strategy has observed nothing yet
     * @param concurrency w, the most trials in flight, at least 1
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
            int concurrency,
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
        history = new History(context.fidelities());
        inFlight = new TrialsInFlight(context.space(), strategy, concurrency);
    }

    /**
     * Searches until the stopping rule holds or the time is up; at least one new step is made. When the time is up no trial is
     * started any more; those under way are waited for, unless the evaluator pauses in the midst of one.
     *
     * @param timeUp whether to stop now and leave the rest to a later run
     * @param listener is told of each step
     * @return the trials; whether they are all: {@link #complete()}
     * @throws JobException where too many trials failed; the last failures are taken out of the journal, so that the next run
     *     tries them again
     * @throws CancellationException where the search is ended from outside
     */
    public History run(BooleanSupplier timeUp, Listener listener) {
        try {
            search(timeUp, listener);
        } catch (EvaluationPausedException e) {
            journal.force(); // the strategy has proposed more than was observed: its checkpoint stays the earlier one
        } finally {
            inFlight.cancel();
        }
        return history;
    }

    private void search(BooleanSupplier timeUp, Listener listener) {
        List<Trial> recorded = journal.recorded();
        int restored = checkpoint.restore(inFlight, recorded.size()).orElse(0);
        for (Trial trial : recorded.subList(0, restored)) {
            history.add(context.space().parse(trial.architecture()), trial);
        }
        long saved = nanoClock.getAsLong();
        boolean newSteps = false;
        while (!stopping.complete(history)) {
            boolean mayStart = !(newSteps && timeUp.getAsBoolean());
            if (!mayStart && !inFlight.nextIsStarted()) {
                break;
            }
            inFlight.propose(history.steps(), stopping.steps());
            if (history.effort() + effort(inFlight.first()) > stopping.maxEffort()) {
                spent = true;
                break;
            }
            Trial known = history.steps() < recorded.size() ? recorded.get(history.steps()) : null;
            newSteps |= known == null;
            if (known == null && mayStart) {
                start();
            }
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
    }

    /**
     * Whether the stopping rule holds, or the next trial would cost more than it allows.
     *
     * @return false where the time was up before
     */
    public boolean complete() {
        return spent || stopping.complete(history);
    }

    /** What a trial costs, by what has been observed. */
    private double effort(TrialsInFlight.Flight flight) {
        return context.feasible().test(flight.architecture())
                ? history.effortOf(flight.architecture(), flight.share())
                : 0;
    }

    /** Whether what is left is enough for a trial and for those before it. */
    private boolean affordable(TrialsInFlight.Flight flight) {
        if (!stopping.limitsEffort()) {
            return true;
        }
        double sum = history.effort();
        for (TrialsInFlight.Flight before : inFlight.all()) {
            sum += effort(before);
            if (before == flight) {
                break;
            }
        }
        return sum <= stopping.maxEffort();
    }

    /**
     * Starts what is in flight. A trial that the search will need only if others fail waits for them: a search of a hundred
     * architectures scores a hundred.
     */
    private void start() {
        inFlight.start(
                stopping.uniqueArchitectures() - history.uniqueArchitectures(),
                this::affordable,
                trial -> known(trial.proposal()).isPresent()
                        ? Optional.empty()
                        : Optional.of(scoring.start(
                                trial.number(),
                                trial.proposal().architecture(),
                                trial.proposal().fidelity())));
    }

    private void step(Trial known) {
        TrialsInFlight.Flight flight = inFlight.removeFirst();
        Architecture architecture = flight.architecture();
        TrialResult result =
                known == null ? result(flight) : recorded(known, flight.trial().proposal());
        Proposal proposal = flight.trial().proposal();
        double reward = strategy.observe(flight.trial(), result);
        Trial trial = new Trial(
                flight.trial().number(),
                architecture.notation(),
                result.scored() ? (Double) result.accuracy() : null,
                reward,
                proposal.origin(),
                proposal.predictedReward(),
                result.failure(),
                result.metrics(),
                context.fidelities().counted() ? (Double) proposal.fidelity() : null);
        if (known == null) {
            journal.append(trial);
        }
        boolean failedAnew =
                trial.failed() && history.failure(architecture, flight.share()).isEmpty();
        history.add(architecture, trial);
        if (known == null && failedAnew) {
            checkFailures(trial);
        }
    }

    private TrialResult recorded(Trial known, Proposal proposed) {
        requireSame(known, proposed);
        return known.result();
    }

    /** The result of the trial whose turn it is. One that was not started has the architecture of an earlier one. */
    private TrialResult result(TrialsInFlight.Flight flight) {
        return flight.started()
                ? scoring.await(flight.result())
                : known(flight.trial().proposal()).orElseThrow();
    }

    /** What is known of an architecture at a fidelity without scoring it. */
    private Optional<TrialResult> known(Proposal proposal) {
        Architecture architecture = proposal.architecture();
        if (!context.feasible().test(architecture)) {
            return Optional.of(TrialResult.infeasible());
        }
        OptionalDouble accuracy = history.accuracy(architecture, proposal.fidelity());
        return accuracy.isPresent()
                ? Optional.of(new TrialResult(accuracy.getAsDouble(), null, history.metrics(architecture)))
                : history.failure(architecture, proposal.fidelity()).map(TrialResult::failed);
    }

    private void checkFailures(Trial last) {
        try {
            failures.check(history, last.failure());
        } catch (JobException e) {
            journal.truncate(history.stepsBeforeFailuresInARow());
            throw e;
        }
    }

    private void requireSame(Trial known, Proposal proposed) {
        if (!known.architecture().equals(proposed.architecture().notation()) || known.share() != proposed.fidelity()) {
            throw new JobException(
                    "outputDirectory",
                    "the journal's step " + known.step() + " has architecture '" + known.architecture()
                            + "'" + at(known.share()) + ", but this search proposes '"
                            + proposed.architecture().notation() + "'" + at(proposed.fidelity())
                            + ": the journal was changed. Delete it to search anew");
        }
    }

    private String at(double share) {
        return context.fidelities().several() ? " at " + share + " of the full fidelity" : "";
    }

    private void save() {
        journal.force();
        checkpoint.save(history.steps(), inFlight);
    }
}
