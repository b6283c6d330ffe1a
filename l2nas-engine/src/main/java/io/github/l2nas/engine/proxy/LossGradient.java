package io.github.l2nas.engine.proxy;

import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.network.CrossEntropy;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import java.util.Map;

/**
 * Proxies of the gradient of the cross entropy at one mini-batch, before any training, as Abdelfattah et al. (2021) take them:
 * batch normalisation has the batch's own statistics, and only weights of convolutions and linear layers count.
 */
final class LossGradient {

    private LossGradient() {}

    /**
     * {@code grad-norm}: the sum over the layers of the Euclidean norm of the gradient by the layer's weights.
     *
     * @param network with images
     * @return its natural logarithm
     */
    static double norm(UntrainedNetwork network) {
        double sum = 0;
        for (float[] gradient : gradients(network, network.parameters()).values()) {
            double squares = 0;
            for (float value : gradient) {
                squares += (double) value * value;
            }
            sum += Math.sqrt(squares);
        }
        return StrictMath.log(sum);
    }

    /**
     * {@code snip} (Lee et al. 2019): the sum over all weights of |w dL/dw|, by how much the loss would change, to first order,
     * without the weight.
     *
     * @param network with images
     * @return its natural logarithm
     */
    static double snip(UntrainedNetwork network) {
        Parameters parameters = network.parameters();
        double sum = 0;
        for (Map.Entry<String, float[]> entry : gradients(network, parameters).entrySet()) {
            float[] weights = parameters.get(entry.getKey()).values();
            for (int i = 0; i < weights.length; i++) {
                sum += Math.abs((double) weights[i] * entry.getValue()[i]);
            }
        }
        return StrictMath.log(sum);
    }

    private static Map<String, float[]> gradients(UntrainedNetwork network, Parameters parameters) {
        Batch batch = network.images().orElseThrow();
        return network.executor()
                .get()
                .gradients(
                        network.graph(),
                        parameters,
                        batch.images(),
                        logits -> CrossEntropy.PLAIN.gradient(logits, batch.labels()),
                        new Executor.Wanted(network.connections()::contains, false))
                .weights();
    }
}
