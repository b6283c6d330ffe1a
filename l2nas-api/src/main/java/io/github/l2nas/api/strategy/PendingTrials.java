package io.github.l2nas.api.strategy;

import io.github.l2nas.api.space.Architecture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The trials of a search that were suggested and whose results are not known yet. */
public final class PendingTrials {

    private final int next;
    private final List<ProposedTrial> trials;
    /** For look-up only. */
    private final Set<String> identities = new HashSet<>();

    /**
     * @param next number of the trial that is to be suggested, from 1
     * @param trials those before it whose results are not known, in the order of their numbers
     */
    public PendingTrials(int next, List<ProposedTrial> trials) {
        this.next = next;
        this.trials = List.copyOf(trials);
        for (ProposedTrial trial : trials) {
            identities.add(trial.proposal().architecture().identity());
        }
    }

    /**
     * No trials, as before every suggestion of a search with trial concurrency 1.
     *
     * @param next number of the trial that is to be suggested, from 1
     * @return nothing pending
     */
    public static PendingTrials none(int next) {
        return new PendingTrials(next, List.of());
    }

    /**
     * Number of the trial that is to be suggested.
     *
     * @return from 1, by 1 more at each suggestion
     */
    public int next() {
        return next;
    }

    /**
     * The pending trials.
     *
     * @return an immutable list in the order of their numbers, the last one {@link #next()} - 1
     */
    public List<ProposedTrial> trials() {
        return trials;
    }

    /**
     * Whether an architecture is pending.
     *
     * @param architecture of the search's space
     * @return true where a pending trial is of the same architecture
     */
    public boolean contains(Architecture architecture) {
        return identities.contains(architecture.identity());
    }
}
