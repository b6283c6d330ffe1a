package io.github.l2nas.maven.fork;

import io.github.l2nas.maven.parameter.GoalParameter;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command line that starts the engine, which ends when its standard input does.
 *
 * @param java the {@code java} executable
 * @param maxMemory largest heap as {@code -Xmx} takes it, for example {@code 1g}; null for the JVM's own
 * @param jvmArguments further arguments of the JVM
 * @param environment variables that the engine sees beside or instead of Maven's
 * @param classPath the engine and everything it needs
 * @param mainClass the engine's entry
 * @param jobFile the job
 */
public record EngineCommand(
        Path java,
        String maxMemory,
        List<String> jvmArguments,
        Map<String, String> environment,
        List<Path> classPath,
        String mainClass,
        Path jobFile) {

    /** Networks live outside the heap: JavaCPP would end them at a multiple of its size. */
    private static final List<String> UNLIMITED_NATIVE_MEMORY =
            List.of("-Dorg.bytedeco.javacpp.maxbytes=0", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    /**
     * The heap grows from here to what is used. By itself a JVM begins with a 64th of the machine's memory, and fills that with
     * garbage before it collects any. A percentage, unlike an amount, is never in conflict with a smaller largest heap.
     */
    private static final String SMALL_FIRST_HEAP = "-XX:InitialRAMPercentage=0.3";

    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]*[kKmMgGtT]?");

    public EngineCommand {
        if (maxMemory != null && !MEMORY.matcher(maxMemory).matches()) {
            throw GoalParameter.named("maxMemory")
                    .wrong("'" + maxMemory + "' is not an amount of memory; write for example 1g or 512m");
        }
        jvmArguments = List.copyOf(jvmArguments);
        environment = new TreeMap<>(environment);
        classPath = List.copyOf(classPath);
    }

    /**
     * Executable and arguments.
     *
     * @return a new list
     */
    public List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        if (maxMemory != null) {
            line.add("-Xmx" + maxMemory);
        }
        line.add(SMALL_FIRST_HEAP);
        line.addAll(UNLIMITED_NATIVE_MEMORY);
        line.addAll(jvmArguments);
        line.add("-cp");
        line.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        line.add(mainClass);
        line.add(jobFile.toString());
        line.add("--supervised");
        return line;
    }
}
