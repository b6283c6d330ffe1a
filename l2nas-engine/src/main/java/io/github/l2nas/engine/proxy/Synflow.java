package io.github.l2nas.engine.proxy;

import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * {@code synflow} (Tanaka et al. 2020): with the absolute values of all weights, without batch normalisation and with an image
 * of ones, the sum over the weights of |w dL/dw|, where L is the sum of the logits. The proxy is its natural logarithm.
 *
 * <p>L grows exponentially with a network's depth. {@link PositiveNetwork} keeps activations and gradients in the range of a
 * float, whatever the depth, by powers of two.
 */
final class Synflow {

    private static final double LN_2 = StrictMath.log(2);

    private Synflow() {}

    /**
     * The proxy.
     *
     * @param network needs no images
     * @return negative infinity where no path leads from the image to the logits
     */
    static double of(UntrainedNetwork network) {
        PositiveNetwork positive = PositiveNetwork.of(network.graph(), network.parameters());
        Parameters parameters = positive.parameters();
        float[] image = new float[Math.toIntExact(network.image().size())];
        Arrays.fill(image, 1);
        Set<String> connections = positive.connections();
        Map<String, float[]> gradients = network.executor()
                .get()
                .gradients(
                        positive.graph(),
                        parameters,
                        image,
                        UntrainedNetwork::ones,
                        new Executor.Wanted(connections::contains, false))
                .weights();
        double sum = 0;
        for (String name : connections) {
            float[] gradient = gradients.get(name);
            if (gradient != null) {
                float[] weights = parameters.get(name).values();
                for (int i = 0; i < weights.length; i++) {
                    sum += Math.abs((double) weights[i] * gradient[i]);
                }
            }
        }
        return StrictMath.log(sum) + positive.exponent() * LN_2;
    }
}
