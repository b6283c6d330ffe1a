package io.github.l2nas.spark;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.api.java.JavaSparkContext;

/** The files that workers need: inputs by their digests, and the classes of the job. Each machine fetches each once. */
final class ShippedFiles {

    /** What only the driver needs. */
    private static final Pattern OF_SPARK = Pattern.compile(
            "(spark|scala|hadoop|hive|netty|zookeeper|curator|jersey|rocksdbjni|arrow|avro)[-_.].*\\.jar");

    private final JavaSparkContext spark;
    private final Path stage;
    /** Names by the places here. */
    private final Map<Path, String> shipped = new LinkedHashMap<>();

    /**
     * @param spark sends files to all machines
     * @param stage directory for files of this search alone; stays until its end
     */
    ShippedFiles(JavaSparkContext spark, Path stage) {
        this.spark = spark;
        this.stage = stage;
    }

    /**
     * Ships the inputs of a job. Directories are not shipped: they have to lie in the same place on all machines.
     *
     * @return names under which machines find inputs, by their places here
     */
    Map<String, String> inputs(Job job) {
        Map<String, String> names = new LinkedHashMap<>();
        for (InputFile input : job.inputFiles()) {
            if (Files.isRegularFile(input.file())) {
                names.put(
                        input.file().toString(),
                        ship(input.file(), input.sha256() + "-" + input.file().getFileName()));
            }
        }
        return names;
    }

    /**
     * Ships the class path of this process, but for what only Spark needs.
     *
     * @return names in the order of the class path
     */
    List<String> classPath() {
        List<String> names = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path path = Path.of(entry);
            String name = names.size() + "-" + path.getFileName();
            if (entry.isEmpty()) {
                continue;
            }
            if (Files.isDirectory(path)) {
                names.add(ship(zipped(path, name + ".jar"), name + ".jar"));
                shipped.put(path.toAbsolutePath(), name + ".jar");
            } else if (Files.exists(path)
                    && !OF_SPARK.matcher(path.getFileName().toString()).matches()) {
                names.add(ship(path, name));
                shipped.put(path.toAbsolutePath(), name);
            }
        }
        return names;
    }

    /**
     * Lets tasks load some classes. All else of the class path is for the workers that tasks start.
     *
     * @param used by tasks; on the class path that was shipped
     */
    void tasks(List<Class<?>> used) {
        for (Class<?> type : used) {
            Path place;
            try {
                place = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
            spark.addJar(stage.resolve(shipped.get(place)).toString());
        }
    }

    private String ship(Path file, String name) {
        try {
            Path staged = stage.resolve(name);
            if (!Files.exists(staged)) {
                linkOrCopy(file, staged);
            }
            spark.addFile(staged.toString());
            return name;
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't put " + file + " into " + stage + ": " + e.getMessage());
        }
    }

    /** A symbolic link won't do: Spark goes by the name of what it leads to. */
    private static void linkOrCopy(Path file, Path staged) throws IOException {
        Path real = file.toRealPath();
        try {
            Files.createLink(staged, real);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(real, staged);
        }
    }

    private Path zipped(Path directory, String name) {
        Path jar = stage.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                var tree = Files.walk(directory)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new ZipEntry(directory.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
            }
            return jar;
        } catch (IOException e) {
            throw new JobException(
                    "outputDirectory", "can't pack " + directory + " into " + jar + ": " + e.getMessage());
        }
    }
}
