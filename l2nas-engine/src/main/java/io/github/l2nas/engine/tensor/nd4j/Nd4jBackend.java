package io.github.l2nas.engine.tensor.nd4j;

import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Device;
import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J, on the processor of the ND4J backend that ND4J chooses among those on the class path: CUDA before the CPU, where the
 * system has a CUDA device.
 */
public final class Nd4jBackend implements Backend {

    private static final int CPU_RANK = 10;
    private static final int CUDA_RANK = 200;
    private static final String CUDA_PACKAGE = "org.nd4j.linalg.jcublas.";

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public int rank() {
        return runsOnCuda() ? CUDA_RANK : CPU_RANK;
    }

    /** Asks as ND4J itself does when it starts, without starting it. */
    private static boolean runsOnCuda() {
        try {
            return ServiceLoader.load(org.nd4j.linalg.factory.Nd4jBackend.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(org.nd4j.linalg.factory.Nd4jBackend::getPriority)
                            .reversed())
                    .filter(Nd4jBackend::isAvailable)
                    .findFirst()
                    .map(backend -> backend.getClass().getName().startsWith(CUDA_PACKAGE))
                    .orElse(false);
        } catch (LinkageError | ServiceConfigurationError e) {
            return false;
        }
    }

    /** The CUDA backend throws where there is no device. */
    private static boolean isAvailable(org.nd4j.linalg.factory.Nd4jBackend backend) {
        try {
            return backend.isAvailable();
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    @Override
    public Optional<String> unavailableReason() {
        try {
            Nd4j.getExecutioner();
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            return Optional.of("ND4J can't be loaded (add org.nd4j:nd4j-native with this system's classifier, or"
                    + " org.nd4j:nd4j-cuda-11.6, to the plugin's dependencies): " + innermost(e));
        }
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    @Override
    public Device open(int threads) {
        return new Nd4jDevice(threads);
    }
}
