package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.junit.jupiter.api.Test;

class EngineClassPathTest {

    private static final Artifact ENGINE = artifact("io.github.l2nas", "l2nas-engine", "1");
    private static final Artifact BINDING = artifact("org.slf4j", "slf4j-simple", "1.7.36");

    private final RepositorySystem repositorySystem = mock(RepositorySystem.class);
    private final EngineClassPath classPath = new EngineClassPath(repositorySystem, null);

    @Test
    void theApiThatMavenKeepsToItselfIsResolvedInTheVersionOfItsBinding() throws Exception {
        when(repositorySystem.resolveArtifact(any(), any())).thenAnswer(call -> {
            ArtifactRequest request = call.getArgument(1);
            File file = new File(request.getArtifact() + ".jar");
            return new ArtifactResult(request).setArtifact(request.getArtifact().setFile(file));
        });

        assertThat(classPath.of(List.of(ENGINE, BINDING), List.of()))
                .containsExactly(
                        Path.of("l2nas-engine.jar"),
                        Path.of("slf4j-simple.jar"),
                        Path.of("org.slf4j:slf4j-api:jar:1.7.36.jar"));
    }

    @Test
    void anApiThatIsThereIsNotResolvedAgain() throws Exception {
        Artifact api = artifact("org.slf4j", "slf4j-api", "1.7.36");

        assertThat(classPath.of(List.of(ENGINE, BINDING, api), List.of())).hasSize(3);
        assertThat(classPath.of(List.of(ENGINE), List.of())).hasSize(1);
        verifyNoInteractions(repositorySystem);
    }

    private static Artifact artifact(String group, String name, String version) {
        Artifact artifact =
                new DefaultArtifact(group, name, version, null, "jar", null, new DefaultArtifactHandler("jar"));
        artifact.setFile(new File(name + ".jar"));
        return artifact;
    }
}
