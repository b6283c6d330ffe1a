package io.github.l2nas.maven.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {

    private static final Coordinates.UsualArtifact POLICY = new Coordinates.UsualArtifact("zip", "policy");

    @ParameterizedTest
    @CsvSource({
        "g:a:1, g:a:zip:policy:1",
        "g:a:csv:1, g:a:csv:1",
        "g:a:csv.gz:1-SNAPSHOT, g:a:csv.gz:1-SNAPSHOT",
        "org.example:nas:json:architecture-small:1.0, org.example:nas:json:architecture-small:1.0",
    })
    void threeFormsAreCoordinates(String text, String artifact) {
        assertThat(Coordinates.parse(text, POLICY)).get().hasToString(artifact);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table.csv",
                "g:a",
                "g:a:",
                "g::1",
                "a:b:c:d:e:f",
                "C:\\data\\table.csv",
                "C:/data/x:y",
                "g:a:c v:1",
                ""
            })
    void anythingElseIsNot(String text) {
        assertThat(Coordinates.parse(text, POLICY)).isEmpty();
    }
}
