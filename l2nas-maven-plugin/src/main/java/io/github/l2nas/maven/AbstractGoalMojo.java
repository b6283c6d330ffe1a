package io.github.l2nas.maven;

import io.github.l2nas.api.file.FileNames;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/** A goal of this plugin: skipped with a reason, or run in what the build tells. */
abstract class AbstractGoalMojo extends AbstractMojo {

    /**
     * Directory for everything the goal writes. A {@code search} without an execution id of its own ({@code
     * default-search}, {@code default-cli}) writes into this directory itself, another goal without one into a
     * subdirectory named for the goal, and an execution with its own id into a subdirectory of that name. {@code report}
     * and {@code compare} write {@code report.html} and {@code compare.html} into the directory itself. Without a
     * project it is {@code target/l2nas} in the current directory.
     */
    @Parameter(property = "l2nas.outputDirectory", defaultValue = "${project.build.directory}/l2nas")
    private File outputDirectory;

    /** Skips every goal of this plugin but {@code help}. */
    @Parameter(property = "l2nas.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojoExecution;

    private final RepositorySystem repositorySystem;

    AbstractGoalMojo(RepositorySystem repositorySystem) {
        this.repositorySystem = repositorySystem;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            BuildContext context = context();
            Optional<String> reason = skipped(context);
            if (!skip) {
                context.requireKnownParameters(getLog());
            }
            if (reason.isPresent()) {
                if (!skip) {
                    requireSkippable(context, reason.get());
                }
                getLog().info("Skipped: " + reason.get());
                return;
            }
            run(context);
        } catch (ParameterException e) {
            throw new MojoFailureException(e.getMessage());
        } catch (InvalidPathException e) {
            throw new MojoFailureException("'" + e.getInput() + "' can't be the name of a file: " + FileNames.advice());
        }
    }

    final BuildContext context() {
        return new BuildContext(session, project, mojoExecution, repositorySystem);
    }

    /** Why this goal is skipped, if it is. */
    final Optional<String> skipped(BuildContext context) {
        return skip ? Optional.of("<skip> (-Dl2nas.skip) is set") : reasonToSkip(context);
    }

    /** Whether every goal of this plugin is skipped. */
    final boolean isSwitchedOff() {
        return skip;
    }

    /** The parameter of that name, as it was given. */
    final File outputDirectory() {
        return outputDirectory;
    }

    /**
     * Whether this goal is skipped.
     *
     * @param context the build
     * @return which parameter says so, or why there is nothing to do yet
     * @throws ParameterException where a parameter is wrong
     */
    abstract Optional<String> reasonToSkip(BuildContext context);

    /**
     * Is told that this goal alone is skipped.
     *
     * @param context the build
     * @param reason why
     * @throws ParameterException where the build must not go on so
     */
    void requireSkippable(BuildContext context, String reason) {}

    /**
     * Does what the goal is for.
     *
     * @param context the build
     * @throws ParameterException where a parameter is missing or wrong
     * @throws MojoExecutionException where the machine fails
     */
    abstract void run(BuildContext context) throws MojoExecutionException;
}
