package io.github.l2nas.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.engine.table.TableEvaluator;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeDigestTest {

    private static final Map<String, String> SOURCES = Map.of(
            "Own", "public class Own { Object o = new Helper[1]; double d = 1e9; long l = 1L << 40; }",
            "Helper", "class Helper { static String deep() { return Deep.NAME.toString(); } }",
            "Deep", "class Deep { static final Object NAME = \"one\"; }",
            "Unrelated", "class Unrelated { }");

    @TempDir
    private Path directory;

    private Path compile(String name, Map<String, String> changed) throws IOException {
        Map<String, String> sources = new HashMap<>(SOURCES);
        sources.putAll(changed);
        Path out = Files.createDirectories(directory.resolve(name));
        List<String> arguments = new ArrayList<>(List.of("-d", out.toString(), "-proc:none"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            arguments.add(Files.writeString(out.resolve(source.getKey() + ".java"), source.getValue())
                    .toString());
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        return out;
    }

    private static Optional<String> digest(Path place) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {place.toUri().toURL()})) {
            return CodeDigest.of(loader.loadClass("Own"));
        }
    }

    private Path jar(Path classes, long time) throws IOException {
        Path jar = directory.resolve(time + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : SOURCES.keySet()) {
                JarEntry entry = new JarEntry(name + ".class");
                entry.setTime(time);
                out.putNextEntry(entry);
                out.write(Files.readAllBytes(classes.resolve(name + ".class")));
            }
        }
        return jar;
    }

    @Test
    void followsTheClassesThatAClassRefersToAndNoOthers() throws Exception {
        Optional<String> before = digest(compile("before", Map.of()));
        assertThat(before).isPresent();
        assertThat(digest(compile("same", Map.of()))).isEqualTo(before);
        assertThat(digest(compile("unrelated", Map.of("Unrelated", "class Unrelated { int more; }"))))
                .isEqualTo(before);
        assertThat(digest(compile("deep", Map.of("Deep", "class Deep { static final Object NAME = \"two\"; }"))))
                .isPresent()
                .isNotEqualTo(before);
    }

    @Test
    void theSameClassesInAJarOfAnyTimeHaveTheSameDigest() throws Exception {
        Path classes = compile("classes", Map.of());
        assertThat(digest(jar(classes, 1_000_000_000_000L)))
                .isPresent()
                .isEqualTo(digest(jar(classes, 1_500_000_000_000L)))
                .isEqualTo(digest(classes));
    }

    @Test
    void aLambdaHasTheDigestOfTheClassItStandsIn() {
        Evaluator lambda = candidate -> Score.of(0.5);
        assertThat(CodeDigest.of(lambda.getClass())).isPresent().isEqualTo(CodeDigest.of(CodeDigestTest.class));
    }

    @Test
    void theEnginesOwnClassesAndTheVirtualMachinesHaveNone() {
        assertThat(CodeDigest.of(TableEvaluator.class)).isEmpty();
        assertThat(CodeDigest.of(String.class)).isEmpty();
    }
}
