package io.github.l2nas.maven.input;

import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.version.Version;

/** Which version coordinates mean that end with {@code LATEST}, {@code RELEASE} or a range: the highest there is. */
public final class PublishedVersions {

    private static final Pattern OPEN =
            Pattern.compile("(?<module>[^:]+:[^:]+)(?<between>:.*)?:(?<version>LATEST|RELEASE|[\\[(].*[\\])])");
    private static final String ANY = "(,)";

    private final RepositorySystem repositorySystem;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    /**
     * @param repositorySystem Maven's
     * @param session the build's
     * @param repositories where versions are looked for, beside the local repository
     */
    public PublishedVersions(
            RepositorySystem repositorySystem, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.repositorySystem = repositorySystem;
        this.session = session;
        this.repositories = List.copyOf(repositories);
    }

    /**
     * What was found.
     *
     * @param coordinates with the highest version; empty where there is none
     * @param failures why a repository could not be asked; with any, a version may have been missed
     */
    public record Found(Optional<String> coordinates, List<String> failures) {}

    /**
     * Looks for the highest version.
     *
     * @param text coordinates; such with a version of their own stay as they are
     * @param accepted which versions may be taken
     * @return coordinates with that version
     */
    public Found highest(String text, Predicate<String> accepted) {
        Matcher open = OPEN.matcher(text);
        if (!open.matches()) {
            return new Found(Optional.of(text), List.of());
        }
        String version = open.group("version");
        boolean range = !version.equals("LATEST") && !version.equals("RELEASE");
        Artifact artifact = new DefaultArtifact(open.group("module") + ":" + (range ? version : ANY));
        try {
            VersionRangeResult result = repositorySystem.resolveVersionRange(
                    session, new VersionRangeRequest(artifact, repositories, null));
            Optional<String> highest = result.getVersions().stream()
                    .map(Version::toString)
                    .filter(found -> !version.equals("RELEASE") || !found.endsWith("-SNAPSHOT"))
                    .filter(accepted)
                    .reduce((lower, higher) -> higher);
            String between = open.group("between") == null ? "" : open.group("between");
            return new Found(highest.map(found -> open.group("module") + between + ":" + found), failures(result));
        } catch (VersionRangeResolutionException e) {
            return new Found(Optional.empty(), List.of(e.getMessage()));
        }
    }

    /**
     * Coordinates with the highest version, for what has to be there.
     *
     * @param parameter where the coordinates stand, for messages
     * @param text coordinates or a file; what has no open version stays as it is
     * @return coordinates with that version, or {@code text}
     * @throws io.github.l2nas.maven.parameter.ParameterException where there is no version
     */
    public String fixed(GoalParameter parameter, String text) {
        Found found = highest(text, version -> true);
        return found.coordinates()
                .orElseThrow(() -> parameter.wrong("there is no version of " + text + " in the repositories"
                        + (found.failures().isEmpty() ? "" : ": " + String.join("; ", found.failures()))));
    }

    private static List<String> failures(VersionRangeResult result) {
        List<String> failures = new ArrayList<>();
        for (Exception e : result.getExceptions()) {
            if (!(e instanceof MetadataNotFoundException)) {
                failures.add(e.getMessage());
            }
        }
        return failures;
    }
}
