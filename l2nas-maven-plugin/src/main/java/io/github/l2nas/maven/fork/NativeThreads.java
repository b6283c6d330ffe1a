package io.github.l2nas.maven.fork;

import java.util.Map;
import java.util.TreeMap;

/** The environment in which native libraries start their threads; they read it once, before any code of ours runs. */
public final class NativeThreads {

    private NativeThreads() {}

    /**
     * The variables for a job.
     *
     * @param openMp how many threads OpenMP may start; 0 for a job without networks
     * @return names and values, none without networks
     */
    public static Map<String, String> environment(int openMp) {
        Map<String, String> variables = new TreeMap<>();
        if (openMp > 0) {
            variables.put("OMP_NUM_THREADS", Integer.toString(openMp));
        }
        return variables;
    }
}
