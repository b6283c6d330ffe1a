package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.DefaultDependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineClassPathTest {

    private static final List<RemoteRepository> REPOSITORIES =
            List.of(new RemoteRepository.Builder("plugins", "default", "https://repo.example.com").build());

    private final RepositorySystem repositorySystem = mock(RepositorySystem.class);
    private final List<DependencyRequest> requests = new ArrayList<>();
    private List<Artifact> found = List.of();
    private EngineClassPath classPath;

    @BeforeEach
    void aRepository() throws Exception {
        when(repositorySystem.resolveDependencies(any(), any(DependencyRequest.class)))
                .thenAnswer(call -> {
                    requests.add(call.getArgument(1));
                    List<ArtifactResult> results = found.stream()
                            .map(artifact -> new ArtifactResult(new ArtifactRequest()).setArtifact(artifact))
                            .toList();
                    return new DependencyResult(call.getArgument(1)).setArtifactResults(results);
                });
        classPath = new EngineClassPath(
                new ArtifactCollector(repositorySystem, new DefaultRepositorySystemSession()),
                id -> new DefaultArtifactType(id == null || id.isEmpty() ? "jar" : id));
    }

    @Test
    void theEngineHasThePluginsVersionAndComesFromThePluginsRepositories() throws Exception {
        classPath.of("1.2", Set.of(), null, REPOSITORIES);

        CollectRequest request = requests.get(0).getCollectRequest();
        assertThat(request.getRepositories()).isEqualTo(REPOSITORIES);
        assertThat(request.getDependencies())
                .extracting(dependency -> dependency.getArtifact().toString())
                .containsExactly("io.github.l2nas:l2nas-engine:jar:1.2");
    }

    @Test
    void nativeLibrariesAreResolvedWhereNetworksRun() throws Exception {
        classPath.of("1.2", Set.of(EngineLibrary.NATIVES), null, REPOSITORIES);

        assertThat(requests.get(0).getCollectRequest().getDependencies())
                .extracting(dependency -> dependency.getArtifact().toString())
                .containsExactly("io.github.l2nas:l2nas-engine:jar:1.2", "io.github.l2nas:l2nas-natives:pom:1.2");
    }

    @Test
    void onnxRuntimeIsResolvedWhereExportedModelsRun() throws Exception {
        classPath.of("1.2", EnumSet.allOf(EngineLibrary.class), null, REPOSITORIES);

        assertThat(requests.get(0).getCollectRequest().getDependencies())
                .extracting(dependency -> dependency.getArtifact().toString())
                .containsExactly(
                        "io.github.l2nas:l2nas-engine:jar:1.2",
                        "io.github.l2nas:l2nas-natives:pom:1.2",
                        "io.github.l2nas:l2nas-onnxruntime:pom:1.2");
    }

    @Test
    void whatThePomAddsToThePluginIsResolvedWithTheEngine() throws Exception {
        Plugin plugin = new Plugin();
        Dependency cuda = new Dependency();
        cuda.setGroupId("org.nd4j");
        cuda.setArtifactId("nd4j-cuda-11.6");
        cuda.setVersion("1.0");
        cuda.setType("jar");
        cuda.setClassifier("linux-x86_64");
        plugin.addDependency(cuda);

        classPath.of("1.2", Set.of(), plugin, REPOSITORIES);

        assertThat(requests.get(0).getCollectRequest().getDependencies())
                .extracting(dependency -> dependency.getArtifact().toString())
                .containsExactly(
                        "io.github.l2nas:l2nas-engine:jar:1.2", "org.nd4j:nd4j-cuda-11.6:jar:linux-x86_64:1.0");
    }

    @Test
    void theClassPathHasJarsByNamesWithoutTheirVersions() throws Exception {
        found = List.of(
                artifact("io.github.l2nas:l2nas-engine:1.2"),
                artifact("org.nd4j:nd4j-native:jar:linux-x86_64:1.0"),
                artifact("org.nd4j:all:pom:1.0"));

        assertThat(classPath.of("1.2", Set.of(), null, REPOSITORIES))
                .containsExactly(
                        new ClassPathEntry("io.github.l2nas:l2nas-engine", Path.of("/l2nas-engine.jar")),
                        new ClassPathEntry("org.nd4j:nd4j-native:linux-x86_64", Path.of("/nd4j-native.jar")));
    }

    @Test
    void whatOnlyTestsNeedIsLeftOut() throws Exception {
        classPath.of("1.2", Set.of(), null, REPOSITORIES);

        assertThat(accepts("test")).isFalse();
        assertThat(accepts("runtime")).isTrue();
        assertThat(accepts("provided")).isTrue();
    }

    @Test
    void ofTwoJarsOfOneNameTheEnginesIsTaken() {
        ClassPathEntry jackson = new ClassPathEntry("com.fasterxml:jackson", Path.of("/2.jar"));
        ClassPathEntry classes = new ClassPathEntry("classes of own", Path.of("/classes"));

        assertThat(ClassPathEntry.joined(
                        List.of(jackson),
                        List.of(classes, new ClassPathEntry("com.fasterxml:jackson", Path.of("/1.jar")))))
                .containsExactly(jackson, classes);
    }

    private boolean accepts(String scope) {
        DefaultDependencyNode node =
                new DefaultDependencyNode(new org.eclipse.aether.graph.Dependency(new DefaultArtifact("g:a:1"), scope));
        return requests.get(0).getFilter().accept(node, List.of());
    }

    private static Artifact artifact(String coordinates) {
        Artifact artifact = new DefaultArtifact(coordinates);
        return artifact.setFile(new File("/" + artifact.getArtifactId() + ".jar"));
    }
}
