package io.github.l2nas.benchmarks.pytorch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.github.l2nas.api.graph.Weight;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** Weights, their velocities and running statistics by the name in the state dict, made when first asked for. */
final class Parameters {

    private final PtNDManager owner;
    private final Map<String, PtNDArray> tensors = new HashMap<>();
    private final Map<String, PtNDArray> velocities = new HashMap<>();

    Parameters(PtNDManager owner) {
        this.owner = owner;
    }

    /** A weight of a convolution or linear layer; He-normal where it is new. */
    PtNDArray kernel(Weight weight) {
        return tensors.computeIfAbsent(name(weight), name -> {
            double fanIn = (double) weight.size() / weight.shape().get(0);
            return JniUtils.normal(owner, 0, Math.sqrt(2 / fanIn), shape(weight), DataType.FLOAT32, owner.getDevice());
        });
    }

    /** A bias or beta; zeros where it is new. */
    PtNDArray shift(Weight weight) {
        return tensors.computeIfAbsent(name(weight), name -> (PtNDArray) owner.zeros(shape(weight), DataType.FLOAT32));
    }

    /** A gamma; ones where it is new. */
    PtNDArray scale(Weight weight) {
        return tensors.computeIfAbsent(name(weight), name -> (PtNDArray) owner.ones(shape(weight), DataType.FLOAT32));
    }

    PtNDArray runningMean(String norm, int channels) {
        return tensors.computeIfAbsent(
                norm + ".running_mean", name -> (PtNDArray) owner.zeros(new Shape(channels), DataType.FLOAT32));
    }

    PtNDArray runningVariance(String norm, int channels) {
        return tensors.computeIfAbsent(
                norm + ".running_var", name -> (PtNDArray) owner.ones(new Shape(channels), DataType.FLOAT32));
    }

    /** What momentum has gathered for a parameter, times the learning rate. */
    PtNDArray velocity(String name) {
        return velocities.computeIfAbsent(
                name, any -> (PtNDArray) owner.zeros(tensors.get(name).getShape(), DataType.FLOAT32));
    }

    PtNDArray named(String name) {
        PtNDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor '" + name + "'; it is made when a graph first uses it");
        }
        return tensor;
    }

    void put(String name, Shape shape, float[] values) {
        PtNDArray before = tensors.put(name, owner.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32));
        if (before != null) {
            before.close();
        }
    }

    private static String name(Weight weight) {
        if (!(weight.view() instanceof Weight.View.Whole)) {
            throw new IllegalArgumentException(weight.name() + ": parts of a weight are not part of this benchmark");
        }
        return weight.name();
    }

    private static Shape shape(Weight weight) {
        return new Shape(weight.shape().stream().mapToLong(Integer::longValue).toArray());
    }
}
