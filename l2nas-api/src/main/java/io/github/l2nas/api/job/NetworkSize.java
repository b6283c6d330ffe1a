package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How large the network around the cells is.
 *
 * @param channels C, channels of the first stage; null for the recipe's
 * @param cells number of cells, in each stage for NAS-Bench-201, in all for DARTS; null for the recipe's
 * @param recipe name of the training recipe whose size counts where channels or cells are left open; null for that of the
 *     job's space. Jobs that train have a recipe of their own and leave this out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSize(Integer channels, Integer cells, String recipe) {

    /**
     * A size by the recipe of the job.
     *
     * @param channels C, channels of the first stage; null for the recipe's
     * @param cells number of cells; null for the recipe's
     */
    public NetworkSize(Integer channels, Integer cells) {
        this(channels, cells, null);
    }
}
