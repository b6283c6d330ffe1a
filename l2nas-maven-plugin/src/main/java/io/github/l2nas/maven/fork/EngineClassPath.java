package io.github.l2nas.maven.fork;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * What the engine's JVM loads: the plugin's artifacts, and SLF4J's API. Maven leaves that one out of a plugin's artifacts
 * because it shows plugins its own; the engine has no Maven around it.
 */
public final class EngineClassPath {

    private static final String SLF4J = "org.slf4j";
    private static final String API = "slf4j-api";
    private static final String BINDING = "slf4j-simple";

    private final RepositorySystem repositorySystem;
    private final RepositorySystemSession session;

    /**
     * @param repositorySystem Maven's
     * @param session the build's
     */
    public EngineClassPath(RepositorySystem repositorySystem, RepositorySystemSession session) {
        this.repositorySystem = repositorySystem;
        this.session = session;
    }

    /**
     * The class path.
     *
     * @param pluginArtifacts as Maven resolved them
     * @param repositories where plugins come from
     * @return files
     * @throws ArtifactResolutionException where SLF4J's API, in the version of its binding, is nowhere
     */
    public List<Path> of(List<Artifact> pluginArtifacts, List<RemoteRepository> repositories)
            throws ArtifactResolutionException {
        List<Path> files = new ArrayList<>();
        String missing = null;
        for (Artifact artifact : pluginArtifacts) {
            files.add(artifact.getFile().toPath());
            if (is(artifact, BINDING) && pluginArtifacts.stream().noneMatch(other -> is(other, API))) {
                missing = artifact.getVersion();
            }
        }
        if (missing != null) {
            files.add(resolve(new DefaultArtifact(SLF4J, API, "jar", missing), repositories)
                    .toPath());
        }
        return files;
    }

    private static boolean is(Artifact artifact, String artifactId) {
        return artifact.getGroupId().equals(SLF4J) && artifact.getArtifactId().equals(artifactId);
    }

    private File resolve(org.eclipse.aether.artifact.Artifact artifact, List<RemoteRepository> repositories)
            throws ArtifactResolutionException {
        return repositorySystem
                .resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
                .getArtifact()
                .getFile();
    }
}
