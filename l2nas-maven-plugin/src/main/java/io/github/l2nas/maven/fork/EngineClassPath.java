package io.github.l2nas.maven.fork;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.model.Plugin;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * The engine and what a POM adds to the plugin's dependencies: extensions, or another backend. They are no dependencies of the
 * plugin, so that goals without an engine do without them.
 */
public final class EngineClassPath {

    private static final String GROUP = "io.github.l2nas";
    private static final String ENGINE = "l2nas-engine";
    private static final String RUNTIME = "runtime";

    private final ArtifactCollector collector;
    private final ArtifactTypeRegistry types;

    /**
     * @param collector finds the engine
     * @param types Maven's
     */
    public EngineClassPath(ArtifactCollector collector, ArtifactTypeRegistry types) {
        this.collector = collector;
        this.types = types;
    }

    /**
     * The class path.
     *
     * @param version the engine's
     * @param libraries what the job needs beside the engine
     * @param plugin this plugin, as the POM declares it; null where no POM does
     * @param repositories where plugins come from
     * @return the engine first
     * @throws DependencyResolutionException where something can't be found
     */
    public List<ClassPathEntry> of(
            String version, Set<EngineLibrary> libraries, Plugin plugin, List<RemoteRepository> repositories)
            throws DependencyResolutionException {
        List<Dependency> direct = new ArrayList<>();
        direct.add(new Dependency(new DefaultArtifact(GROUP, ENGINE, "jar", version), RUNTIME));
        libraries.stream()
                .sorted()
                .forEach(library -> direct.add(
                        new Dependency(new DefaultArtifact(GROUP, library.artifactId(), "pom", version), RUNTIME)));
        if (plugin != null) {
            plugin.getDependencies()
                    .forEach(added -> direct.add(
                            RepositoryUtils.toDependency(added, types).setScope(RUNTIME)));
        }
        return collector.collect(direct, List.of(), repositories);
    }
}
