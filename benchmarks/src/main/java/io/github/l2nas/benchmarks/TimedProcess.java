package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.SearchJob;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes by the clock, each in a new directory of its own. */
final class TimedProcess {

    private TimedProcess() {}

    /**
     * How long a process took.
     *
     * @param process seconds from its start to its end
     * @param engine the engine time it has printed, in seconds
     */
    record Times(double process, double engine) {}

    /** As the engine and the goals print it. */
    private static final Pattern ENGINE_TIME = Pattern.compile("engine time +([0-9.]+) s");

    /** A command to run in some directory. */
    @FunctionalInterface
    interface Command {
        List<String> in(Path directory) throws IOException;
    }

    /**
     * Runs a command.
     *
     * @param command the command
     * @return its times
     * @throws IOException where it can't be started
     * @throws InterruptedException where the benchmark is interrupted
     * @throws IllegalStateException where it fails or prints no engine time; with its output
     */
    static Times inEmptyDirectory(Command command) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("search-speed");
        try {
            ProcessBuilder builder = new ProcessBuilder(command.in(directory))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile());
            long start = System.nanoTime();
            int status = builder.start().waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            String output = Files.readString(directory.resolve("output.log"));
            Matcher engineTime = ENGINE_TIME.matcher(output);
            if (status != 0 || !engineTime.find()) {
                throw new IllegalStateException("exit status " + status + ":\n" + output);
            }
            return new Times(seconds, Double.parseDouble(engineTime.group(1)));
        } finally {
            delete(directory);
        }
    }

    /**
     * The engine's command for a search.
     *
     * @param directory where its job file is written
     * @param job the search
     * @return program and arguments
     * @throws IOException where the job file can't be written
     */
    static List<String> engine(Path directory, SearchJob job) throws IOException {
        Path file = directory.resolve("job.json");
        Files.writeString(file, JobJson.write(job));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                "io.github.l2nas.engine.Main",
                file.toString());
    }

    /** The class path of this program, which has the engine on it, for use in another directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
