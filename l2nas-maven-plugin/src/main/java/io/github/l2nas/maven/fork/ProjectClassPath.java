package io.github.l2nas.maven.fork;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * What a project brings: its compiled classes, and its dependencies but for those of its tests. They are looked for only when a
 * goal needs them.
 */
public final class ProjectClassPath {

    private final ArtifactCollector collector;
    private final ArtifactTypeRegistry types;

    /**
     * @param collector finds dependencies
     * @param types Maven's
     */
    public ProjectClassPath(ArtifactCollector collector, ArtifactTypeRegistry types) {
        this.collector = collector;
        this.types = types;
    }

    /**
     * Whether there is anything.
     *
     * @param project the project
     * @return false where it has neither classes nor dependencies
     */
    public static boolean isEmpty(MavenProject project) {
        return !Files.isDirectory(classes(project)) && project.getDependencies().isEmpty();
    }

    /**
     * The class path.
     *
     * @param project the project
     * @return its classes, where they are compiled, and its dependencies
     * @throws DependencyResolutionException where a dependency can't be found
     */
    public List<ClassPathEntry> of(MavenProject project) throws DependencyResolutionException {
        List<ClassPathEntry> entries = new ArrayList<>();
        if (Files.isDirectory(classes(project))) {
            entries.add(new ClassPathEntry("classes of " + project.getArtifactId(), classes(project)));
        }
        DependencyManagement management = project.getDependencyManagement();
        entries.addAll(collector.collect(
                dependencies(project.getDependencies()),
                management == null ? List.of() : dependencies(management.getDependencies()),
                project.getRemoteProjectRepositories()));
        return entries;
    }

    private List<Dependency> dependencies(List<org.apache.maven.model.Dependency> declared) {
        return declared.stream()
                .map(dependency -> RepositoryUtils.toDependency(dependency, types))
                .toList();
    }

    private static Path classes(MavenProject project) {
        return Path.of(project.getBuild().getOutputDirectory());
    }
}
