package io.github.l2nas.api.space;

/**
 * What an architecture costs.
 *
 * @param params trainable parameters
 * @param macs multiply-accumulate operations for one input image, by the convention of the space's community
 */
public record Cost(long params, long macs) {}
