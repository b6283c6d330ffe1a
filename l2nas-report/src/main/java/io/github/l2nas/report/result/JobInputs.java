package io.github.l2nas.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The inputs of a search by its job file: those that are still there with the content that the search had read. */
final class JobInputs {

    private static final String REMEDY = "Search again";

    private final Optional<ResultDocument> job;
    private final Map<String, String> provenance;

    /**
     * @param directory of the search; may have no job file
     * @param provenance of its result
     */
    JobInputs(Path directory, Map<String, String> provenance) {
        this.provenance = provenance;
        job = Optional.of(directory.resolve("job.json"))
                .filter(Files::isRegularFile)
                .map(file -> ResultDocument.read(file, REMEDY));
    }

    /**
     * An input.
     *
     * @param role what provenance calls it
     * @param field of the job that names it
     * @return the file, nothing where it was none, is gone or was changed
     */
    Optional<InputFile> find(String role, String... field) {
        String digest = provenance.get("inputs." + role + ".sha256");
        String name = provenance.get("inputs." + role + ".name");
        if (digest == null || name == null || job.isEmpty()) {
            return Optional.empty();
        }
        return job.get()
                .find(field)
                .map(input -> input.path("file"))
                .map(JsonNode::asText)
                .flatMap(JobInputs::file)
                .filter(file -> hasDigest(file, digest))
                .map(file -> new InputFile(name, file, digest));
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean hasDigest(Path file, String digest) {
        try {
            return ContentDigest.of(file).equals(digest);
        } catch (IOException e) {
            return false;
        }
    }
}
