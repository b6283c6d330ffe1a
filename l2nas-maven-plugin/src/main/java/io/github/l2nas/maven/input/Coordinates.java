package io.github.l2nas.maven.input;

import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/** Maven coordinates as users write them. */
public final class Coordinates {

    /** The notations, for messages. */
    static final String NOTATIONS = "groupId:artifactId:version, groupId:artifactId:extension:version"
            + " or groupId:artifactId:extension:classifier:version";

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.+-]+");

    private Coordinates() {}

    /**
     * Reads coordinates.
     *
     * @param text {@code groupId:artifactId:version}, {@code groupId:artifactId:extension:version} or
     *     {@code groupId:artifactId:extension:classifier:version}
     * @param usual what an artifact is where the text names only group, artifact and version
     * @return the artifact, or nothing where the text has another form
     */
    public static Optional<Artifact> parse(String text, UsualArtifact usual) {
        String[] parts = text.split(":", -1);
        for (String part : parts) {
            if (!PART.matcher(part).matches()) {
                return Optional.empty();
            }
        }
        return switch (parts.length) {
            case 3 ->
                Optional.of(new DefaultArtifact(parts[0], parts[1], usual.classifier(), usual.extension(), parts[2]));
            case 4 -> Optional.of(new DefaultArtifact(parts[0], parts[1], "", parts[2], parts[3]));
            case 5 -> Optional.of(new DefaultArtifact(parts[0], parts[1], parts[3], parts[2], parts[4]));
            default -> Optional.empty();
        };
    }

    /**
     * What {@code groupId:artifactId:version} stands for.
     *
     * @param extension for example {@code csv}
     * @param classifier may be empty
     */
    public record UsualArtifact(String extension, String classifier) {}
}
