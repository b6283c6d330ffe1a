package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Java that the documentation shows is Java that tests compile and run. */
class JavaExamplesTest {

    private static final Path EXAMPLE =
            Path.of("l2nas-engine", "src", "test", "java", "io", "github", "l2nas", "example", "CellSearchTest.java");
    private static final int LONGEST_TEST = 20;

    @Test
    void theFirstExampleOfTheJavaPageIsATestOfTheEngine() throws IOException {
        String shown = Page.read(Page.SITE.resolve("java-api.md")).blocks().stream()
                .filter(block -> block.language().equals("java"))
                .findFirst()
                .orElseThrow()
                .text();
        String source = Files.readString(Page.ROOT.resolve(EXAMPLE));
        assertThat(shown).isEqualTo(source);
        assertThat(source.lines()).hasSizeLessThanOrEqualTo(LONGEST_TEST);
    }
}
