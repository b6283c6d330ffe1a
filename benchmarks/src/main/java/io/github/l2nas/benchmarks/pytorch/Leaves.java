package io.github.l2nas.benchmarks.pytorch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.github.l2nas.api.graph.Weight;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors one pass reads. In training each parameter is a new leaf of the autograd graph over the same memory, so that
 * its gradient begins undefined, as after PyTorch's {@code zero_grad(set_to_none=True)}.
 */
final class Leaves {

    private final Parameters parameters;
    private final PtNDManager pass;
    private final boolean training;
    private final Map<String, PtNDArray> leaves = new LinkedHashMap<>();
    private PtNDArray undefined;

    Leaves(Parameters parameters, PtNDManager pass, boolean training) {
        this.parameters = parameters;
        this.pass = pass;
        this.training = training;
    }

    PtNDArray kernel(Weight weight) {
        return leaf(weight, parameters.kernel(weight));
    }

    PtNDArray shift(Weight weight) {
        return leaf(weight, parameters.shift(weight));
    }

    PtNDArray scale(Weight weight) {
        return leaf(weight, parameters.scale(weight));
    }

    PtNDArray runningMean(String norm, int channels) {
        return parameters.runningMean(norm, channels);
    }

    PtNDArray runningVariance(String norm, int channels) {
        return parameters.runningVariance(norm, channels);
    }

    /** What PyTorch calls None: the null pointer, which deleting leaves alone. */
    PtNDArray undefined() {
        if (undefined == null) {
            undefined = new PtNDArray(pass, 0);
        }
        return undefined;
    }

    /** Updates the parameters of this pass from their gradients. */
    void step(SgdSettings sgd) {
        leaves.forEach((name, leaf) -> {
            PtNDArray defined = JniUtils.getGradient(leaf);
            PtNDArray gradient = defined == null ? (PtNDArray) pass.zeros(leaf.getShape()) : defined;
            JniUtils.sgdUpdate(
                    parameters.named(name),
                    gradient,
                    parameters.velocity(name),
                    sgd.rate(),
                    sgd.weightDecay(),
                    1,
                    -1,
                    sgd.momentum());
        });
    }

    private PtNDArray leaf(Weight weight, PtNDArray parameter) {
        if (!training) {
            return parameter;
        }
        return leaves.computeIfAbsent(weight.name(), name -> {
            PtNDArray leaf = JniUtils.detachGradient(parameter);
            leaf.attach(pass);
            JniUtils.attachGradient(leaf, true);
            return leaf;
        });
    }
}
