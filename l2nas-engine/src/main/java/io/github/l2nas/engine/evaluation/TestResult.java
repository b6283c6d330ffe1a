package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.training.TrainingLog;

/**
 * A trained network and how it did on the test images.
 *
 * @param architecture its architecture
 * @param seed of its training
 * @param graph the network, without auxiliary head
 * @param parameters its weights
 * @param log of its training
 * @param metrics on the test images
 */
record TestResult(
        Architecture architecture,
        long seed,
        LayerGraph graph,
        Parameters parameters,
        TrainingLog log,
        ConfusionMetrics metrics) {}
