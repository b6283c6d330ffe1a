package io.github.l2nas.engine.network;

import java.util.List;

/** A named tensor of a network in PyTorch's order, on the host. */
public final class Parameter {

    private final String name;
    private final List<Integer> shape;
    private final float[] values;
    private float[] gradient;
    private long version;

    Parameter(String name, List<Integer> shape, float[] values) {
        this.name = name;
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    /**
     * The state dict's key.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Its sizes.
     *
     * @return out x in/groups x kernel x kernel, out x in, or C
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * Its numbers, row-major. Whoever changes them calls {@link #changed()}.
     *
     * @return the numbers themselves
     */
    public float[] values() {
        return values;
    }

    /** Tells devices that hold a copy that it is stale. */
    public void changed() {
        version++;
    }

    long version() {
        return version;
    }

    /** Where the gradient of the last backward pass goes; the same array each time. */
    float[] gradient() {
        if (gradient == null) {
            gradient = new float[values.length];
        }
        return gradient;
    }
}
