package io.github.l2nas.maven.fork;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Behaves as its job file says: the text {@code result}, {@code failure}, {@code crash} and so on. */
final class FakeEngine {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private FakeEngine() {}

    public static void main(String[] args) throws IOException {
        OUT.println("Picked up something the JVM prints");
        say(new JobEvent.Note(String.valueOf(ProcessHandle.current().pid())));
        switch (Files.readString(Path.of(args[0]))) {
            case "result" -> {
                say(new JobEvent.Progress("näher", 1, 2, 0.5));
                System.err.println("a warning");
                OUT.println("{ no event }");
                say(new JobEvent.Result(true, List.of("done"), List.of()));
            }
            case "threads" -> say(new JobEvent.Result(true, List.of(System.getenv("OMP_NUM_THREADS")), List.of()));
            case "failure" -> {
                say(new JobEvent.Failure("metric", "no such column"));
                System.exit(2);
            }
            case "crash" -> {
                for (int line = 1; line <= 25; line++) {
                    System.err.println("line " + line);
                }
                System.exit(3);
            }
            case "silent" -> {}
            case "result, then crash" -> {
                say(new JobEvent.Result(true, List.of(), List.of()));
                System.exit(1);
            }
            case "memory" -> fillMemory();
            case "wait" -> {
                while (System.in.read() >= 0) {}
                System.exit(130);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void fillMemory() {
        List<byte[]> memory = new ArrayList<>();
        while (memory.size() < Integer.MAX_VALUE) {
            memory.add(new byte[1 << 20]);
        }
    }

    private static void say(JobEvent event) {
        OUT.println(JobJson.write(event));
    }
}
