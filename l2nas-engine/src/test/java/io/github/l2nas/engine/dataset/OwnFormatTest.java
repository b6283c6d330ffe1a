package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format in the documentation, compiled as it stands there. */
class OwnFormatTest {

    private static final Path PAGE = Path.of("../src/site/markdown/own-data-sets.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```java\n(package com\\.example;.*?class Stl10.*?)```", Pattern.DOTALL);
    private static final int SIDE = 96;

    @TempDir
    private Path place;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader loader;
    private Path classes;

    @BeforeEach
    void compileTheExample() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        Path source = Files.createDirectories(place.resolve("com/example")).resolve("Stl10.java");
        Files.writeString(source, example.group(1));
        classes = Files.createDirectories(place.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-path",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(status).isZero();
        use();
    }

    private void use() throws MalformedURLException {
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    @AfterEach
    void restoreClassLoader() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }

    /** Images of the labels 1 to 10, twice; a pixel's value tells its column, so that one sees where it went. */
    private Fixture stl10() throws IOException {
        byte[] labels = new byte[20];
        byte[] images = new byte[labels.length * 3 * SIDE * SIDE];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (1 + i % 10);
        }
        for (int i = 0; i < images.length; i++) {
            images[i] = (byte) (i / SIDE % SIDE);
        }
        return new Fixture(place.resolve("stl10_binary"))
                .file("train_X.bin", images)
                .file("train_y.bin", labels)
                .file("test_X.bin", images)
                .file("test_y.bin", labels);
    }

    @Test
    void aFormatIsTakenByTheNameOfItsClass() throws IOException {
        Dataset dataset = stl10().read(new Reading("com.example.Stl10", null, null, null));

        assertThat(dataset.format()).isEqualTo("stl-10");
        assertThat(dataset.train().shape()).isEqualTo(new Shape(3, SIDE, SIDE));
        assertThat(dataset.train().labels()).startsWith(0, 1, 2).hasSize(20);
        byte[] pixels = Fixture.images(dataset.test()).pixels();
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i]).isEqualTo((byte) (i % SIDE));
        }
    }

    @Test
    void theEngineLeavesOutClassesAndPads() throws IOException {
        Dataset dataset = stl10().read(new Reading("com.example.Stl10", 3, 100, null));

        assertThat(dataset.classes()).containsExactly("airplane", "bird", "car");
        assertThat(dataset.train().labels()).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(dataset.train().shape()).isEqualTo(new Shape(3, 100, 100));
    }

    @Test
    void aRegisteredFormatIsTakenByItsNameOrByItsFiles() throws IOException {
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.github.l2nas.api.data.DatasetFormat"), "com.example.Stl10\n");

        assertThat(stl10().read(new Reading("stl-10", null, null, null)).format())
                .isEqualTo("stl-10");
        assertThat(stl10().read().format()).isEqualTo("stl-10");
    }

    @Test
    void itsErrorsNameDataSetAndFile() throws IOException {
        stl10().cut("train_X.bin", 7)
                .fails(
                        new Reading("com.example.Stl10", null, null, null),
                        "data set stl10_binary, file train_X.bin: it has 7 bytes, expected 27648 for each of the 20 labels"
                                + " in train_y.bin. Get both files again");
    }

    @Test
    void labelsThatNoClassHasAreFound() throws IOException {
        stl10().damaged("test_y.bin", 3, 12)
                .fails(
                        new Reading("com.example.Stl10", null, null, null),
                        "data set stl10_binary: sample 3 has label 11, expected 0 to 9. It is damaged, or format stl-10"
                                + " reads it wrongly");
    }

    @Test
    void aClassThatIsNoFormatIsRefused() throws IOException {
        Fixture set = stl10();

        assertThatThrownBy(() -> set.read(new Reading("java.lang.Object", null, null, null)))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("dataset.format"))
                .hasMessage("class java.lang.Object does not implement io.github.l2nas.api.data.DatasetFormat");
    }
}
