package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * That the latency of an evaluated network is measured and told beside what a search believed. Nothing else depends on it.
 *
 * @param table latencies that the search had
 * @param limit greatest latency that the search allowed, in milliseconds; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LatencyCheck(InputFile table, Double limit) {}
