package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** A parameter that all shards read. */
final class SharedParameter implements Tensor {

    private final OneDnnTensor tensor;
    private long usedIn = -1;

    SharedParameter(OneDnnTensor tensor) {
        this.tensor = tensor;
    }

    @Override
    public List<Integer> sizes() {
        return tensor.sizes();
    }

    OneDnnTensor tensor() {
        return tensor;
    }

    /**
     * Takes note of a command that reads it.
     *
     * @param round which {@link OneDnnDevice} counts
     */
    void used(long round) {
        usedIn = round;
    }

    /** Whether a command of this round reads it. */
    boolean isUsed(long round) {
        return usedIn == round;
    }
}
