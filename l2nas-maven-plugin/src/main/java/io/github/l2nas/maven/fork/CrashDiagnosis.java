package io.github.l2nas.maven.fork;

import java.util.List;

/** Explains to the user how the engine's JVM ended and what to change. */
final class CrashDiagnosis {

    private static final int KILLED = 128 + 9;

    private CrashDiagnosis() {}

    static String of(int exitCode, List<String> lastLines) {
        StringBuilder message = new StringBuilder("the engine ended without a result (exit code " + exitCode + ")");
        String advice = advice(exitCode, String.join("\n", lastLines));
        if (!advice.isEmpty()) {
            message.append(": ").append(advice);
        }
        if (lastLines.isEmpty()) {
            message.append(advice.isEmpty() ? ". It printed nothing; run mvn -X to see its command" : "");
        } else {
            message.append("\nIts last lines were:");
            lastLines.forEach(line -> message.append("\n  ").append(line));
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
        if (errors.contains("Could not create the Java Virtual Machine")
                || errors.contains("Error occurred during initialization of VM")) {
            return "its JVM can't start with these <jvmArguments> (-Dl2nas.jvmArguments) and this <maxMemory>"
                    + " (-Dl2nas.maxMemory); the lines below say why";
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
