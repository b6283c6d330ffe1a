package io.github.l2nas.maven.input;

import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.report.page.Comparison.Compared;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.FoundFront;
import io.github.l2nas.report.result.SearchResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/** Results of searches by the files or coordinates of their architectures, with what else is known of them. */
public final class ComparedResults {

    private static final UsualArtifact MAIN = new UsualArtifact("json", "");
    private static final String ARCHITECTURE = "architecture";
    private static final List<UsualArtifact> USUAL = List.of(MAIN, new UsualArtifact("json", ARCHITECTURE));
    private static final String ARCHITECTURE_FILE = "architecture.json";
    private static final String FRONT_FILE = "front.json";
    private static final String EVALUATION_FILE = "evaluation.json";

    private final GoalParameter parameter;
    private final InputResolver inputs;
    private final Path baseDirectory;

    /**
     * @param parameter the parameter that names the results
     * @param inputs finds files and artifacts
     * @param baseDirectory where relative files begin
     */
    public ComparedResults(GoalParameter parameter, InputResolver inputs, Path baseDirectory) {
        this.parameter = parameter;
        this.inputs = inputs;
        this.baseDirectory = baseDirectory;
    }

    /**
     * Reads a result.
     *
     * @param value {@code architecture.json}, its directory, or Maven coordinates
     * @return the result under the name it was given by
     * @throws io.github.l2nas.maven.parameter.ParameterException where there is none
     * @throws io.github.l2nas.report.result.ResultException where it is wrong
     */
    public Compared read(String value) {
        Optional<Path> local = local(value);
        if (local.isPresent() && Files.isDirectory(local.get())) {
            if (!SearchResult.isIn(local.get())) {
                throw parameter.wrong(local.get() + " holds no " + ARCHITECTURE_FILE);
            }
            return inDirectory(value, local.get());
        }
        Path file = inputs.resolve(parameter, value, USUAL).file();
        if (local.isEmpty()) {
            return artifact(value, file);
        }
        return file.endsWith(ARCHITECTURE_FILE)
                ? inDirectory(value, file.getParent())
                : new Compared(SearchResult.of(value, file, Optional.empty()), Optional.empty());
    }

    /**
     * The trained model of a result.
     *
     * @param value as {@link #read} takes it
     * @return {@code model.zip}, where the result has one
     */
    public Optional<Path> model(String value) {
        Optional<Path> local = local(value);
        if (local.isPresent()) {
            Path directory =
                    Files.isDirectory(local.get()) ? local.get() : local.get().getParent();
            return besideOrBelow(directory, "model.zip");
        }
        return Coordinates.parse(value, MAIN).flatMap(artifact -> inputs.find(beside(artifact, "zip", "model")));
    }

    private static Optional<Path> besideOrBelow(Path directory, String file) {
        return List.of(directory, directory.resolve("evaluate")).stream()
                .map(place -> place.resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<Path> local(String value) {
        try {
            return Optional.of(baseDirectory.resolve(value).normalize()).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Compared inDirectory(String name, Path directory) {
        Optional<Path> evaluation = besideOrBelow(directory, EVALUATION_FILE);
        return new Compared(
                SearchResult.in(name, directory, true),
                evaluation.map(file -> Evaluation.read(name, file)),
                Optional.of(directory.resolve(FRONT_FILE))
                        .filter(Files::isRegularFile)
                        .map(FoundFront::read));
    }

    private Compared artifact(String coordinates, Path file) {
        Artifact architecture = Coordinates.parse(coordinates, MAIN).orElseThrow();
        String suffix = architecture.getClassifier().startsWith(ARCHITECTURE)
                ? architecture.getClassifier().substring(ARCHITECTURE.length())
                : "";
        Optional<Path> history = inputs.find(beside(architecture, "csv", "history" + suffix));
        Optional<Path> evaluation = inputs.find(beside(architecture, "json", "evaluation"));
        Optional<Path> front = inputs.find(beside(architecture, "json", "front" + suffix));
        return new Compared(
                SearchResult.of(coordinates, file, history),
                evaluation.map(found -> Evaluation.read(coordinates, found)),
                front.map(FoundFront::read));
    }

    private static Artifact beside(Artifact artifact, String extension, String classifier) {
        return new DefaultArtifact(
                artifact.getGroupId(), artifact.getArtifactId(), classifier, extension, artifact.getVersion());
    }
}
