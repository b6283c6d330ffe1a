package io.github.l2nas.api.strategy;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * What a search gives a strategy that trains networks, {@link StrategyFactory#trainsNetworks()}.
 *
 * @param dataset images or rows to train with
 * @param compute what networks run on
 * @param limits another text where other architectures may be feasible: what was learned under other limits is not to be used; empty
 *     where there are none
 * @param directory for the strategy's own files, absolute; another one for each seed
 * @param timeUp whether the time that this run may take is used up. The strategy then saves how far it is and throws an {@link
 *     io.github.l2nas.api.evaluator.EvaluationPausedException} from {@link Strategy#suggest}; the next run asks again
 * @param listener is told how far a training is
 */
public record TrainingContext(
        DatasetInput dataset,
        Compute compute,
        String limits,
        Path directory,
        BooleanSupplier timeUp,
        Listener listener) {

    /** Is told how far a training is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A step has ended.
         *
         * @param done steps so far
         * @param total steps in all
         * @param accuracy best validation accuracy so far, in [0, 1]; NaN where there is none yet
         */
        void step(long done, long total, double accuracy);
    }
}
