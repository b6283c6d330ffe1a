package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Device;
import java.util.Optional;

/** oneDNN on the CPU, through its JavaCPP binding. */
public final class OneDnnBackend implements Backend {

    private static final int RANK = 100;

    @Override
    public String name() {
        return "onednn";
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Optional<String> unavailableReason() {
        try {
            OneDnn.load();
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("there is no oneDNN library for this system among the plugin's dependencies (add"
                    + " org.bytedeco:dnnl and org.bytedeco:javacpp with the system's classifier): " + e.getMessage());
        }
    }

    @Override
    public Device open(int threads) {
        return new OneDnnDevice(threads);
    }
}
