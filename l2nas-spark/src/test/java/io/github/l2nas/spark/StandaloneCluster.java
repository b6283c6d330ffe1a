package io.github.l2nas.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** A master and at first two workers of Spark, each a process of its own, on the loopback. */
final class StandaloneCluster implements AutoCloseable {

    private static final long NANOS_BETWEEN_LOOKS = 50_000_000;

    private final Path home;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /**
     * @param home directory for the cluster's files
     */
    StandaloneCluster(Path home) throws IOException {
        this.home = home;
        Path jars = Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("RELEASE"), "Spark\n");
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !jar.getFileName().toString().startsWith("l2nas")) {
                Path link = jars.resolve(jar.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, jar.toAbsolutePath());
                }
            }
        }
        port = freePort();
        master();
        worker();
        worker();
    }

    /** A port of the loopback on which nobody listens. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Starts a master and waits until it listens. */
    void master() throws IOException {
        start("master.Master", "--host", "127.0.0.1", "--port", String.valueOf(port), "--webui-port", "0");
        Process master = processes.get(processes.size() - 1);
        while (!listens()) {
            if (!master.isAlive()) {
                throw new IllegalStateException("the master ended with " + master.exitValue());
            }
            LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    void worker() throws IOException {
        start(
                "worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                home.resolve("work-" + processes.size()).toString(),
                url());
    }

    private void start(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-cp", home.resolve("jars") + "/*", "org.apache.spark.deploy." + main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log-" + processes.size() + ".txt").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        processes.add(builder.start());
    }

    /**
     * Kills a process and all that it has started.
     *
     * @param index 0 for the first master, then the first two workers
     */
    void kill(int index) {
        Process process = processes.get(index);
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** The processes in which Spark runs tasks. */
    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(Process::children)
                .filter(StandaloneCluster::isJava)
                .toList();
    }

    /** The processes in which trials run. */
    List<ProcessHandle> trialProcesses() {
        return executors().stream()
                .flatMap(ProcessHandle::children)
                .filter(StandaloneCluster::isJava)
                .toList();
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("java"))
                .isPresent();
    }

    @Override
    public void close() throws IOException {
        for (int process = 0; process < processes.size(); process++) {
            kill(process);
        }
        try (Stream<Path> links = Files.list(home.resolve("jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }
}
