package io.github.l2nas.api.executor;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.job.SearchJob;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a search gives its executor.
 *
 * @param job the search; from it the evaluator can be made again elsewhere, where it is {@code movable}
 * @param inProcess runs a trial in this process, on the calling thread; throws {@code JobException} where nothing can be scored
 * @param movable false where the evaluator is an object of this process alone
 * @param cheap whether scoring costs no more than reading a file
 * @param concurrent whether several threads may call {@code inProcess} at once
 * @param begins may be told that a trial begins, and the name of its worker, for example {@code worker 1}; by any thread, before the
 *     trial ends. Trials of which it is told nothing begin when they are submitted
 * @param notes takes sentences that the user should read
 */
public record ExecutorContext(
        SearchJob job,
        Function<Candidate, TrialOutcome> inProcess,
        boolean movable,
        boolean cheap,
        boolean concurrent,
        BiConsumer<Candidate, String> begins,
        Consumer<String> notes) {}
