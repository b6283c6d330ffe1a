package io.github.l2nas.maven.fork;

import io.github.l2nas.api.job.Compute;
import java.util.Map;
import java.util.TreeMap;

/** The environment in which native libraries start their threads; they read it once, before any code of ours runs. */
public final class NativeThreads {

    private NativeThreads() {}

    /**
     * The variables for a job.
     *
     * @param compute what the job's networks run on; null for a job without any
     * @return names and values, none without networks
     */
    public static Map<String, String> environment(Compute compute) {
        Map<String, String> variables = new TreeMap<>();
        if (compute != null) {
            variables.put("OMP_NUM_THREADS", Integer.toString(compute.effectiveThreads()));
        }
        return variables;
    }
}
