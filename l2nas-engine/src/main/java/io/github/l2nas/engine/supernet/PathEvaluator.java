package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.tensor.Kernel.Statistics;

/**
 * Accuracy of paths on validation images. Batch normalisation takes its statistics from each batch, as in training: paths
 * have no statistics of their own.
 */
final class PathEvaluator {

    private final Executor executor;
    private final Parameters parameters;
    private final Batches batches;

    /**
     * @param executor runs the paths
     * @param parameters weights of the supernet
     * @param batches validation images in order
     */
    PathEvaluator(Executor executor, Parameters parameters, Batches batches) {
        this.executor = executor;
        this.parameters = parameters;
        this.batches = batches;
    }

    /** Share of the images that a path classifies rightly, in [0, 1]. */
    double accuracy(LayerGraph path) {
        parameters.initialise(path);
        int right = 0;
        int images = 0;
        for (int index = 0; index < batches.perEpoch(); index++) {
            Batch batch = batches.batch(0, index);
            float[] logits = executor.logits(path, parameters, batch.images(), Statistics.BATCH);
            right += right(logits, batch.labels());
            images += batch.count();
        }
        return (double) right / images;
    }

    private static int right(float[] logits, int[] labels) {
        int classes = logits.length / labels.length;
        int right = 0;
        for (int image = 0; image < labels.length; image++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                if (logits[image * classes + k] > logits[image * classes + best]) {
                    best = k;
                }
            }
            if (best == labels[image]) {
                right++;
            }
        }
        return right;
    }
}
