package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How large the network around the cells is.
 *
 * @param channels C, channels of the first stage; null for the preset's
 * @param cells number of cells, in each stage for NAS-Bench-201, in all for DARTS; null for the preset's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSize(Integer channels, Integer cells) {}
