package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The recipes for continuous integration: their YAML is read, and their shell commands are run with an {@code mvn} that only
 * writes down what it is told. What it is told has to stand in one line of the page, because the integration test {@code docs}
 * takes the commands that it runs from there. (Its script also compiles the recipe for Jenkins.)
 */
class RecipesTest {

    private static final String PAGE = "ci.md";
    private static final String SEARCH = "-B verify l2nas:report -Dl2nas.timeBudget=5h";
    private static final String DEPLOY = "-B -Dl2nas.timeBudget=5h deploy";
    private static final String OUTPUT = "target/l2nas";
    private static final String COMPLETE = OUTPUT + "/evaluate/up-to-date.json";
    private static final Pattern STEP = Pattern.compile("\\bsh '([^']*)'");

    @TempDir
    private Path workspace;

    private Path calls;

    @BeforeEach
    void maven() throws IOException {
        calls = workspace.resolve("calls.txt");
        Path maven = Files.createDirectories(workspace.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho \"$@\" >> '" + calls + "'\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private static String recipe(String language, String beginning) {
        return Page.read(Page.SITE.resolve(PAGE)).blocks().stream()
                .filter(block ->
                        block.language().equals(language) && block.text().startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static JsonNode yaml(String beginning) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object tree = new Yaml(new SafeConstructor(options)).load(recipe("yaml", beginning));
        return new ObjectMapper().valueToTree(tree);
    }

    /** What Maven is told by a command. */
    private List<String> run(String command) throws IOException, InterruptedException {
        Files.deleteIfExists(calls);
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", command)
                .directory(workspace.toFile())
                .inheritIO();
        shell.environment().merge("PATH", workspace.resolve("bin").toString(), (path, own) -> own + ":" + path);
        Process process = shell.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(command).isZero();
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void searchIsComplete() throws IOException {
        Files.createDirectories(workspace.resolve(COMPLETE).getParent());
        Files.createFile(workspace.resolve(COMPLETE));
    }

    @Test
    void gitHubActions() throws IOException, InterruptedException {
        JsonNode steps = yaml("name: search").at("/jobs/search/steps");
        List<String> told = new ArrayList<>();
        for (JsonNode step : steps) {
            assertThat(step.has("run")).as("%s", step).isNotEqualTo(step.has("uses"));
            if (step.has("run")) {
                told.addAll(run(step.get("run").asText()));
            }
        }
        assertThat(told).containsExactly(SEARCH, DEPLOY);

        // What is saved is what is restored, a failed job's too; only a complete search is deployed.
        JsonNode restore = using(steps, "actions/cache/restore");
        JsonNode save = using(steps, "actions/cache/save");
        assertThat(restore.at("/with/path").asText()).isEqualTo(OUTPUT);
        assertThat(save.at("/with/path")).isEqualTo(restore.at("/with/path"));
        assertThat(save.at("/with/key")).isEqualTo(restore.at("/with/key"));
        assertThat(restore.at("/with/key").asText())
                .startsWith(restore.at("/with/restore-keys").asText());
        assertThat(save.at("/if").asText()).isEqualTo("always()");
        assertThat(steps.get(steps.size() - 1).at("/if").asText()).isEqualTo("hashFiles('" + COMPLETE + "') != ''");
    }

    private static JsonNode using(JsonNode steps, String action) {
        for (JsonNode step : steps) {
            if (step.at("/uses").asText().startsWith(action + "@")) {
                return step;
            }
        }
        throw new AssertionError("no step uses " + action);
    }

    @Test
    void gitLab() throws IOException, InterruptedException {
        JsonNode job = yaml("search:").at("/search");
        String script = String.join("\n", texts(job.at("/script")));

        assertThat(run(script)).containsExactly(SEARCH);
        searchIsComplete();
        assertThat(run(script)).containsExactly(SEARCH, DEPLOY);
        // A cache holds what is below the project's directory only.
        assertThat(job.at("/variables/MAVEN_OPTS").asText())
                .isEqualTo("-Dmaven.repo.local=$CI_PROJECT_DIR/.m2/repository");
        assertThat(texts(job.at("/cache/paths"))).containsExactly(".m2/repository", OUTPUT);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void jenkins() throws IOException, InterruptedException {
        String pipeline = recipe("groovy", "pipeline {");
        List<String> told = new ArrayList<>();
        Matcher step = STEP.matcher(pipeline);
        while (step.find()) {
            told.addAll(run(step.group(1)));
        }

        assertThat(told).containsExactly(SEARCH, DEPLOY);
        assertThat(pipeline).contains("when { expression { fileExists('" + COMPLETE + "') } }");
    }

    @Test
    void theLastReleaseIsReproducedEveryWeek() throws IOException, InterruptedException {
        JsonNode recipe = yaml("name: reproduce");
        List<String> told = new ArrayList<>();
        for (JsonNode step : recipe.at("/jobs/reproduce/steps")) {
            if (step.has("run")) {
                told.addAll(run(step.get("run").asText()));
            }
        }

        assertThat(told)
                .containsExactly("-B l2nas:reproduce -Dl2nas.artifact=com.example:cell:RELEASE -Dl2nas.inputs=.");
        assertThat(recipe.toString()).contains("\"cron\":\"0 3 * * 0\"");
    }

    /** A command that YAML folds, or that a shell puts together, would not be found by the integration test. */
    @Test
    void eachCommandStandsInOneLine() {
        List<String> recipes = Page.read(Page.SITE.resolve(PAGE)).blocks().stream()
                .map(Page.Block::text)
                .filter(recipe -> !recipe.startsWith("name: reproduce"))
                .toList();

        assertThat(recipes)
                .hasSize(3)
                .allSatisfy(recipe -> assertThat(recipe.lines())
                        .anyMatch(line -> line.contains("mvn " + SEARCH))
                        .anyMatch(line -> line.contains("mvn " + DEPLOY)));
    }

    @Test
    void aBrokenRecipeIsFound() {
        assertThatThrownBy(() -> new Yaml().load("a:\n  - b: c\n   d: e\n")).isInstanceOf(YAMLException.class);
        assertThatThrownBy(() -> run("mvn -B verify; fi")).isInstanceOf(AssertionError.class);
    }
}
