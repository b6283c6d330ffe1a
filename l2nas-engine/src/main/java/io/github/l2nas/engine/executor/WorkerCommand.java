package io.github.l2nas.engine.executor;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobJson;
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
 * @param job the job, one line of JSON
 */
public record WorkerCommand(List<String> line, Map<String, String> environment, String job) {

    private static final String LARGEST_HEAP = "-Xmx";

    /** Arguments that only one process can have: agents, debuggers. */
    private static final List<String> OF_ONE_PROCESS = List.of("-javaagent", "-agentlib", "-agentpath", "-Xrunjdwp");

    static WorkerCommand of(Job job, Compute compute, String memory) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvmArguments(memory));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        return new WorkerCommand(line, environment(job, compute), oneLine(job));
    }

    /**
     * The arguments of this JVM that a worker's has, too.
     *
     * @param memory largest heap of the worker as {@code -Xmx} takes it; null for that of this JVM
     * @return a new list
     */
    public static List<String> jvmArguments(String memory) {
        List<String> line = new ArrayList<>();
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            boolean replaced = memory != null && argument.startsWith(LARGEST_HEAP);
            if (!replaced && OF_ONE_PROCESS.stream().noneMatch(argument::startsWith)) {
                line.add(argument);
            }
        }
        if (memory != null) {
            line.add(LARGEST_HEAP + memory);
        }
        return line;
    }

    /**
     * Variables of a worker: native libraries read them once, before any code of ours runs.
     *
     * @param job the job
     * @param compute what its networks run on
     * @return by name
     */
    public static Map<String, String> environment(Job job, Compute compute) {
        Map<String, String> environment = new TreeMap<>(PinnedInstructions.environment(job, compute));
        environment.put("OMP_NUM_THREADS", String.valueOf(compute.openMpThreads()));
        return environment;
    }

    /**
     * A job as a line: line ends within a text are escaped in JSON, those between are only layout.
     *
     * @param job the job
     * @return JSON
     */
    public static String oneLine(Job job) {
        return JobJson.write(job).replace("\r", "").replace("\n", " ");
    }
}
