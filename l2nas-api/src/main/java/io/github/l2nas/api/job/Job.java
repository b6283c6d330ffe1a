package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;

/** One piece of work for the engine, read from {@code job.json}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SearchJob.class, name = "search"),
    @JsonSubTypes.Type(value = TrainSupernetJob.class, name = "train-supernet"),
    @JsonSubTypes.Type(value = EvaluateJob.class, name = "evaluate"),
    @JsonSubTypes.Type(value = EvaluateSubnetJob.class, name = "evaluate-subnet"),
    @JsonSubTypes.Type(value = ImportTableJob.class, name = "import-table"),
    @JsonSubTypes.Type(value = MeasureLatencyJob.class, name = "measure-latency"),
    @JsonSubTypes.Type(value = CheckJob.class, name = "check"),
})
public sealed interface Job
        permits SearchJob,
                TrainSupernetJob,
                EvaluateJob,
                EvaluateSubnetJob,
                ImportTableJob,
                MeasureLatencyJob,
                CheckJob {

    /** The usual executor: this machine. */
    Part LOCAL = Part.named("local");

    /**
     * Where outputs, journal and checkpoints go; created where missing.
     *
     * @return an absolute directory
     */
    Path outputDirectory();

    /**
     * The search space.
     *
     * @return as declared
     */
    Part space();

    /**
     * The files that the job reads.
     *
     * @return those of its parts, in a fixed order
     */
    default List<InputFile> inputFiles() {
        return List.copyOf(space().inputs().values());
    }
}
