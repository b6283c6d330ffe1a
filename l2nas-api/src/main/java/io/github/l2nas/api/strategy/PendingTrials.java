package io.github.l2nas.api.strategy;

import io.github.l2nas.api.space.Architecture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The trials of a search that were suggested and whose results are not known yet. */
public final class PendingTrials {

    private final int next;
    private final Supplier<List<ProposedTrial>> trials;
    private final Predicate<Architecture> contained;

    /**
     * Some trials.
     *
     * @param next number of the trial that is to be suggested, from 1
     * @param trials those before it whose results are not known, in the order of their numbers
     */
    public PendingTrials(int next, List<ProposedTrial> trials) {
        this(next, () -> List.copyOf(trials), identities(trials));
    }

    /**
     * Trials that are listed only when they are asked for: there may be thousands.
     *
     * @param next number of the trial that is to be suggested, from 1
     * @param trials lists those before it whose results are not known, in the order of their numbers
     * @param contained whether an architecture is among theirs
     */
    public PendingTrials(int next, Supplier<List<ProposedTrial>> trials, Predicate<Architecture> contained) {
        this.next = next;
        this.trials = trials;
        this.contained = contained;
    }

    private static Predicate<Architecture> identities(List<ProposedTrial> trials) {
        Set<String> identities = new HashSet<>();
        trials.forEach(trial -> identities.add(trial.proposal().architecture().identity()));
        return architecture -> identities.contains(architecture.identity());
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
        return trials.get();
    }

    /**
     * Whether an architecture is pending.
     *
     * @param architecture of the search's space
     * @return true where a pending trial is of the same architecture
     */
    public boolean contains(Architecture architecture) {
        return contained.test(architecture);
    }
}
