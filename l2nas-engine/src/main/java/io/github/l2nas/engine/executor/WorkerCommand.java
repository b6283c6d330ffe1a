package io.github.l2nas.engine.executor;

import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.SearchJob;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How workers are started: as this process was, with the same classes and the same arguments of the JVM.
 *
 * @param line the command and its arguments
 * @param environment variables beside or instead of this process's
 * @param job the search, one line of JSON
 */
record WorkerCommand(List<String> line, Map<String, String> environment, String job) {

    private static final String LARGEST_HEAP = "-Xmx";

    /** Arguments that only one process can have: agents, debuggers. */
    private static final List<String> OF_ONE_PROCESS = List.of("-javaagent", "-agentlib", "-agentpath", "-Xrunjdwp");

    static WorkerCommand of(SearchJob job, String memory) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            boolean replaced = memory != null && argument.startsWith(LARGEST_HEAP);
            if (!replaced && OF_ONE_PROCESS.stream().noneMatch(argument::startsWith)) {
                line.add(argument);
            }
        }
        if (memory != null) {
            line.add(LARGEST_HEAP + memory);
        }
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        return new WorkerCommand(line, environment(job), oneLine(job));
    }

    /** Native libraries read it once, before any code of ours runs. */
    static Map<String, String> environment(SearchJob job) {
        Map<String, String> environment = new TreeMap<>();
        if (job.compute().threads() != null) {
            environment.put("OMP_NUM_THREADS", String.valueOf(job.compute().effectiveThreads()));
        }
        return environment;
    }

    /** Line ends within a text are escaped in JSON; those between are only layout. */
    static String oneLine(SearchJob job) {
        return JobJson.write(job).replace("\r", "").replace("\n", " ");
    }
}
