package io.github.l2nas.engine.search;

import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.fidelity.Fidelity;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob.Stopping;
import io.github.l2nas.api.trial.History;

/**
 * When a search is complete: at whichever comes first. A time budget is not part of it: that only interrupts a search.
 *
 * @param steps number of steps, at least 1
 * @param uniqueArchitectures number of different architectures scored, at least 1; {@link Integer#MAX_VALUE} for no limit
 * @param targetAccuracy accuracy that is enough; {@link Double#POSITIVE_INFINITY} for none
 * @param maxEffort what all trials may cost, in the fidelities' unit; {@link Double#POSITIVE_INFINITY} for no limit
 */
public record StoppingRule(int steps, int uniqueArchitectures, double targetAccuracy, double maxEffort) {

    /** Steps per architecture wanted, after which a strategy that keeps proposing known ones is given up. */
    private static final int STEPS_PER_UNIQUE = 100;

    /**
     * A rule without a limit of the effort.
     *
     * @param steps number of steps
     * @param uniqueArchitectures number of different architectures scored
     * @param targetAccuracy accuracy that is enough
     */
    public StoppingRule(int steps, int uniqueArchitectures, double targetAccuracy) {
        this(steps, uniqueArchitectures, targetAccuracy, Double.POSITIVE_INFINITY);
    }

    /**
     * The rule a job asks for.
     *
     * @param stopping the job's
     * @param presetSteps steps where the job says nothing
     * @param fidelities of the search
     * @return the rule
     * @throws JobException for a number out of range
     */
    public static StoppingRule of(Stopping stopping, int presetSteps, Fidelities fidelities) {
        positive("stopping.steps", stopping.steps());
        positive("stopping.uniqueArchitectures", stopping.uniqueArchitectures());
        Double target = stopping.targetAccuracy();
        if (target != null && !(target > 0 && target <= 1)) {
            throw new JobException(
                    "stopping.targetAccuracy", "an accuracy lies between 0 and 1, for example 0.94; got " + target);
        }
        if (stopping.timeBudget() != null
                && (stopping.timeBudget().isNegative() || stopping.timeBudget().isZero())) {
            throw new JobException(
                    "stopping.timeBudget",
                    "must be longer than nothing, for example PT2H; got " + stopping.timeBudget());
        }
        Integer unique = stopping.uniqueArchitectures();
        Double effort = stopping.maxEffort();
        requireAffordable(effort, fidelities);
        int steps = presetSteps;
        if (stopping.steps() != null) {
            steps = stopping.steps();
        } else if (unique != null || effort != null) {
            double trials = effort == null
                    ? fidelities.levels().size() * (double) unique
                    : effort / fidelities.levels().get(0).amount();
            steps = (int) Math.min(Integer.MAX_VALUE, Math.ceil(trials) * STEPS_PER_UNIQUE);
        }
        return new StoppingRule(
                steps,
                unique == null ? Integer.MAX_VALUE : unique,
                target == null ? Double.POSITIVE_INFINITY : target,
                effort == null ? Double.POSITIVE_INFINITY : effort);
    }

    /** An answer needs one trial at the full fidelity. */
    private static void requireAffordable(Double effort, Fidelities fidelities) {
        if (effort != null && !(effort >= fidelities.full() && effort < Double.POSITIVE_INFINITY)) {
            throw new JobException(
                    "stopping.maxEffort",
                    "must be enough for one trial at the full fidelity, " + Fidelity.text(fidelities.full()) + " "
                            + fidelities.unit() + ", got " + effort);
        }
    }

    private static void positive(String parameter, Integer value) {
        if (value != null && value < 1) {
            throw new JobException(parameter, "must be at least 1, got " + value);
        }
    }

    /**
     * What there is to do, unless a target accuracy ends it before.
     *
     * @return the effort where it is limited, different architectures where they are, otherwise steps
     */
    int total() {
        if (limitsEffort()) {
            return (int) Math.min(Integer.MAX_VALUE, Math.ceil(maxEffort));
        }
        return limitsArchitectures() ? uniqueArchitectures : steps;
    }

    /** How much of {@link #total()} is done. */
    int done(History history) {
        if (limitsEffort()) {
            return (int) Math.min(Integer.MAX_VALUE, history.effort());
        }
        return limitsArchitectures() ? history.uniqueArchitectures() : history.steps();
    }

    private boolean limitsArchitectures() {
        return uniqueArchitectures < Integer.MAX_VALUE;
    }

    /** Whether the effort of all trials is limited. */
    boolean limitsEffort() {
        return maxEffort < Double.POSITIVE_INFINITY;
    }

    boolean complete(History history) {
        return history.steps() >= steps
                || history.uniqueArchitectures() >= uniqueArchitectures
                || (history.best() != null && history.best().accuracy() >= targetAccuracy);
    }
}
