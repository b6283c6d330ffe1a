package io.github.l2nas.maven.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTest {

    @TempDir
    private Path directory;

    @Test
    void theDigestOfAFileIsItsSha256() throws IOException {
        Path file = Files.writeString(directory.resolve("abc"), "abc");

        // FIPS 180-2, appendix B.1
        assertThat(ContentDigest.ofFile(file))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ContentDigest.ofTree(file)).isEqualTo(ContentDigest.ofFile(file));
    }

    @Test
    void theDigestOfADirectoryDependsOnNamesAndContentsOnly() throws IOException {
        Path left = tree("left", "1");
        Path right = tree("right", "1");
        Files.setLastModifiedTime(right.resolve("b/c"), FileTime.fromMillis(0));

        assertThat(ContentDigest.ofTree(left)).isEqualTo(ContentDigest.ofTree(right));
        assertThat(ContentDigest.ofTree(tree("other", "2"))).isNotEqualTo(ContentDigest.ofTree(left));

        Files.move(right.resolve("a"), right.resolve("d"));
        assertThat(ContentDigest.ofTree(right)).isNotEqualTo(ContentDigest.ofTree(left));
    }

    private Path tree(String name, String content) throws IOException {
        Path root = directory.resolve(name);
        Files.createDirectories(root.resolve("b"));
        Files.writeString(root.resolve("a"), content);
        Files.writeString(root.resolve("b/c"), "same");
        return root;
    }
}
