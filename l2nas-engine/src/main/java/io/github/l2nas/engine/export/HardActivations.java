package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer.Activation.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.nd4j.linalg.activations.Activation;

/**
 * MobileNetV3's h-sigmoid, relu6(x + 3) / 6, and h-swish, x times that, as vertices of DL4J, which has neither (its
 * HARDSIGMOID is clip(0.2 x + 0.5)).
 */
final class HardActivations {

    private static final int SHIFT = 3;
    private static final double SCALE = 1.0 / 6;

    private HardActivations() {}

    /**
     * Adds the vertices.
     *
     * @param builder of the network
     * @param function h-sigmoid or h-swish
     * @param name of the vertex that gives the result
     * @param input the vertex it reads, which stays as it is
     */
    static void add(ComputationGraphConfiguration.GraphBuilder builder, Function function, String name, String input) {
        String shifted = name + "-shift";
        String bounded = name + "-relu6";
        builder.addVertex(shifted, new ShiftVertex(SHIFT), input);
        builder.addLayer(bounded, new ActivationLayer(Activation.RELU6), shifted);
        String sigmoid = function == Function.H_SWISH ? name + "-sigmoid" : name;
        builder.addVertex(sigmoid, new ScaleVertex(SCALE), bounded);
        if (function == Function.H_SWISH) {
            builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Product), input, sigmoid);
        }
    }
}
