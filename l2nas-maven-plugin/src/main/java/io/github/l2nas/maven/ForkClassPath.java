package io.github.l2nas.maven;

import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.maven.fork.ArtifactCollector;
import io.github.l2nas.maven.fork.ClassPathEntry;
import io.github.l2nas.maven.fork.EngineClassPath;
import io.github.l2nas.maven.fork.EngineLibrary;
import io.github.l2nas.maven.fork.NamedParts;
import io.github.l2nas.maven.fork.ProjectClassPath;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * What the engine's JVM loads: the engine, what the POM adds to the plugin, and, where a job names a space, an evaluator or a
 * strategy that these don't have, the project's classes and dependencies. Where it names none of those, its results don't
 * depend on the project's code, and it is not done again when that changes.
 */
final class ForkClassPath {

    private final BuildContext context;
    private final EngineClassPath engine;
    private final ProjectClassPath project;

    /**
     * @param context the build
     */
    ForkClassPath(BuildContext context) {
        this.context = context;
        ArtifactCollector collector = new ArtifactCollector(
                context.repositorySystem(), context.session().getRepositorySession());
        ArtifactTypeRegistry types = context.session().getRepositorySession().getArtifactTypeRegistry();
        engine = new EngineClassPath(collector, types);
        project = new ProjectClassPath(collector, types);
    }

    /**
     * The class path for a job.
     *
     * @param job the job
     * @param libraries what it needs beside the engine
     * @return jars and directories
     * @throws MojoExecutionException where something can't be found
     */
    List<ClassPathEntry> of(Job job, Set<EngineLibrary> libraries) throws MojoExecutionException {
        List<ClassPathEntry> base = engine(context.engineVersion(), libraries);
        if (!context.hasProject() || ProjectClassPath.isEmpty(context.project()) || isEnough(job, base)) {
            return base;
        }
        try {
            return ClassPathEntry.joined(base, project.of(context.project()));
        } catch (DependencyResolutionException e) {
            throw new MojoExecutionException("a dependency of this project can't be found: " + e.getMessage(), e);
        }
    }

    /**
     * The engine alone, with what the POM adds to the plugin.
     *
     * @param version of the engine
     * @param libraries what is needed beside it
     * @return jars
     * @throws MojoExecutionException where something can't be found
     */
    List<ClassPathEntry> engine(String version, Set<EngineLibrary> libraries) throws MojoExecutionException {
        try {
            return engine.of(
                    version,
                    libraries,
                    context.execution().getPlugin(),
                    context.project().getRemotePluginRepositories());
        } catch (DependencyResolutionException e) {
            throw new MojoExecutionException(
                    "the engine can't be found, which is no dependency of the plugin but is fetched by the goals that"
                            + " need it: " + e.getMessage(),
                    e);
        }
    }

    private static boolean isEnough(Job job, List<ClassPathEntry> classPath) {
        try (URLClassLoader loader = ClassPathEntry.loader(classPath, ForkClassPath.class.getClassLoader())) {
            return NamedParts.areFound(job, loader);
        } catch (JobException e) {
            throw new ParameterException(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
