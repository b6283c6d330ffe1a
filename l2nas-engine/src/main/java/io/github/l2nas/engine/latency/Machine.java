package io.github.l2nas.engine.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.file.Processor;
import io.github.l2nas.api.result.ResultJson;
import java.lang.management.ManagementFactory;

/** This machine: what results tell of it, and how busy others keep it. */
final class Machine {

    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private Machine() {}

    /**
     * The machine, for a file.
     *
     * @return processor, number of processors, operating system
     */
    static ObjectNode json() {
        return ResultJson.object()
                .put("processor", Processor.name())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    /**
     * How many processors other programs have used since this was last asked.
     *
     * @return not negative; 0 where the system does not tell
     */
    static double usedByOthers() {
        double all = SYSTEM.getCpuLoad();
        double own = SYSTEM.getProcessCpuLoad();
        double share = all - own;
        return share > 0 ? share * Runtime.getRuntime().availableProcessors() : 0;
    }
}
