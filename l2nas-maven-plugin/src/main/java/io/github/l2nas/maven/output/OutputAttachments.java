package io.github.l2nas.maven.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/** Attaches what a goal wrote to the project, so that {@code install} and {@code deploy} publish it. */
public final class OutputAttachments {

    private static final String ARCHITECTURE = "architecture";
    private static final String FRONT = "front";

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("architecture.json", new Kind(ARCHITECTURE, "json")),
            Map.entry("history.csv", new Kind("history", "csv")),
            Map.entry("front.csv", new Kind(FRONT, "csv")),
            Map.entry("front.json", new Kind(FRONT, "json")),
            Map.entry("policy.zip", new Kind("policy", "zip")),
            Map.entry("summary.json", new Kind("summary", "json")),
            Map.entry("supernet.zip", new Kind("supernet", "zip")),
            Map.entry("evaluation.json", new Kind("evaluation", "json")),
            Map.entry("latency.json", new Kind("latency", "json")),
            Map.entry("model.zip", new Kind("model", "zip")),
            Map.entry("model.onnx", new Kind("model", "onnx")),
            Map.entry("model-int8.onnx", new Kind("model-int8", "onnx")));

    private final MavenProjectHelper helper;
    private final MavenProject project;

    public OutputAttachments(MavenProjectHelper helper, MavenProject project) {
        this.helper = helper;
        this.project = project;
    }

    /**
     * Attaches those files that lie directly in the layout's directory and are of a known kind. With packaging {@code nas}
     * the architecture without a classifier suffix becomes the project's main artifact. A file that is attached already,
     * by an earlier execution in the same build, stays as it is.
     *
     * @param layout the execution's
     * @param files what the job wrote
     * @return the coordinates under which others find the files that are attached now
     */
    public List<String> attach(OutputLayout layout, List<Path> files) {
        List<String> coordinates = new ArrayList<>();
        for (Path file : files) {
            Kind kind = KINDS.get(file.getFileName().toString());
            if (kind == null || !layout.directory().equals(file.getParent())) {
                continue;
            }
            if (kind.classifier().equals(ARCHITECTURE) && isMainArtifact(layout)) {
                project.getArtifact().setFile(file.toFile());
                coordinates.add(coordinates(kind.type()));
                continue;
            }
            String classifier = kind.classifier() + layout.classifierSuffix();
            if (!isAttached(file, classifier)) {
                helper.attachArtifact(project, kind.type(), classifier, file.toFile());
            }
            coordinates.add(coordinates(kind.type() + ":" + classifier));
        }
        return coordinates;
    }

    private String coordinates(String typeAndClassifier) {
        return String.join(":", project.getGroupId(), project.getArtifactId(), typeAndClassifier, project.getVersion());
    }

    private boolean isMainArtifact(OutputLayout layout) {
        return "nas".equals(project.getPackaging()) && layout.classifierSuffix().isEmpty();
    }

    private boolean isAttached(Path file, String classifier) {
        return project.getAttachedArtifacts().stream()
                .anyMatch(artifact -> classifier.equals(artifact.getClassifier())
                        && file.toFile().equals(artifact.getFile()));
    }

    private record Kind(String classifier, String type) {}
}
