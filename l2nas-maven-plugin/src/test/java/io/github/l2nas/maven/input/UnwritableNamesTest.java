package io.github.l2nas.maven.input;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that no file can have: here for a zero byte, under {@code LC_ALL=C} for any letter beyond ASCII. */
class UnwritableNamesTest {

    @TempDir
    private Path directory;

    private InputResolver resolver() {
        return new InputResolver(null, null, List.of(), directory, Set.of());
    }

    @Test
    void aNameThatCantBeWrittenIsTold() {
        assertThatThrownBy(() -> resolver()
                        .resolve(GoalParameter.named("table"), "t\0.csv", new Coordinates.UsualArtifact("csv", "")))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("<table> (-Dl2nas.table): 't\0.csv' can't be the name of a file: ")
                .hasMessageContaining("LC_ALL");
    }

    @Test
    void aNameThatWasReadInTheWrongEncodingIsTold() {
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
        assertThatThrownBy(() -> resolver()
                        .resolve(GoalParameter.named("table"), "t\ufffd.csv", new Coordinates.UsualArtifact("csv", "")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("there is no file ")
                .hasMessageContaining("LC_ALL");
    }
}
