package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code mvn} command of the documentation names phases, goals, properties and files that there are. The integration
 * test {@code docs} runs them, those excepted that its script lists with the reason.
 */
class CommandsTest {

    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.-])mvn((?: [^\\n&|;'\"`]+)+)");
    private static final Pattern PROPERTY = Pattern.compile("-D(l2nas\\.[A-Za-z.]+)");
    private static final Pattern OWN_GOAL =
            Pattern.compile("(?:l2nas|io\\.github\\.l2nas:l2nas-maven-plugin(?::[^:]+)?):([a-z-]+)");
    private static final Set<String> PHASES = Set.of(
            "clean",
            "validate",
            "process-classes",
            "generate-resources",
            "process-resources",
            "package",
            "verify",
            "install",
            "deploy",
            "site",
            "compile");
    private static final Set<String> WITH_ARGUMENT = Set.of("-f", "-pl", "-s", "-P", "-T");

    /** Goals of others. */
    private static final Set<String> OTHER_GOALS = Set.of(
            "deploy:deploy-file",
            "install:install-file",
            "dependency:copy-dependencies",
            "dependency:go-offline",
            "exec:java");

    /** Properties of this project's own build. */
    private static final Set<String> OF_BUILD = Set.of("l2nas.shared");

    static Stream<Arguments> commands() {
        return Page.all().stream()
                .flatMap(page -> commands(page.code()).stream().map(command -> Arguments.of(page, command)));
    }

    private static List<String> commands(List<String> code) {
        List<String> commands = new ArrayList<>();
        for (String text : code) {
            Matcher matcher = COMMAND.matcher(text.replaceAll("\\\\\\n\\s*", ""));
            while (matcher.find()) {
                commands.add(matcher.group(1).strip());
            }
        }
        return commands;
    }

    @ParameterizedTest(name = "{0}: mvn {1}")
    @MethodSource("commands")
    void aCommandIsRight(Page page, String command) throws IOException, PlexusConfigurationException {
        check(command);
    }

    private static void check(String command) throws IOException, PlexusConfigurationException {
        Goals goals = Goals.read();
        Set<String> own = new HashSet<>();
        boolean phases = false;
        String[] words = command.split("\\s+", -1);
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (WITH_ARGUMENT.contains(word)) {
                i++;
                if (word.equals("-f")) {
                    assertThat(Page.ROOT.resolve(words[i])).exists();
                }
            } else if (!word.startsWith("-")) {
                Matcher goal = OWN_GOAL.matcher(word);
                if (goal.matches()) {
                    own.add(goal.group(1));
                } else if (!OTHER_GOALS.contains(word)) {
                    assertThat(word).isIn(PHASES);
                    phases = true;
                }
            }
        }
        assertThat(goals.names()).containsAll(own);
        Set<String> taking = phases || own.isEmpty() ? goals.names() : own;
        requireProperties(goals, taking, command);
    }

    private static void requireProperties(Goals goals, Set<String> of, String text) {
        Matcher property = PROPERTY.matcher(text);
        while (property.find()) {
            String name = property.group(1);
            assertThat(OF_BUILD.contains(name) || goals.isProperty(name, of))
                    .as("property %s of goals %s", name, of)
                    .isTrue();
        }
    }

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPropertyThatIsMentionedIsThere(Page page) throws IOException, PlexusConfigurationException {
        Goals goals = Goals.read();
        page.code().forEach(code -> requireProperties(goals, goals.names(), code));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aParameterThatIsMentionedIsThere(Page page) throws IOException, PlexusConfigurationException {
        Goals goals = Goals.read();
        Set<String> inPom = Set.of(
                "packaging",
                "extensions",
                "type",
                "classifier",
                "dependencies",
                "dependency",
                "constraint",
                "id",
                "reporting",
                "excludeDefaults");
        Pattern element = Pattern.compile("<([A-Za-z]+)>(?:[^<]*</\\1>)?");
        for (String code : page.inlineCode()) {
            Matcher matcher = element.matcher(code);
            if (matcher.matches() && !inPom.contains(matcher.group(1))) {
                assertThat(goals.names())
                        .as(code)
                        .anyMatch(
                                goal -> goals.parameter(goal, matcher.group(1)).isPresent());
            }
        }
    }

    @Test
    void aWrongCommandIsFound() {
        for (String wrong : List.of(
                "l2nas:find",
                "l2nas:search -Dl2nas.runs=2",
                "-Dl2nas.settings.elite=2 install",
                "-f examples/none/pom.xml install",
                "instal")) {
            assertThatThrownBy(() -> check(wrong)).as(wrong).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void commandsAreFoundWhereverTheyStand() {
        assertThat(commands(List.of(
                        "cd a && mvn -B install && mvn l2nas:search",
                        "      - run: mvn -B verify -Dl2nas.timeBudget=PT5H",
                        "sh 'mvn -B verify'",
                        "mvn l2nas:search \\\n  -Dl2nas.steps=3")))
                .containsExactly(
                        "-B install",
                        "l2nas:search",
                        "-B verify -Dl2nas.timeBudget=PT5H",
                        "-B verify",
                        "l2nas:search -Dl2nas.steps=3");
    }
}
