package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Device;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;

/** oneDNN on the CPU, through its JavaCPP binding. */
public final class OneDnnBackend implements Backend {

    private static final int RANK = 100;
    private static final Map<Integer, String> INSTRUCTIONS = Map.of(
            dnnl.dnnl_cpu_isa_all, "any",
            dnnl.dnnl_cpu_isa_sse41, "sse41",
            dnnl.dnnl_cpu_isa_avx, "avx",
            dnnl.dnnl_cpu_isa_avx2, "avx2",
            dnnl.dnnl_cpu_isa_avx2_vnni, "avx2_vnni",
            dnnl.dnnl_cpu_isa_avx512_core, "avx512_core",
            dnnl.dnnl_cpu_isa_avx512_core_vnni, "avx512_core_vnni",
            dnnl.dnnl_cpu_isa_avx512_core_bf16, "avx512_core_bf16",
            dnnl.dnnl_cpu_isa_avx512_core_amx, "avx512_core_amx");

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
    public Optional<String> instructions() {
        OneDnn.load();
        int known = dnnl.dnnl_get_effective_cpu_isa();
        return Optional.of(INSTRUCTIONS.getOrDefault(known, "oneDNN's " + known));
    }

    @Override
    public Optional<String> shards() {
        return Optional.of(Cut.RULE);
    }

    @Override
    public Device openForSingleImages(int threads) {
        return OneDnnDevice.ofWholeBatches(threads);
    }

    @Override
    public Device open(int threads) {
        return OneDnnDevice.ofShards(threads);
    }
}
