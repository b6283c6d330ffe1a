package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.graph.Layer;
import java.util.List;

/**
 * What a layer computes, in double precision and one number at a time: slow, and independent of every backend.
 * Operands are the inputs, then the parameters.
 */
interface LayerDefinition {

    /** The output, N x C x H x W in row-major order. */
    double[] output(List<double[]> operands);

    /** The gradient of each operand, given that of the output. */
    List<double[]> gradients(List<double[]> operands, double[] gradient);

    static LayerDefinition of(LayerCase example) {
        if (example.layer() instanceof Layer.Activation activation) {
            return new ActivationDefinition(activation.function());
        }
        if (example.layer() instanceof Layer.BatchNorm norm) {
            return new BatchNormDefinition(norm, example.batch(), example.output());
        }
        return new SumOfProducts(example);
    }
}
