package io.github.l2nas.engine.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** One piece of work for the engine, read from {@code job.json}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SearchJob.class, name = "search"),
    @JsonSubTypes.Type(value = ImportTableJob.class, name = "import-table"),
})
public sealed interface Job permits SearchJob, ImportTableJob {

    /**
     * Where outputs, journal and checkpoints go; created where missing.
     *
     * @return an absolute directory
     */
    Path outputDirectory();
}
