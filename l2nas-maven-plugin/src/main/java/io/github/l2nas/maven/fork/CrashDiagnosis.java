package io.github.l2nas.maven.fork;

import java.util.List;

/** Explains to the user how the engine's JVM ended and what to change. */
final class CrashDiagnosis {

    private static final int KILLED = 128 + 9;

    private CrashDiagnosis() {}

    static String of(int exitCode, List<String> lastErrorLines) {
        StringBuilder message = new StringBuilder("the engine ended without a result (exit code " + exitCode + ")");
        String advice = advice(exitCode, String.join("\n", lastErrorLines));
        if (!advice.isEmpty()) {
            message.append(": ").append(advice);
        }
        if (!lastErrorLines.isEmpty()) {
            message.append("\nIts last lines were:");
            lastErrorLines.forEach(line -> message.append("\n  ").append(line));
        }
        return message.toString();
    }

    private static String advice(int exitCode, String errors) {
        if (errors.contains("OutOfMemoryError")) {
            return "it ran out of memory; give it more with <maxMemory> (-Dl2nas.maxMemory), for example 2g";
        }
        if (errors.contains("UnsupportedClassVersionError")) {
            return "its Java is too old; configure a toolchain with a JDK from 17, or none";
        }
        if (errors.contains("Could not create the Java Virtual Machine")) {
            return "its JVM rejects <jvmArguments> (-Dl2nas.jvmArguments) or <maxMemory> (-Dl2nas.maxMemory)";
        }
        if (exitCode == KILLED) {
            return "it was killed, which the operating system does where memory runs out; limit the heap with"
                    + " <maxMemory> (-Dl2nas.maxMemory) or build on a machine with more memory."
                    + " The next build goes on where it stopped";
        }
        if (exitCode == 128 + 6 || exitCode == 128 + 11) {
            return "its JVM crashed and left a hs_err_pid*.log in the output directory";
        }
        return "";
    }
}
