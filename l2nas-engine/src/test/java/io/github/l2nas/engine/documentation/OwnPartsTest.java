package io.github.l2nas.engine.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.Mixture;
import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.Search;
import io.github.l2nas.engine.SearchResult;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.table.SyntheticTable;
import io.github.l2nas.engine.training.DigitImages;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluators, the strategy and the space of one-shot strategies that the documentation shows are compiled and search. */
class OwnPartsTest {

    private static final Path PAGES = Path.of("..", "src", "site", "markdown");
    private static final String SPACE = "nas-bench-201";

    @TempDir
    private Path directory;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader classes;

    @BeforeEach
    void compile() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("com/example"));
        Path evaluator = Files.writeString(
                sources.resolve("Convolutions.java"), block("own-evaluators.md", "java", "package com.example;"));
        Path strategy = Files.writeString(
                sources.resolve("Annealing.java"), block("own-strategies.md", "java", "package com.example;"));
        Path space =
                Files.writeString(sources.resolve("Blocks.java"), block("one-shot.md", "java", "package com.example;"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", directory.toString(), "-Xlint:all", "-proc:none", "-Werror", "-cp", classPath()),
                        null,
                        compiler.getStandardFileManager(null, null, null)
                                .getJavaFileObjects(evaluator, strategy, space))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
        classes = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(classes);
    }

    @AfterEach
    void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        classes.close();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String block(String page, String language, String beginning) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(PAGES.resolve(page)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(text -> text.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theStrategyOfThePageIsShort() throws IOException {
        assertThat(block("own-strategies.md", "java", "package").lines()).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void theStrategyOfThePageSearches() throws IOException {
        Part table = Part.reading("table", "table", Jobs.input(SyntheticTable.write(directory.resolve("table.csv"))));
        List<String> history = search(table, Part.named("com.example.Annealing"), "annealing", 200);
        assertThat(history).anyMatch(line -> line.contains(",neighbour"));
        assertThat(search(table, Part.named("com.example.Annealing"), "again", 200))
                .isEqualTo(history);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(
                        () -> search(table, Part.named("com.example.Annealing").with("cooling", 1.5), "wrong", 200))
                .withMessageContaining("cooling must be in (0, 1], got 1.5")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("strategy.settings.cooling"));
    }

    /** The class and the program of the page score alike. */
    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas", "enas"})
    void oneShotStrategiesChooseAmongTheBlocksOfThePage(String strategy) throws IOException {
        SearchResult result = Search.in("com.example.Blocks")
                .strategy(Part.named(strategy)
                        .with("epochs", 2)
                        .with("batchSize", 16)
                        .with("validationImages", 32))
                .evaluator(Part.named("params"))
                .dataset(DigitImages.write(directory.resolve("digits.csv"), 96))
                .compute(Jobs.ONE_THREAD)
                .run();
        assertThat(result.architecture().notation()).matches("first=[a-z]+,second=[a-z]+");
        assertThat(result.trials()).extracting(Trial::origin).containsExactly("derived");
    }

    @Test
    void aMixtureOfThePageHasTheWeightsOfItsPaths() throws ReflectiveOperationException {
        MixtureSpace blocks = (MixtureSpace)
                classes.loadClass("com.example.Blocks").getConstructor().newInstance();
        Skeleton skeleton = Skeleton.of(new Shape(1, 8, 8), 3);
        LayerGraph path = blocks.supernetPath(blocks.architecture(new int[] {2, 0}), skeleton);
        Mixture mixture = blocks.mixture(List.of(List.of(0, 2), List.of(0)), skeleton);
        assertThat(mixture.factors()).hasSize(3);
        assertThat(mixture.graph().weights()).containsAllEntriesOf(path.weights());
    }

    @Test
    void theEvaluatorsOfThePageSearchAlike() throws IOException, InterruptedException {
        List<String> ofClass = search(Part.named("com.example.Convolutions"), Part.named("random"), "class", 12);
        assertThat(ofClass).anyMatch(line -> line.contains(",0.5,"));
        assumeTrue(hasPython(), "there is no python3 here");
        Files.writeString(directory.resolve("score.py"), block("own-evaluators.md", "python", "import json"));
        String arguments = new ObjectMapper().writeValueAsString(List.of("python3", "score.py", "{architecture}"));
        Part command = Part.named("command").with("command", arguments).with("workingDirectory", directory);
        assertThat(search(command, Part.named("random"), "program", 12)).isEqualTo(ofClass);
        try (Stream<Path> kept = Files.walk(directory.resolve("program"))) {
            assertThat(kept.filter(file -> file.endsWith("stdout.txt")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().startsWith("scoring |"));
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> search(Part evaluator, Part strategy, String out, int steps) throws IOException {
        Path output = Files.createDirectories(directory.resolve(out));
        new SearchRunner(
                        Jobs.search(SPACE, evaluator, output)
                                .metric("accuracy")
                                .strategy(strategy)
                                .steps(steps)
                                .build(),
                        event -> {},
                        System::nanoTime)
                .run();
        return Files.readAllLines(output.resolve("history.csv"));
    }
}
