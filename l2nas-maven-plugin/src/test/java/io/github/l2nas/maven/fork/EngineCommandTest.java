package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.maven.parameter.ParameterException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCommandTest {

    @Test
    void theCommandRunsTheJobWithTheClassPathAndTheJvmArguments() {
        assertThat(command("1g", List.of("-XX:+UseSerialGC", "-Dx=y")).line())
                .containsExactly(
                        "java",
                        "-Xmx1g",
                        "-XX:InitialRAMPercentage=0.3",
                        "-Dorg.bytedeco.javacpp.maxbytes=0",
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-XX:+UseSerialGC",
                        "-Dx=y",
                        "-cp",
                        "a.jar" + File.pathSeparator + "b.jar",
                        "engine.Main",
                        "job.json",
                        "--supervised");
    }

    @Test
    void withoutMaxMemoryTheJvmDecides() {
        assertThat(command(null, List.of()).line()).containsSubsequence("java", "-cp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "1 g", "-1g", "0", "1gb"})
    void anAmountOfMemoryIsChecked(String memory) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> command(memory, List.of()))
                .withMessage("<maxMemory> (-Dl2nas.maxMemory): '" + memory
                        + "' is not an amount of memory; write for example 1g or 512m");
    }

    private static EngineCommand command(String memory, List<String> arguments) {
        return new EngineCommand(
                Path.of("java"),
                memory,
                arguments,
                Map.of(),
                List.of(Path.of("a.jar"), Path.of("b.jar")),
                "engine.Main",
                Path.of("job.json"));
    }
}
