package io.github.l2nas.maven;

import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.ImportTableJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Converts a benchmark file of another format into a table that {@code search} reads: csv exports, JSON of architecture to
 * accuracies, and the per-architecture pickles of NATS-Bench. Nothing in a pickle is executed.
 *
 * @since 0.1.0
 */
@Mojo(name = "import-table", requiresProject = false, threadSafe = true)
public class ImportTableMojo extends AbstractJobMojo {

    private static final UsualArtifact USUAL_SOURCE = new UsualArtifact("tar", "");
    private static final GoalParameter SOURCE = GoalParameter.named("source");
    private static final GoalParameter OUTPUT = GoalParameter.named("output");

    /** Search space the benchmark is about, for example {@code nas-bench-201}. Required. */
    @Parameter(property = "l2nas.space")
    private String space;

    /**
     * What to convert: a csv or json file, NATS-Bench's {@code -simple} directory, or its tar; a path or Maven
     * coordinates, {@code groupId:artifactId:version} being of type tar. Required.
     */
    @Parameter(property = "l2nas.source")
    private String source;

    /** The csv or csv.gz file to write. Required. */
    @Parameter(property = "l2nas.output")
    private String output;

    /** Skips this goal. */
    @Parameter(property = "l2nas.importTable.skip", defaultValue = "false")
    private boolean skipImportTable;

    /**
     * @param repositorySystem resolves the source
     * @param toolchains choose the engine's Java
     */
    @Inject
    public ImportTableMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains);
    }

    @Override
    Optional<String> reasonToSkip(BuildContext context) {
        return skipImportTable ? Optional.of("<skipImportTable> (-Dl2nas.importTable.skip) is set") : Optional.empty();
    }

    @Override
    Job configure(BuildContext context, Path directory) {
        String givenSpace = context.required("space", space, "name a search space, for example nas-bench-201");
        String givenSource = context.required("source", source, "give a csv, json or tar file or a directory");
        String givenOutput = context.required("output", output, "name the csv or csv.gz file to write");
        return new ImportTableJob(
                Part.named(givenSpace),
                context.inputs().resolvePath(SOURCE, givenSource, USUAL_SOURCE),
                outputFile(context, givenOutput),
                directory);
    }

    private static Path outputFile(BuildContext context, String file) {
        try {
            return context.baseDirectory().resolve(file).normalize();
        } catch (InvalidPathException e) {
            throw OUTPUT.wrong("'" + file + "' is not a file name: " + e.getReason());
        }
    }

    @Override
    GoalParameter parameterOf(String field) {
        return field.equals("table") ? OUTPUT : GoalParameter.ofSearchJob(field);
    }

    @Override
    Map<String, String> furtherInputs(Job job) {
        Path file = ((ImportTableJob) job).source();
        try {
            return Map.of("source.sha256", ContentDigest.of(file));
        } catch (IOException e) {
            throw SOURCE.wrong("can't read " + file + ": " + e.getMessage());
        }
    }
}
