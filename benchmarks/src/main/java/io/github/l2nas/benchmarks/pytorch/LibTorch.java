package io.github.l2nas.benchmarks.pytorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;

/** PyTorch's native library, taken from the class path; nothing is downloaded. */
final class LibTorch {

    private static final String UNPACKED = "ENGINE_CACHE_DIR";

    private LibTorch() {}

    /**
     * Loads the library where that has not happened yet. It is unpacked into the directory of the system property
     * {@code ENGINE_CACHE_DIR}, by default {@code target/pytorch}, once.
     *
     * @param threads threads of an operation; holds for the whole process
     * @return owner of tensors; whoever asked closes it
     */
    static PtNDManager open(int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        if (System.getProperty(UNPACKED) == null) {
            System.setProperty(
                    UNPACKED, Path.of("target", "pytorch").toAbsolutePath().toString());
        }
        Engine engine = Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads);
        return (PtNDManager) engine.newBaseManager(Device.cpu());
    }
}
