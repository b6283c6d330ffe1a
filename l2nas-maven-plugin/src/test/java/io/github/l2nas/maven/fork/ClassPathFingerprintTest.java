package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFingerprintTest {

    @TempDir
    private Path directory;

    private List<ClassPathEntry> classPath;

    @BeforeEach
    void aJarAndClasses() throws IOException {
        Path jar = Files.writeString(directory.resolve("engine-1.jar"), "engine");
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Files.writeString(classes.resolve("A.class"), "a");
        classPath = List.of(new ClassPathEntry("l2nas:engine", jar), new ClassPathEntry("classes of own", classes));
    }

    @Test
    void bytesCountAndNamesOfFilesDoNot() throws IOException {
        Map<String, String> before = of();
        Path renamed = Files.move(directory.resolve("engine-1.jar"), directory.resolve("engine-2.jar"));
        classPath = List.of(new ClassPathEntry("l2nas:engine", renamed), classPath.get(1));
        assertThat(of()).isEqualTo(before);

        Files.writeString(renamed, "enginf");
        assertThat(of().get("classPath.l2nas:engine")).isNotEqualTo(before.get("classPath.l2nas:engine"));
        assertThat(of().get("classPath.classes of own")).isEqualTo(before.get("classPath.classes of own"));
    }

    @Test
    void aClassThatChangesIsSeen() throws IOException {
        Map<String, String> before = of();
        Files.writeString(directory.resolve("classes/A.class"), "b");

        assertThat(of()).isNotEqualTo(before);
    }

    @Test
    void argumentsCountButForMemory() {
        assertThat(of("-Xmx1g", "-Xss4m", "-XX:MaxRAMPercentage=50")).isEqualTo(of());
        assertThat(of("-Dorg.nd4j.x=1", "-Xmx1g")).containsEntry("jvmArguments", "-Dorg.nd4j.x=1");
    }

    private Map<String, String> of(String... arguments) {
        return ClassPathFingerprint.of(classPath, List.of(arguments));
    }
}
