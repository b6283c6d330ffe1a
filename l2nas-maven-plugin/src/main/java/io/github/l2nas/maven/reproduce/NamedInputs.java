package io.github.l2nas.maven.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.file.DigestCache;
import io.github.l2nas.api.file.FileTree;
import io.github.l2nas.maven.input.Coordinates;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.Artifact;

/**
 * Finds the inputs that a job names: by their coordinates, among the artifacts that were published with the result, and in a
 * directory. Their digests tell them; a file that only has the right name is never taken.
 */
public final class NamedInputs {

    /** What short coordinates can stand for, and what a project publishes that a later goal of it reads. */
    private static final List<UsualArtifact> TYPES = List.of(
            new UsualArtifact("csv", ""),
            new UsualArtifact("zip", ""),
            new UsualArtifact("pth", ""),
            new UsualArtifact("json", ""),
            new UsualArtifact("json", "architecture"),
            new UsualArtifact("csv", "history"),
            new UsualArtifact("zip", "supernet"),
            new UsualArtifact("zip", "policy"));

    private static final DigestCache DIGESTS = DigestCache.user();

    private final GoalParameter parameter;
    private final Function<Artifact, Optional<Path>> artifacts;
    private final Optional<String> result;
    private final Optional<Path> directory;

    /**
     * @param parameter names the directory, for messages
     * @param artifacts finds the file of an artifact that may well not be there
     * @param result coordinates {@code groupId:artifactId:version} of the result; empty where it is a file
     * @param directory where other inputs lie
     */
    public NamedInputs(
            GoalParameter parameter,
            Function<Artifact, Optional<Path>> artifacts,
            Optional<String> result,
            Optional<Path> directory) {
        this.parameter = parameter;
        this.artifacts = artifacts;
        this.result = result;
        this.directory = directory;
    }

    /**
     * Gives every input its place on this machine.
     *
     * @param job the job, without places
     * @return the job with them
     * @throws io.github.l2nas.maven.parameter.ParameterException where inputs are missing; names all of them with their
     *     digests
     */
    public ObjectNode place(ObjectNode job) {
        ObjectNode placed = job.deepCopy();
        List<String> missing = new ArrayList<>();
        place(placed, "", missing);
        if (!missing.isEmpty()) {
            throw parameter.wrong("not found: " + String.join("; ", missing)
                    + ". Give a directory that has them, under whatever names"
                    + directory
                            .map(given -> "; those in " + given + " are others")
                            .orElse(""));
        }
        return placed;
    }

    private void place(ObjectNode node, String path, List<String> missing) {
        if (node.has("sha256") && node.has("name")) {
            String name = node.get("name").asText();
            String digest = node.get("sha256").asText();
            Optional<Path> file = find(name, digest);
            file.ifPresent(found -> node.put("file", found.toString()));
            if (file.isEmpty()) {
                missing.add(path + " '" + name + "' with SHA-256 " + digest);
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue() instanceof ObjectNode inner) {
                place(inner, path.isEmpty() ? field.getKey() : path + "." + field.getKey(), missing);
            }
        }
    }

    private Optional<Path> find(String name, String digest) {
        return Stream.of(Optional.of(name), result)
                .flatMap(Optional::stream)
                .flatMap(coordinates -> TYPES.stream().flatMap(type -> Coordinates.parse(coordinates, type).stream()))
                .distinct()
                .flatMap(artifact -> artifacts.apply(artifact).stream())
                .filter(file -> digest(file).equals(digest))
                .findFirst()
                .or(() -> inDirectory(name, digest));
    }

    /** Files of the right name come first: others need not be read then. */
    private Optional<Path> inDirectory(String name, String digest) {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Path> all = new ArrayList<>(List.of(directory.get()));
            all.addAll(FileTree.of(directory.get()).values());
            return Stream.concat(
                            all.stream().filter(file -> file.endsWith(name)),
                            all.stream().filter(file -> !file.endsWith(name)))
                    .filter(file -> digest(file).equals(digest))
                    .findFirst();
        } catch (IOException e) {
            throw parameter.wrong("can't read " + directory.get() + ": " + e.getMessage());
        }
    }

    private static String digest(Path file) {
        try {
            return DIGESTS.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
