package io.github.l2nas.maven;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.maven.fork.ArtifactCollector;
import io.github.l2nas.maven.fork.ClassPathEntry;
import io.github.l2nas.maven.fork.ProjectClassPath;
import io.github.l2nas.maven.parameter.ParameterException;
import io.github.l2nas.report.result.ResultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** Reads results in Maven's own JVM: with the project's classes where a result is of a space that only they have. */
final class ProjectClasses {

    private final BuildContext context;
    private final Log log;

    /**
     * @param context the build
     * @param log hears why the project's classes can't be had
     */
    ProjectClasses(BuildContext context, Log log) {
        this.context = context;
        this.log = log;
    }

    /**
     * Reads results. Where that fails it is tried once more with the project's classes, if there are any.
     *
     * @param reading may be done twice
     * @throws ParameterException where a result can't be read
     */
    void read(Runnable reading) {
        try {
            reading.run();
        } catch (ResultException | JobException e) {
            if (!context.hasProject() || ProjectClassPath.isEmpty(context.project()) || !readWithClasses(reading)) {
                throw new ParameterException(e.getMessage());
            }
        }
    }

    /** False where the project's class path can't be had. */
    private boolean readWithClasses(Runnable reading) {
        RepositorySystemSession session = context.session().getRepositorySession();
        List<ClassPathEntry> classPath;
        try {
            classPath = new ProjectClassPath(
                            new ArtifactCollector(context.repositorySystem(), session),
                            session.getArtifactTypeRegistry())
                    .of(context.project());
        } catch (DependencyResolutionException e) {
            log.warn("The classes of this project are left out: " + e.getMessage());
            return false;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = ClassPathEntry.loader(classPath, ProjectClasses.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            reading.run();
            return true;
        } catch (ResultException | JobException e) {
            throw new ParameterException(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
