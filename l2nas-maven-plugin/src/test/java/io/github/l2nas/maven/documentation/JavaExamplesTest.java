package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Java that the documentation shows first on a page is Java that is compiled and run: by a test of the engine, and by the
 * integration test {@code example-own-space}.
 */
class JavaExamplesTest {

    @ParameterizedTest
    @CsvSource({
        "java-api.md, l2nas-engine/src/test/java/io/github/l2nas/example/CellSearchTest.java, 20",
        "networks-in-java.md, examples/own-space/src/main/java/com/example/space/SmallNetworks.java, 50",
    })
    void theFirstExampleOfAPageIsAFileThatIsRun(String page, String file, int longest) throws IOException {
        String shown = Page.read(Page.SITE.resolve(page)).blocks().stream()
                .filter(block -> block.language().equals("java"))
                .findFirst()
                .orElseThrow()
                .text();
        String source = Files.readString(Page.ROOT.resolve(file));
        assertThat(shown).isEqualTo(source);
        assertThat(source.lines()).hasSizeLessThanOrEqualTo(longest);
    }
}
