package io.github.l2nas.maven.fork;

import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** Finds artifacts with everything that they depend on: in this build, in the local repository or in a remote one. */
public final class ArtifactCollector {

    private final RepositorySystem repositorySystem;
    private final RepositorySystemSession session;

    /**
     * @param repositorySystem Maven's
     * @param session the build's
     */
    public ArtifactCollector(RepositorySystem repositorySystem, RepositorySystemSession session) {
        this.repositorySystem = repositorySystem;
        this.session = session;
    }

    /**
     * Finds artifacts.
     *
     * @param direct where to begin; of several versions the one nearest to these is taken
     * @param managed versions, scopes and exclusions of what they depend on
     * @param repositories where to look for what is not in the local repository
     * @return jars and directories in Maven's order of a class path, without those of scope {@code test}
     * @throws DependencyResolutionException where one can't be found
     */
    List<ClassPathEntry> collect(List<Dependency> direct, List<Dependency> managed, List<RemoteRepository> repositories)
            throws DependencyResolutionException {
        CollectRequest request = new CollectRequest(direct, managed, repositories);
        request.setRequestContext("l2nas");
        return repositorySystem
                .resolveDependencies(session, new DependencyRequest(request, (node, parents) -> isLoaded(node)))
                .getArtifactResults()
                .stream()
                .map(ArtifactResult::getArtifact)
                .filter(artifact -> artifact != null && artifact.getFile() != null)
                .filter(artifact -> artifact.getExtension().equals("jar"))
                .map(ClassPathEntry::of)
                .toList();
    }

    private static boolean isLoaded(DependencyNode node) {
        return node.getDependency() != null && !node.getDependency().getScope().equals("test");
    }
}
