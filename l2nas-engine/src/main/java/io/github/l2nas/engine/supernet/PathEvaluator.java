package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.network.TopAccuracy;
import io.github.l2nas.engine.tensor.Kernel.Statistics;

/**
 * Accuracy of paths on validation images. Batch normalisation takes its statistics from each batch, as in training: paths
 * have no statistics of their own.
 */
public final class PathEvaluator {

    private final Executor executor;
    private final Parameters parameters;
    private final Batches batches;

    /**
     * @param executor runs the paths
     * @param parameters weights of the supernet
     * @param batches validation images in order
     */
    public PathEvaluator(Executor executor, Parameters parameters, Batches batches) {
        this.executor = executor;
        this.parameters = parameters;
        this.batches = batches;
    }

    /** Number of batches, at least 1. */
    int batches() {
        return batches.perEpoch();
    }

    /**
     * The accuracy of a path on all images.
     *
     * @param path to be tested
     * @return the share of the images that it classifies rightly, in [0, 1]
     */
    public double accuracy(LayerGraph path) {
        return accuracy(path, batches());
    }

    /**
     * The same on the first of them.
     *
     * @param path to be tested
     * @param count number of batches, at least 1
     */
    double accuracy(LayerGraph path, int count) {
        parameters.initialise(path);
        TopAccuracy.Count right = new TopAccuracy.Count();
        for (int index = 0; index < count; index++) {
            add(path, batches.batch(0, index), right);
        }
        return right.accuracy().top1();
    }

    /**
     * The accuracy on other images.
     *
     * @param path to be tested
     * @param batch images and labels
     * @return the share of the images that it classifies rightly, in [0, 1]
     */
    public double accuracy(LayerGraph path, Batch batch) {
        parameters.initialise(path);
        TopAccuracy.Count right = new TopAccuracy.Count();
        add(path, batch, right);
        return right.accuracy().top1();
    }

    private void add(LayerGraph path, Batch batch, TopAccuracy.Count right) {
        right.add(executor.logits(path, parameters, batch.images(), Statistics.BATCH), batch.labels());
    }
}
