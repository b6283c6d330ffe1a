package io.github.l2nas.engine.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.SearchSpaces;
import java.nio.file.Path;

/** One piece of work for the engine, read from {@code job.json}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SearchJob.class, name = "search"),
    @JsonSubTypes.Type(value = TrainSupernetJob.class, name = "train-supernet"),
    @JsonSubTypes.Type(value = EvaluateJob.class, name = "evaluate"),
    @JsonSubTypes.Type(value = EvaluateInheritedJob.class, name = "evaluate-inherited"),
    @JsonSubTypes.Type(value = ImportTableJob.class, name = "import-table"),
})
public sealed interface Job permits SearchJob, TrainSupernetJob, EvaluateJob, EvaluateInheritedJob, ImportTableJob {

    /**
     * Where outputs, journal and checkpoints go; created where missing.
     *
     * @return an absolute directory
     */
    Path outputDirectory();

    /**
     * The name of the search space.
     *
     * @return as declared
     */
    String space();

    /**
     * The search space.
     *
     * @return the space of that name
     * @throws JobException where there is none
     */
    default SearchSpace searchSpace() {
        try {
            return SearchSpaces.named(space());
        } catch (IllegalArgumentException e) {
            throw new JobException("space", e.getMessage());
        }
    }
}
