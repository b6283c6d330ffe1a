package io.github.l2nas.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A JSON Schema that the documentation publishes, {@code schemas/NAME.schema.json} of the site. */
public record SchemaFile(Path file) {

    private static final Path DIRECTORY = Path.of("..", "src", "site", "resources", "schemas");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The published schema of a result. */
    public static SchemaFile named(String name) {
        return new SchemaFile(DIRECTORY.resolve(name + ".schema.json"));
    }

    static List<SchemaFile> all() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().map(SchemaFile::new).toList();
        }
    }

    /** What is wrong with a document; empty where nothing is. */
    public List<String> violations(JsonNode document) throws IOException {
        return texts(REGISTRY.getSchema(MAPPER.readTree(file.toFile())).validate(document));
    }

    /** What is wrong with the schema itself by the specification's own schema. */
    List<String> violationsOfItself() throws IOException {
        JsonNode content = MAPPER.readTree(file.toFile());
        Schema specification =
                REGISTRY.getSchema(SchemaLocation.of(content.get("$schema").asText()));
        return texts(specification.validate(content));
    }

    private static List<String> texts(List<Error> errors) {
        return errors.stream().map(Error::toString).toList();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
