package io.github.l2nas.maven;

import io.github.l2nas.maven.input.ComparedResults;
import io.github.l2nas.maven.input.VersionRanges;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.report.page.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Puts results of searches beside each other: what differs in settings, inputs, architecture and accuracy, for example
 * between two versions of a search artifact. Writes {@code compare.html}, which opens from disk and needs nothing else, and
 * the data of its figures into the directory {@code compare} beside it.
 *
 * @since 0.1.0
 */
@Mojo(name = "compare", requiresProject = false, threadSafe = true)
public class CompareMojo extends AbstractGoalMojo {

    private static final GoalParameter RESULTS = GoalParameter.named("results");

    /**
     * The results, at least two; the others are compared with the first. Each is an {@code architecture.json} of a search, the
     * directory it lies in, or Maven coordinates {@code groupId:artifactId:version} (of type json, without a classifier or
     * with {@code architecture}), {@code groupId:artifactId:extension:version} or {@code
     * groupId:artifactId:extension:classifier:version}; the version may be {@code LATEST}, {@code RELEASE} (the highest that is
     * no snapshot) or a range. History and evaluation are shown too where they lie beside the file
     * or are attached to the same artifact. On the command line results are separated by commas. Required.
     */
    @Parameter(property = "l2nas.results")
    private List<String> results;

    /** Skips this goal. */
    @Parameter(property = "l2nas.compare.skip", defaultValue = "false")
    private boolean skipCompare;

    /**
     * @param repositorySystem resolves results
     */
    @Inject
    public CompareMojo(RepositorySystem repositorySystem) {
        super(repositorySystem);
    }

    @Override
    Optional<String> reasonToSkip(BuildContext context) {
        return skipCompare ? Optional.of("<skipCompare> (-Dl2nas.compare.skip) is set") : Optional.empty();
    }

    @Override
    void run(BuildContext context) {
        List<String> given = results == null ? List.of() : VersionRanges.joined(results);
        if (given.size() < 2) {
            throw RESULTS.wrong("give at least two results, files or Maven coordinates; got " + given.size());
        }
        Path page = context.absolute(outputDirectory()).resolve("compare.html");
        ComparedResults inputs = new ComparedResults(RESULTS, context.inputs(), context.baseDirectory());
        new ProjectClasses(context, getLog()).read(() -> compare(context, inputs, given, page));
        getLog().info("Comparison written to " + page);
    }

    private void compare(BuildContext context, ComparedResults inputs, List<String> given, Path page) {
        Comparison comparison = new Comparison(given.stream()
                .map(value -> inputs.read(context.versions().fixed(RESULTS, value)))
                .toList());
        comparison.write(context.title(), page);
        comparison.lines().forEach(getLog()::info);
    }
}
