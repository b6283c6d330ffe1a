package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.journal.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private final Evaluator evaluator;
    private final StoppingRule stopping;
    private final Journal journal;
    private final Checkpoint checkpoint;
    private final LongSupplier nanoClock;
    private final Path directory;
    private final History history = new History();

    /**
     * @param context space, seed and constraints
     * @param strategy has observed nothing yet
     * @param evaluator scores feasible architectures
     * @param stopping when the search is complete
     * @param journal of this search
     * @param checkpoint of this search and stopping rule
     * @param nanoClock tells when to save a checkpoint; results do not depend on it
     * @param directory below which evaluators may keep files
     */
    public SearchLoop(
            SearchContext context,
            Strategy strategy,
            Evaluator evaluator,
            StoppingRule stopping,
            Journal journal,
            Checkpoint checkpoint,
            LongSupplier nanoClock,
            Path directory) {
        this.context = context;
        this.strategy = strategy;
        this.evaluator = evaluator;
        this.stopping = stopping;
        this.journal = journal;
        this.checkpoint = checkpoint;
        this.nanoClock = nanoClock;
        this.directory = directory;
    }

    /**
     * Searches until the stopping rule holds or the time is up; at least one new step is made.
     *
     * @param timeUp whether to stop now and leave the rest to a later run
     * @param listener is told of each step
     * @return the trials; whether they are all: {@link #complete()}
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
        if (complete()) {
            journal.truncate(history.steps());
        } else {
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
        double accuracy;
        if (known != null) {
            requireSame(known, architecture);
            accuracy = known.feasible() ? known.accuracy() : Double.NaN;
        } else {
            accuracy = context.feasible().test(architecture) ? score(architecture) : Double.NaN;
        }
        double reward = strategy.observe(proposal, accuracy);
        Trial trial = new Trial(
                history.steps() + 1,
                architecture.notation(),
                Double.isNaN(accuracy) ? null : accuracy,
                reward,
                proposal.origin(),
                proposal.predictedReward());
        if (known == null) {
            journal.append(trial);
        }
        history.add(architecture, trial);
    }

    private double score(Architecture architecture) {
        OptionalDouble known = history.accuracy(architecture);
        return known.isPresent()
                ? known.getAsDouble()
                : evaluator
                        .evaluate(Candidates.of(architecture, context.seed(), directory))
                        .accuracy();
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
