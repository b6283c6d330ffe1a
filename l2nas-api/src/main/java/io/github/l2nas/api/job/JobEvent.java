package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;

/** What the engine tells while it works: one JSON object a line on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobEvent.Note.class, name = "note"),
    @JsonSubTypes.Type(value = JobEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = JobEvent.Result.class, name = "result"),
    @JsonSubTypes.Type(value = JobEvent.Failure.class, name = "failure"),
})
public sealed interface JobEvent {

    /**
     * Something the user should read, for example that a search goes on where it was interrupted.
     *
     * @param message one sentence
     * @param warning whether something is probably wrong
     */
    record Note(String message, boolean warning) implements JobEvent {

        /**
         * A note that is no warning.
         *
         * @param message one sentence
         */
        public Note(String message) {
            this(message, false);
        }

        /**
         * A note that something is probably wrong.
         *
         * @param message one sentence
         * @return the note
         */
        public static Note warning(String message) {
            return new Note(message, true);
        }
    }

    /**
     * How far the job is; at most ten times a second.
     *
     * @param activity what is under way, for example {@code seed 3 of 10}
     * @param done steps done
     * @param total steps to do
     * @param best best accuracy so far in [0, 1]; null where there is none yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(String activity, long done, long total, Double best) implements JobEvent {}

    /**
     * The job has ended well; the last event.
     *
     * @param complete false where a time budget ended it and the next run goes on
     * @param summary lines for the user: the architecture, its accuracy and cost
     * @param files what was written, absolute
     */
    record Result(boolean complete, List<String> summary, List<Path> files) implements JobEvent {}

    /**
     * The job can't be done as it is declared; the last event.
     *
     * @param parameter the job's field that must change, for example {@code metric} or {@code settings.eliteSize}; null
     *     where no parameter is to blame
     * @param message what is wrong, where, and what to do
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(String parameter, String message) implements JobEvent {}
}
