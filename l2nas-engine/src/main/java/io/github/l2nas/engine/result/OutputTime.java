package io.github.l2nas.engine.result;

import io.github.l2nas.api.job.JobException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The instant that archive entries carry. */
public final class OutputTime {

    private OutputTime() {}

    /**
     * Reads a job's timestamp.
     *
     * @param text ISO 8601
     * @return the instant
     * @throws JobException where it is none
     */
    public static Instant parse(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new JobException("outputTimestamp", "'" + text + "' is not an instant like 2026-01-31T00:00:00Z");
        }
    }
}
