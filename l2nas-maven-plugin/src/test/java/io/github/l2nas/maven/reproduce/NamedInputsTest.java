package io.github.l2nas.maven.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.aether.artifact.Artifact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedInputsTest {

    private Function<Artifact, Optional<Path>> artifacts = artifact -> Optional.empty();

    @TempDir
    private Path directory;

    private Path table;
    private String digest;

    @BeforeEach
    void aTable() throws IOException {
        table = Files.writeString(
                Files.createDirectories(directory.resolve("inputs/deep")).resolve("renamed.csv"), "arch,acc\n");
        digest = ContentDigest.of(table);
    }

    private ObjectNode job(String name, String sha256) throws JsonProcessingException {
        String json =
                "{\"job\": \"search\", \"evaluator\": {\"inputs\": {\"table\": {\"name\": \"%s\", \"sha256\": \"%s\"}}}}";
        return (ObjectNode) new JsonMapper().readTree(json.formatted(name, sha256));
    }

    private String placed(ObjectNode job, Path inputs) {
        return new NamedInputs(
                        GoalParameter.named("inputs"), artifacts, Optional.of("g:cell:1"), Optional.ofNullable(inputs))
                .place(job)
                .at("/evaluator/inputs/table/file")
                .asText();
    }

    @Test
    void aFileIsKnownByItsDigestWhateverItsName() throws IOException {
        assertThat(placed(job("table.csv", digest), directory.resolve("inputs")))
                .isEqualTo(table.toString());
    }

    @Test
    void aDirectoryIsKnownByItsDigest() throws IOException {
        String images = ContentDigest.of(directory.resolve("inputs/deep"));

        assertThat(placed(job("images", images), directory.resolve("inputs")))
                .isEqualTo(directory.resolve("inputs/deep").toString());
        assertThat(placed(job("images", images), directory.resolve("inputs/deep")))
                .isEqualTo(directory.resolve("inputs/deep").toString());
    }

    @Test
    void coordinatesAreFetched() throws IOException {
        artifacts = artifact ->
                Optional.of(table).filter(file -> artifact.toString().equals("g:table:csv:1"));

        assertThat(placed(job("g:table:1", digest), null)).isEqualTo(table.toString());
    }

    @Test
    void whatWasPublishedWithTheResultIsFound() throws IOException {
        artifacts = artifact ->
                Optional.of(table).filter(file -> artifact.toString().equals("g:cell:zip:supernet:1"));

        assertThat(placed(job("supernet.zip", digest), null)).isEqualTo(table.toString());
    }

    @Test
    void theRightNameAloneIsNotEnough() throws IOException {
        ObjectNode job = job("renamed.csv", "0".repeat(64));

        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> placed(job, directory.resolve("inputs")))
                .withMessage("<inputs> (-Dl2nas.inputs): not found: evaluator.inputs.table 'renamed.csv' with SHA-256 "
                        + "0".repeat(64) + ". Give a directory that has them, under whatever names; those in "
                        + directory.resolve("inputs") + " are others");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> placed(job, null))
                .withMessageEndingWith("Give a directory that has them, under whatever names");
    }
}
