package io.github.l2nas.maven;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.file.OutputLock;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.maven.fork.ClassPathEntry;
import io.github.l2nas.maven.fork.EngineCrashException;
import io.github.l2nas.maven.fork.NativeThreads;
import io.github.l2nas.maven.input.Coordinates;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.output.Receipt;
import io.github.l2nas.maven.output.ReceiptFile;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.progress.ProgressConsole;
import io.github.l2nas.maven.reproduce.NamedInputs;
import io.github.l2nas.maven.reproduce.PublishedResult;
import io.github.l2nas.maven.reproduce.Reproduction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * Computes a published result once more and compares the bytes. The result tells what is needed: the version of the engine,
 * which is fetched in that version, its job, and its inputs by coordinates or digest. No POM is needed. Ends with success
 * where the bytes are the same; else fails, with the first trial that differs and what it was made with.
 *
 * @since 0.1.0
 */
@Mojo(name = "reproduce", requiresProject = false, threadSafe = true)
public class ReproduceMojo extends AbstractGoalMojo {

    private static final GoalParameter ARTIFACT = GoalParameter.named("artifact");
    private static final GoalParameter INPUTS = GoalParameter.named("inputs");
    private static final GoalParameter CLASS_PATH = GoalParameter.named("classPath");
    private static final UsualArtifact MAIN = new UsualArtifact("json", "");
    private static final String ARCHITECTURE = "architecture";
    private static final List<UsualArtifact> USUAL = List.of(MAIN, new UsualArtifact("json", ARCHITECTURE));
    private static final UsualArtifact JAR = new UsualArtifact("jar", "");
    private static final String HISTORY = "history.csv";

    /**
     * The published result: an {@code architecture.json} (coordinates {@code groupId:artifactId:version}), an {@code
     * evaluation.json} ({@code groupId:artifactId:json:evaluation:version}) or a {@code supernet.zip} ({@code
     * groupId:artifactId:zip:supernet:version}), or a file of these. The version may be {@code LATEST}, {@code RELEASE} or a
     * range. Required.
     */
    @Parameter(property = "l2nas.artifact")
    private String artifact;

    /**
     * Directory with inputs that have no coordinates: tables, data sets and other files that the result names by their digest.
     * Their names and places in it do not matter.
     */
    @Parameter(property = "l2nas.inputs")
    private File inputs;

    /**
     * Jars with classes of the publisher's own that the result was made with: files or coordinates. On the command line they are
     * separated by commas.
     */
    @Parameter(property = "l2nas.classPath")
    private List<String> classPath;

    /** Largest heap of the engine's JVM, as {@code -Xmx} takes it: {@code 512m} or {@code 2g}. */
    @Parameter(property = "l2nas.maxMemory")
    private String maxMemory;

    /** Skips this goal. */
    @Parameter(property = "l2nas.reproduce.skip", defaultValue = "false")
    private boolean skipReproduce;

    private final ToolchainManager toolchains;

    /**
     * @param repositorySystem finds the result, the engine and the inputs
     * @param toolchains choose the engine's Java
     */
    @Inject
    public ReproduceMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem);
        this.toolchains = toolchains;
    }

    @Override
    Optional<String> reasonToSkip(BuildContext context) {
        return skipReproduce ? Optional.of("<skipReproduce> (-Dl2nas.reproduce.skip) is set") : Optional.empty();
    }

    @Override
    void run(BuildContext context) throws MojoExecutionException {
        String given = context.required("artifact", artifact, "give the Maven coordinates of a published result");
        String name = context.versions().fixed(ARTIFACT, given);
        InputFile file = context.inputs().resolve(ARTIFACT, name, USUAL);
        PublishedResult published = PublishedResult.read(ARTIFACT, name, file.file());
        Path directory =
                context.absolute(outputDirectory()).resolve("reproduce").resolve(file.sha256());
        ObjectNode job = new NamedInputs(INPUTS, context.inputs()::find, module(name), inputDirectory(context))
                .place(published.job());
        try {
            Files.createDirectories(directory);
            OutputLock lock = lock(directory);
            try {
                again(context, published, job, directory);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new MojoExecutionException("can't work in " + directory + ": " + e, e);
        }
    }

    private static OutputLock lock(Path directory) {
        try {
            return OutputLock.holdForBuild(directory);
        } catch (JobException e) {
            throw GoalParameter.named("outputDirectory").wrong(e.getMessage());
        }
    }

    private void again(BuildContext context, PublishedResult published, ObjectNode job, Path directory)
            throws IOException, MojoExecutionException {
        ReceiptFile receipt = new ReceiptFile(directory);
        if (receipt.read().isPresent()) {
            empty(directory); // what was computed by an earlier build proves nothing now
        }
        getLog().info("Computing " + published.name() + " again, by l2nas-engine " + published.engine());
        if (published.engine().endsWith("-SNAPSHOT")) {
            getLog().warn("l2nas-engine " + published.engine()
                    + " is a snapshot: it may be another build than the one that" + " has made the result");
        }
        Path jobFile = directory.resolve("job.json");
        Files.writeString(jobFile, PublishedResult.jobFile(job, directory));
        List<Path> files = work(context, published, job, jobFile);
        receipt.write(Receipt.of(directory, Map.of(), files));
        report(new Reproduction(
                published,
                directory.resolve(published.output()),
                publishedHistory(context, published),
                directory.resolve(HISTORY)));
    }

    private List<Path> work(BuildContext context, PublishedResult published, ObjectNode job, Path jobFile)
            throws IOException, MojoExecutionException {
        ForkedEngine engine = context.engine(
                toolchains,
                maxMemory,
                List.of(),
                NativeThreads.environment(published.openMpThreads()),
                classPath(context, published));
        ProgressConsole console = context.console(getLog());
        try {
            JobEvent last = engine.run(jobFile, new ConsoleListener(getLog(), console));
            if (last instanceof JobEvent.Result result) {
                return result.files();
            }
            throw ARTIFACT.wrong(published.name() + " can't be computed again: " + ((JobEvent.Failure) last).message());
        } catch (EngineCrashException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted; the next build goes on where the engine stopped", e);
        } finally {
            console.clear();
        }
    }

    private List<ClassPathEntry> classPath(BuildContext context, PublishedResult published)
            throws MojoExecutionException {
        List<ClassPathEntry> entries =
                new ArrayList<>(new ForkClassPath(context).engine(published.engine(), published.libraries()));
        List<String> own = classPath == null ? List.of() : classPath;
        if (own.isEmpty() && published.needsOtherCode()) {
            throw CLASS_PATH.wrong(
                    published.name() + " was made with classes of its publisher's own, provenance.code has"
                            + " their digests: give the jars that have them");
        }
        for (String jar : own) {
            entries.add(new ClassPathEntry(jar, context.inputs().resolvePath(CLASS_PATH, jar.strip(), JAR)));
        }
        return entries;
    }

    private void report(Reproduction reproduction) throws IOException {
        String name = reproduction.published().name();
        if (reproduction.succeeded()) {
            getLog().info("Reproduced: " + name + ", the same bytes"
                    + (reproduction.publishedHistory().isPresent() ? ", all trials alike" : ""));
            return;
        }
        throw ARTIFACT.wrong(name + " is not reproduced. " + String.join(". ", reproduction.differences())
                + ". This machine: " + machine() + ". What was computed is in "
                + reproduction.again().getParent());
    }

    private static String machine() {
        return "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors";
    }

    private Optional<Path> inputDirectory(BuildContext context) {
        if (inputs == null) {
            return Optional.empty();
        }
        Path directory = context.baseDirectory().resolve(inputs.toPath()).normalize();
        if (!Files.isDirectory(directory)) {
            throw INPUTS.wrong("there is no directory " + directory);
        }
        return Optional.of(directory);
    }

    /** {@code groupId:artifactId:version} of coordinates. */
    private static Optional<String> module(String name) {
        return Coordinates.parse(name, MAIN)
                .map(parsed -> parsed.getGroupId() + ":" + parsed.getArtifactId() + ":" + parsed.getVersion());
    }

    private static Optional<Path> publishedHistory(BuildContext context, PublishedResult published) {
        if (!published.output().equals("architecture.json")) {
            return Optional.empty();
        }
        return Coordinates.parse(published.name(), MAIN)
                .flatMap(result -> context.inputs().find(history(result)))
                .or(() -> Optional.of(published.file().resolveSibling(HISTORY)).filter(Files::isRegularFile));
    }

    private static Artifact history(Artifact result) {
        String suffix = result.getClassifier().startsWith(ARCHITECTURE)
                ? result.getClassifier().substring(ARCHITECTURE.length())
                : "";
        return new DefaultArtifact(
                result.getGroupId(), result.getArtifactId(), "history" + suffix, "csv", result.getVersion());
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(directory) && !path.endsWith(OutputLock.FILE_OF_BUILD))
                    .toList()) {
                Files.delete(path);
            }
        }
    }
}
