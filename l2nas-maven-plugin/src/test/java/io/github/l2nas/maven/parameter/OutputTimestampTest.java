package io.github.l2nas.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTimestampTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.5+02:00, 2026-01-31T10:00:00Z",
        "1, 1970-01-01T00:00:01Z",
        "1769860800, 2026-01-31T12:00:00Z",
    })
    void datesAndSecondsBecomeUtcInstants(String text, String instant) {
        assertThat(OutputTimestamp.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x"})
    void withoutADeclaredTimestampArchivesStillCarryAFixedOne(String text) {
        assertThat(OutputTimestamp.parse(text)).isEqualTo(OutputTimestamp.UNDECLARED);
    }

    @Test
    void anythingElseIsAnError() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> OutputTimestamp.parse("yesterday"))
                .withMessageContaining("-Dproject.build.outputTimestamp")
                .withMessageContaining("'yesterday' is not a date and time");
    }
}
