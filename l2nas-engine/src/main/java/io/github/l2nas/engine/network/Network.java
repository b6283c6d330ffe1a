package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.LayerGraph;

/**
 * A network that stands alone.
 *
 * @param graph its layers; every weight is used as a whole
 * @param parameters all that the layers name, weights and running statistics
 */
public record Network(LayerGraph graph, Parameters parameters) {}
