package io.github.l2nas.engine.dataset;

/**
 * A labelled image file of a {@link PhotoFolder}.
 *
 * @param name of the file in the data set
 * @param label its class, from 0
 */
public record Photo(String name, int label) {}
