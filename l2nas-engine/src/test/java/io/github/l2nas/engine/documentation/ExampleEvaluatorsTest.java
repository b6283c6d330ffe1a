package io.github.l2nas.engine.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.command.CommandFactory;
import io.github.l2nas.engine.command.CommandSettings;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The two evaluators of {@code examples/own-evaluator}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "one of them is a sh script")
class ExampleEvaluatorsTest {

    private static final Path EXAMPLE =
            Path.of("..", "examples", "own-evaluator").toAbsolutePath().normalize();
    private static final int ARCHITECTURES = 8;

    @TempDir
    private Path directory;

    private final ChoiceSpace space = new ChoiceSpace(
            "neighbours",
            Choice.of("neighbours", 1, 3, 5, 7, 9),
            Choice.of("distance", "manhattan", "euclidean", "chebyshev"),
            Choice.of("levels", 2, 4, 8, 16),
            Choice.of("weight", "equal", "inverse").when("neighbours", 3, 5, 7, 9));

    @Test
    void theProgramAndTheClassScoreAlike() throws Exception {
        compile();
        try (URLClassLoader classes = new URLClassLoader(
                        new URL[] {
                            directory.toUri().toURL(),
                            EXAMPLE.resolve("src/main/resources").toUri().toURL()
                        },
                        getClass().getClassLoader());
                Evaluator program = program()) {
            Evaluator ofClass = (Evaluator) classes.loadClass("com.example.Neighbours")
                    .getDeclaredConstructor()
                    .newInstance();
            SearchContext any = SearchContext.unconstrained(space, 1);
            for (int i = 0; i < ARCHITECTURES; i++) {
                Architecture architecture = any.randomArchitecture(any.stream("architecture." + i));
                Candidate candidate = new Candidate(architecture, i, 1, directory.resolve("trials/" + i));
                assertThat(program.evaluate(candidate).accuracy())
                        .as(architecture.notation())
                        .isEqualTo(ofClass.evaluate(candidate).accuracy());
            }
        }
    }

    private Evaluator program() throws Exception {
        String command = new ObjectMapper()
                .writeValueAsString(List.of(
                        "sh",
                        "score.sh",
                        "{choice:neighbours}",
                        "{choice:distance}",
                        "{choice:levels}",
                        "{choice:weight}"));
        CommandSettings settings = new CommandSettings(command, null, EXAMPLE.toString(), null, null, false, false);
        EvaluatorContext context = new EvaluatorContext(
                space,
                "accuracy",
                Map.of(),
                Optional.empty(),
                null,
                Jobs.ONE_THREAD,
                Optional.empty(),
                directory,
                () -> false,
                note -> {});
        return new CommandFactory().create(context, settings);
    }

    private void compile() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-d",
                                directory.toString(),
                                "-proc:none",
                                "-Werror",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
                        null,
                        compiler.getStandardFileManager(null, null, null)
                                .getJavaFileObjects(EXAMPLE.resolve("src/main/java/com/example/Neighbours.java")))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }
}
