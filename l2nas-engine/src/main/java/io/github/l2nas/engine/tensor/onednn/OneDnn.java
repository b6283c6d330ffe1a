package io.github.l2nas.engine.tensor.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** Loads the library and turns its statuses into exceptions. */
final class OneDnn {

    private static final int CACHED_PRIMITIVES = 4096;

    static {
        // JavaCPP would otherwise refuse native memory beyond the Java heap's maximum.
        setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
        setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
    }

    private OneDnn() {}

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Loads the native library.
     *
     * @throws LinkageError where there is none for this system
     */
    static void load() {
        Loader.load(dnnl.class);
        check(dnnl.dnnl_set_primitive_cache_capacity(CACHED_PRIMITIVES));
    }

    static void check(int status) {
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException(
                    status == dnnl.dnnl_out_of_memory
                            ? "oneDNN is out of memory"
                            : "oneDNN refused an operation, status " + status);
        }
    }
}
