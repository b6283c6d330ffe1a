package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPartsTest {

    private static final ClassLoader BUILT_IN = NamedPartsTest.class.getClassLoader();

    @TempDir
    private Path classes;

    @ParameterizedTest
    @CsvSource({
        "nas-bench-201, table, l2nas, true",
        "darts, supernet, random, true",
        "com.example.MySpace, table, l2nas, false",
        "my-space, table, l2nas, false",
        "nas-bench-201, com.example.MyEvaluator, l2nas, false",
        "nas-bench-201, my-evaluator, l2nas, false",
        "nas-bench-201, table, com.example.MyStrategy, false",
        "nas-bench-201, table, my-strategy, false",
    })
    void whatTheEngineHasNeedsNoOtherClasses(String space, String evaluator, String strategy, boolean found) {
        assertThat(NamedParts.areFound(job(space, evaluator, strategy), BUILT_IN))
                .isEqualTo(found);
    }

    @Test
    void aClassIsFoundWithoutLoadingIt() throws IOException {
        Files.writeString(
                Files.createDirectories(classes.resolve("com/example")).resolve("MySpace.class"), "no class");
        SearchJob job = job("com.example.MySpace", "table", "l2nas");

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, BUILT_IN)) {
            assertThat(NamedParts.areFound(job, loader)).isTrue();
        }
    }

    @Test
    void theThreadsClassLoaderStaysWhatItWas() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        NamedParts.areFound(job("my-space", "table", "l2nas"), BUILT_IN);

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private static SearchJob job(String space, String evaluator, String strategy) {
        return new SearchJobBuilder(Part.named(space))
                .evaluator(Part.named(evaluator))
                .strategy(Part.named(strategy))
                .build();
    }
}
