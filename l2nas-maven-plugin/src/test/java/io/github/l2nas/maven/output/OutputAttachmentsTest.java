package io.github.l2nas.maven.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
class OutputAttachmentsTest {

    private static final Path DIRECTORY = Path.of("target", "l2nas");
    private static final List<Path> FILES = List.of(
            DIRECTORY.resolve("architecture.json"),
            DIRECTORY.resolve("history.csv"),
            DIRECTORY.resolve("policy.zip"),
            DIRECTORY.resolve("summary.json"),
            DIRECTORY.resolve("seed-1").resolve("architecture.json"));

    @Inject
    private MavenProjectHelper helper;

    private final MavenProject project = new MavenProject();

    @BeforeEach
    void aProject() {
        project.setGroupId("g");
        project.setArtifactId("a");
        project.setVersion("1");
        project.setArtifact(new DefaultArtifact("g", "a", "1", null, "jar", null, new DefaultArtifactHandler("jar")));
    }

    @Test
    void outputsAreAttachedByTheirNames() {
        attach("");

        assertThat(project.getAttachedArtifacts())
                .extracting(OutputAttachmentsTest::typeAndClassifier)
                .containsExactly("json:architecture", "csv:history", "zip:policy", "json:summary");
        assertThat(project.getArtifact().getFile()).isNull();
    }

    @Test
    void aSupernetAndAnEvaluationAreAttachedAndTheirTrainingCurvesAreNot() {
        List<Path> files = List.of(
                DIRECTORY.resolve("supernet.zip"),
                DIRECTORY.resolve("training.csv"),
                DIRECTORY.resolve("evaluation.json"),
                DIRECTORY.resolve("model.zip"),
                DIRECTORY.resolve("model.onnx"));

        List<String> coordinates =
                new OutputAttachments(helper, project).attach(new OutputLayout(DIRECTORY, ""), files);

        assertThat(coordinates)
                .containsExactly("g:a:zip:supernet:1", "g:a:json:evaluation:1", "g:a:zip:model:1", "g:a:onnx:model:1");
        assertThat(project.getAttachedArtifacts())
                .extracting(OutputAttachmentsTest::typeAndClassifier)
                .containsExactly("zip:supernet", "json:evaluation", "zip:model", "onnx:model");
    }

    @Test
    void theSuffixEndsEveryClassifier() {
        attach("-small");

        assertThat(project.getAttachedArtifacts())
                .extracting(Artifact::getClassifier)
                .containsExactly("architecture-small", "history-small", "policy-small", "summary-small");
    }

    @Test
    void withPackagingNasTheArchitectureIsTheMainArtifact() {
        project.setPackaging("nas");
        assertThat(attach("")).startsWith("g:a:json:1", "g:a:csv:history:1");
        attach("-small");

        assertThat(project.getArtifact().getFile())
                .isEqualTo(DIRECTORY.resolve("architecture.json").toFile());
        assertThat(project.getAttachedArtifacts())
                .extracting(Artifact::getClassifier)
                .containsExactly(
                        "history",
                        "policy",
                        "summary",
                        "architecture-small",
                        "history-small",
                        "policy-small",
                        "summary-small");
    }

    @Test
    void whatIsAttachedAlreadyIsNotAttachedTwice() {
        attach("");
        attach("");

        assertThat(project.getAttachedArtifacts()).hasSize(4);
    }

    private List<String> attach(String suffix) {
        return new OutputAttachments(helper, project).attach(new OutputLayout(DIRECTORY, suffix), FILES);
    }

    private static String typeAndClassifier(Artifact artifact) {
        return artifact.getType() + ":" + artifact.getClassifier();
    }
}
