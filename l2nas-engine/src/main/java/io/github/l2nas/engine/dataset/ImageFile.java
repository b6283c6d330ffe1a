package io.github.l2nas.engine.dataset;

/**
 * A labelled image file of a {@link ImageFiles}.
 *
 * @param name of the file in the data set
 * @param label its class, from 0
 */
public record ImageFile(String name, int label) {}
