package io.github.l2nas.engine.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import java.io.IOException;

/** Finds out which architecture an evaluation is of. */
final class ArchitectureInput {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ArchitectureInput() {}

    /**
     * The architecture.
     *
     * @param file {@code architecture.json} of a search; null where the notation is given
     * @param notation the architecture itself; null where a file is given
     * @param space the job's space
     * @return the architecture
     * @throws JobException where there is none, or it is not of the space
     */
    static Architecture of(InputFile file, String notation, SearchSpace space) {
        if (notation != null) {
            return parse("notation", notation, space);
        }
        if (file == null) {
            throw new JobException("architecture", "name the architecture.json of a search, or give the notation");
        }
        ContentDigest.requireUnchanged(file, "architecture");
        JsonNode root;
        try {
            root = MAPPER.readTree(file.file().toFile());
        } catch (IOException e) {
            throw new JobException(
                    "architecture",
                    file.name() + " is not an architecture.json of l2nas:search: " + AtomicFile.reason(e));
        }
        JsonNode architecture = root == null ? null : root.get("architecture");
        if (architecture == null) {
            throw new JobException(
                    "architecture",
                    file.name() + " is not an architecture.json of l2nas:search: it has no field" + " 'architecture'");
        }
        if (root.hasNonNull("space") && !root.get("space").asText().equals(space.name())) {
            throw new JobException(
                    "space", file.name() + " is of space " + root.get("space").asText() + ", not of " + space.name());
        }
        return parse("architecture", architecture.isTextual() ? architecture.asText() : architecture.toString(), space);
    }

    private static Architecture parse(String parameter, String notation, SearchSpace space) {
        try {
            return space.parse(notation);
        } catch (NotationException e) {
            throw new JobException(parameter, e.getMessage());
        }
    }
}
