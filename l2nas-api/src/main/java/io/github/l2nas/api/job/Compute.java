package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What networks run on. Their results depend on it: sums are taken in another order by another backend or another number
 * of threads.
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
}
