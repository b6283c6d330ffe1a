package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The space that the documentation shows is the one that the integration test {@code example-own-space} searches. */
class NetworksInJavaTest {

    private static final Path EXAMPLE =
            Path.of("examples", "own-space", "src", "main", "java", "com", "example", "space", "SmallNetworks.java");
    private static final int LONGEST = 50;

    @Test
    void theSpaceOfThePageIsTheExamples() throws IOException {
        String shown = Page.read(Page.SITE.resolve("networks-in-java.md")).blocks().stream()
                .filter(block -> block.language().equals("java"))
                .findFirst()
                .orElseThrow()
                .text();
        String source = Files.readString(Page.ROOT.resolve(EXAMPLE));
        assertThat(shown).isEqualTo(source);
        assertThat(source.lines()).hasSizeLessThanOrEqualTo(LONGEST);
    }
}
