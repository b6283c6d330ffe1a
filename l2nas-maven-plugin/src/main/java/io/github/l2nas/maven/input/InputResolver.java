package io.github.l2nas.maven.input;

import io.github.l2nas.api.file.DigestCache;
import io.github.l2nas.api.file.FileNames;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Finds the files that parameters name. A value that names an existing file is that file; else, where it has the form of
 * Maven coordinates, it is the artifact, from this build, the local repository or a remote one.
 */
public final class InputResolver {

    private final RepositorySystem repositorySystem;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final Path baseDirectory;
    private final Set<String> modules;

    /**
     * @param repositorySystem Maven's
     * @param session the build's: its local repository, its modules, whether it is offline
     * @param repositories the project's remote repositories
     * @param baseDirectory absolute; where relative files begin
     * @param modules {@code groupId:artifactId} of every project of this build
     */
    public InputResolver(
            RepositorySystem repositorySystem,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            Path baseDirectory,
            Set<String> modules) {
        this.repositorySystem = repositorySystem;
        this.session = session;
        this.repositories = List.copyOf(repositories);
        this.baseDirectory = baseDirectory;
        this.modules = Set.copyOf(modules);
    }

    /**
     * Finds a file and digests it.
     *
     * @param parameter the parameter, for messages
     * @param value a file or coordinates
     * @param usual what short coordinates stand for
     * @return the file under the name that provenance shows: its own, without directories, or its coordinates
     * @throws io.github.l2nas.maven.parameter.ParameterException where there is no such file
     */
    public InputFile resolve(GoalParameter parameter, String value, Coordinates.UsualArtifact usual) {
        return resolve(parameter, value, List.of(usual));
    }

    /**
     * Finds a file whose short coordinates can stand for several artifacts, and digests it.
     *
     * @param parameter the parameter, for messages
     * @param value a file or coordinates
     * @param usual what short coordinates stand for, tried in this order
     * @return the file under the name that provenance shows: its own, without directories, or its coordinates
     * @throws io.github.l2nas.maven.parameter.ParameterException where there is no such file
     */
    public InputFile resolve(GoalParameter parameter, String value, List<Coordinates.UsualArtifact> usual) {
        Located located = locate(parameter, value, usual);
        if (Files.isDirectory(located.path())) {
            throw parameter.wrong(located.path() + " is a directory; name the file");
        }
        try {
            return new InputFile(
                    located.name(), located.path(), DigestCache.user().of(located.path()));
        } catch (IOException e) {
            throw parameter.wrong("can't read " + located.path() + ": " + e.getMessage());
        }
    }

    /**
     * Finds a data set and digests it.
     *
     * @param parameter the parameter, for messages
     * @param value a directory, a file or coordinates
     * @param usual what short coordinates stand for
     * @return the directory or file, as {@link #resolve} names it
     * @throws io.github.l2nas.maven.parameter.ParameterException where there is none
     */
    public InputFile resolveDataset(GoalParameter parameter, String value, Coordinates.UsualArtifact usual) {
        Located located = locate(parameter, value, List.of(usual));
        try {
            return new InputFile(
                    located.name(), located.path(), DigestCache.user().of(located.path()));
        } catch (IOException e) {
            throw parameter.wrong("can't read " + located.path() + ": " + e.getMessage());
        }
    }

    /**
     * Whether a value can only be meant as a file or coordinates.
     *
     * @param value what a parameter says
     * @param usual what short coordinates stand for
     * @return true where there is such a file, or the text has the form of coordinates
     */
    public boolean namesFileOrArtifact(String value, Coordinates.UsualArtifact usual) {
        return path(value).filter(Files::exists).isPresent()
                || Coordinates.parse(value, usual).isPresent();
    }

    /**
     * Finds a file or directory.
     *
     * @param parameter the parameter, for messages
     * @param value a file, a directory or coordinates
     * @param usual what short coordinates stand for
     * @return an absolute path
     * @throws io.github.l2nas.maven.parameter.ParameterException where there is none
     */
    public Path resolvePath(GoalParameter parameter, String value, Coordinates.UsualArtifact usual) {
        return locate(parameter, value, List.of(usual)).path();
    }

    /**
     * Looks for an artifact that may well not be there.
     *
     * @param artifact the artifact
     * @return its file
     */
    public Optional<Path> find(Artifact artifact) {
        try {
            ArtifactRequest request = new ArtifactRequest(artifact, repositories, null);
            return Optional.of(repositorySystem
                    .resolveArtifact(session, request)
                    .getArtifact()
                    .getFile()
                    .toPath());
        } catch (ArtifactResolutionException e) {
            return Optional.empty();
        }
    }

    private Located locate(GoalParameter parameter, String value, List<Coordinates.UsualArtifact> usual) {
        Optional<Path> file = path(value);
        if (file.isPresent() && Files.exists(file.get())) {
            return new Located(file.get().getFileName().toString(), file.get());
        }
        List<Artifact> artifacts = usual.stream()
                .flatMap(meant -> Coordinates.parse(value, meant).stream())
                .distinct()
                .toList();
        if (!artifacts.isEmpty()) {
            return new Located(value, resolveFirst(parameter, artifacts));
        }
        String tried = file.map(path -> "there is no file " + path)
                .map(problem -> FileNames.isDamaged(value) ? problem + ". " + FileNames.advice() : problem)
                .orElseGet(() -> "'" + value + "' can't be the name of a file: " + FileNames.advice());
        boolean meantAsCoordinates = value.contains(":") && !value.contains("/") && !value.contains("\\");
        String problem =
                meantAsCoordinates ? tried + ", and coordinates have the form " + Coordinates.NOTATIONS : tried;
        ParameterException missing = parameter.wrong(problem);
        throw file.isPresent() ? new MissingFileException(missing.getMessage(), file.get()) : missing;
    }

    private Optional<Path> path(String value) {
        try {
            return Optional.of(baseDirectory.resolve(value).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Path resolveFirst(GoalParameter parameter, List<Artifact> artifacts) {
        ArtifactResolutionException failure = null;
        for (Artifact artifact : artifacts) {
            try {
                return repositorySystem
                        .resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
                        .getArtifact()
                        .getFile()
                        .toPath();
            } catch (ArtifactResolutionException e) {
                failure = e;
            }
        }
        String module = artifacts.get(0).getGroupId() + ":" + artifacts.get(0).getArtifactId();
        String advice = modules.contains(module)
                ? ". " + module + " is a module of this build: declare it as a dependency, so that it is built"
                        + " first, and let it attach this artifact"
                : "";
        throw parameter.wrong(withoutFinalStop(failure.getMessage()) + advice);
    }

    private static String withoutFinalStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private record Located(String name, Path path) {}
}
