package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What networks run on. Their results depend on the backend, which takes sums in an order of its own; on the number of threads
 * only with {@code nd4j}.
 *
 * @param backend {@code onednn} or {@code nd4j}; null for the best that is available
 * @param threads number of threads; null for the number of processors
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Compute(String backend, Integer threads) {

    /**
     * The number of threads.
     *
     * @return as declared, or the number of processors
     * @throws JobException where it is less than 1
     */
    public int effectiveThreads() {
        if (threads != null && threads < 1) {
            throw new JobException("compute.threads", "must be at least 1, got " + threads);
        }
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /**
     * How many threads OpenMP may start in the process that runs the networks ({@code OMP_NUM_THREADS}): one for {@code onednn},
     * where threads share the shards of a batch, and all for {@code nd4j}, where they share each operation.
     *
     * @return at least 1
     */
    public int openMpThreads() {
        return "nd4j".equals(backend) ? effectiveThreads() : 1;
    }
}
