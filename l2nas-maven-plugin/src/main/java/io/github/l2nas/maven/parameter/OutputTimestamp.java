package io.github.l2nas.maven.parameter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** The instant that archive entries carry, in the forms Maven's reproducible builds know. */
public final class OutputTimestamp {

    /** The first instant of the zip format in every time zone, for projects that declare none. */
    static final String UNDECLARED = "1980-02-01T00:00:00Z";

    private static final GoalParameter PARAMETER = GoalParameter.ofSearchJob("outputTimestamp");

    private OutputTimestamp() {}

    /**
     * Reads {@code project.build.outputTimestamp}.
     *
     * @param text ISO 8601 date and time, or seconds since 1970; null or a single non-digit where archives need not be
     *     reproducible
     * @return ISO 8601 instant in UTC, whole seconds; archives are reproducible in any case
     * @throws ParameterException where the text is neither
     */
    public static String parse(String text) {
        String value = text == null ? "" : text.strip();
        if (value.isEmpty() || (value.length() == 1 && !Character.isDigit(value.charAt(0)))) {
            return UNDECLARED;
        }
        try {
            Instant instant = value.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Instant.ofEpochSecond(Long.parseLong(value))
                    : OffsetDateTime.parse(value).toInstant();
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException | NumberFormatException e) {
            throw PARAMETER.wrong("'" + value + "' is not a date and time; write for example 2026-01-31T12:00:00Z");
        }
    }
}
