package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.maven.space.SpaceParameter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The POMs and parts of POMs in the documentation are right: Maven reads them, and what they configure of this plugin is a
 * parameter of the goal, with a value of its type. The integration test {@code docs} builds those that need no data.
 */
class PomSnippetsTest {

    private static final String PLUGIN = "l2nas-maven-plugin";

    /** With what the id of an execution begins that packaging {@code nas} has bound; then comes its goal. */
    private static final String BOUND_BY_PACKAGING = "default-";

    /** What stands directly below {@code <project>} in the snippets. */
    private static final Set<String> OF_PROJECT = Set.of(
            "dependencies", "build", "reporting", "properties", "repositories", "distributionManagement", "profiles");

    static Stream<Arguments> snippets() {
        return Page.all().stream().flatMap(page -> page.xml().stream().map(snippet -> Arguments.of(page, snippet)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("snippets")
    void aSnippetIsRight(Page page, String snippet)
            throws IOException, XmlPullParserException, PlexusConfigurationException {
        check(snippet);
    }

    private static void check(String snippet) throws IOException, XmlPullParserException, PlexusConfigurationException {
        Model model = new MavenXpp3Reader().read(new StringReader(completed(snippet)), true);
        Goals goals = Goals.read();
        requireProperties(goals, model.getProperties());
        if (model.getBuild() == null) {
            return;
        }
        for (Plugin plugin : model.getBuild().getPlugins()) {
            if (plugin.getArtifactId().equals(PLUGIN)) {
                assertThat(plugin.getVersion()).isEqualTo(goals.version());
                requireParameters(goals, goals.names(), (Xpp3Dom) plugin.getConfiguration());
                for (PluginExecution execution : plugin.getExecutions()) {
                    assertThat(goals.names()).containsAll(execution.getGoals());
                    Set<String> own = new HashSet<>(execution.getGoals());
                    if (execution.getId().startsWith(BOUND_BY_PACKAGING)) {
                        own.add(execution.getId().substring(BOUND_BY_PACKAGING.length()));
                    }
                    requireParameters(goals, own, (Xpp3Dom) execution.getConfiguration());
                }
            }
        }
    }

    /** The snippet with what a page leaves out around it. */
    private static String completed(String snippet) throws IOException, XmlPullParserException {
        String first = Xpp3DomBuilder.build(new StringReader("<snippet>" + snippet + "</snippet>"))
                .getChild(0)
                .getName();
        if (first.equals("project")) {
            return snippet;
        }
        if (OF_PROJECT.contains(first)) {
            return project(snippet);
        }
        return switch (first) {
            case "dependency" -> project("<dependencies>" + snippet + "</dependencies>");
            case "plugin" -> project("<build><plugins>" + snippet + "</plugins></build>");
            case "execution" -> plugin("<executions>" + snippet + "</executions>");
            case "configuration" -> plugin(snippet);
            default -> plugin("<configuration>" + snippet + "</configuration>");
        };
    }

    private static String project(String content) {
        return "<project><modelVersion>4.0.0</modelVersion>" + content + "</project>";
    }

    private static String plugin(String content) throws IOException {
        try {
            return project("<build><plugins><plugin><groupId>io.github.l2nas</groupId><artifactId>" + PLUGIN
                    + "</artifactId><version>" + Goals.read().version() + "</version>" + content
                    + "</plugin></plugins></build>");
        } catch (PlexusConfigurationException e) {
            throw new IOException(e);
        }
    }

    private static void requireProperties(Goals goals, Properties properties) {
        assertThat(properties.stringPropertyNames())
                .filteredOn(name -> name.startsWith("l2nas."))
                .allMatch(name -> goals.isProperty(name, goals.names()));
    }

    private static void requireParameters(Goals goals, Set<String> of, Xpp3Dom configuration) {
        if (configuration == null) {
            return;
        }
        for (Xpp3Dom element : configuration.getChildren()) {
            List<Parameter> parameters = of.stream()
                    .flatMap(goal -> goals.parameter(goal, element.getName()).stream())
                    .toList();
            assertThat(parameters)
                    .as("parameters <%s> of goals %s", element.getName(), of)
                    .isNotEmpty();
            if (element.getName().equals("settings") && isClass(configuration.getChild("strategy"))) {
                continue; // settings of a strategy of the reader's own
            }
            requireValue(element, parameters.get(0).getType());
        }
    }

    private static boolean isClass(Xpp3Dom strategy) {
        return strategy != null && strategy.getValue().indexOf('.') > 0;
    }

    private static void requireValue(Xpp3Dom element, String type) {
        String value = element.getValue();
        if (type.equals("java.util.Map")) {
            assertThat(Arrays.stream(element.getChildren()).map(Xpp3Dom::getName))
                    .allMatch(name -> Goals.isSetting(element.getName(), name));
        } else if (type.equals(PlexusConfiguration.class.getName()) && element.getChildCount() > 0) {
            SpaceParameter space = SpaceParameter.of(new XmlPlexusConfiguration(element), null);
            assertThat(SearchSpaces.of(space.part(null)).name()).isEqualTo(space.name());
        } else if (type.equals("java.util.List")) {
            assertThat(element.getChildCount()).isPositive();
        } else if (value.startsWith("${")) {
            assertThat(value).endsWith("}");
        } else {
            requireText(element.getName(), value, type);
        }
    }

    private static void requireText(String name, String value, String type) {
        switch (type) {
            case "int", "java.lang.Integer" -> Integer.parseInt(value);
            case "long", "java.lang.Long" -> Long.parseLong(value);
            case "double", "java.lang.Double" -> Double.parseDouble(value);
            case "boolean", "java.lang.Boolean" -> assertThat(value).isIn("true", "false");
            default -> assertThat(value).isNotBlank();
        }
        if (name.equals("timeBudget")) {
            assertThat(Duration.parse(value)).isPositive();
        }
    }

    @Test
    void gettingStartedShowsThePomOfTheQuickstart() throws IOException, XmlPullParserException {
        String snippet =
                Page.read(Page.SITE.resolve("getting-started.md")).xml().get(0);
        String example = Files.readString(Page.ROOT.resolve("examples/quickstart/pom.xml"));
        Model shown = new MavenXpp3Reader().read(new StringReader(snippet));
        Model real = new MavenXpp3Reader().read(new StringReader(example));
        assertThat(List.of(
                        shown.getId(), pluginOf(shown).getId(), pluginOf(shown).getConfiguration()))
                .isEqualTo(List.of(
                        real.getId(), pluginOf(real).getId(), pluginOf(real).getConfiguration()));
    }

    /** These pages show parts of examples, which integration tests build. */
    @ParameterizedTest
    @CsvSource({"darts.md, fashion-mnist", "once-for-all.md, once-for-all"})
    void aFirstSnippetIsConfiguredByItsExample(String page, String example) throws IOException, XmlPullParserException {
        String snippet = Page.read(Page.SITE.resolve(page)).xml().get(0);
        Model real = example(example, Map.of("${predictor}", "accuracy-predictor.pth.tar"));
        Xpp3Dom shown = Xpp3DomBuilder.build(new StringReader("<configuration>" + snippet + "</configuration>"));

        requireContained(shown, (Xpp3Dom) pluginOf(real).getConfiguration());
    }

    private static void requireContained(Xpp3Dom shown, Xpp3Dom real) {
        assertThat(real).as("element %s of the example", shown.getName()).isNotNull();
        if (shown.getChildCount() == 0) {
            assertThat(real.getValue()).as(shown.getName()).isEqualTo(shown.getValue());
        }
        for (Xpp3Dom child : shown.getChildren()) {
            requireContained(child, real.getChild(child.getName()));
        }
    }

    private static Model example(String name, Map<String, String> values) throws IOException, XmlPullParserException {
        String text = Files.readString(Page.ROOT.resolve("examples/" + name + "/pom.xml"));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return new MavenXpp3Reader().read(new StringReader(text));
    }

    @ParameterizedTest
    @CsvSource({"0, serve", "1, classify"})
    void modelsShowsThePomsOfTheExamples(int position, String name) throws IOException, XmlPullParserException {
        String snippet = Page.read(Page.SITE.resolve("models.md")).xml().get(position);
        Model shown = new MavenXpp3Reader().read(new StringReader(project(snippet)));
        Model real = example(
                name,
                Map.of(
                        "${model.groupId}", "com.example",
                        "${model.artifactId}", "cell",
                        "${model.version}", "1.0",
                        "${version.dl4j}", "1.0.0-M2.1"));

        for (Dependency dependency : shown.getDependencies()) {
            assertThat(real.getDependencies())
                    .anyMatch(other -> other.getManagementKey().equals(dependency.getManagementKey())
                            && Objects.equals(other.getVersion(), dependency.getVersion())
                            && Objects.equals(other.getScope(), dependency.getScope()));
        }
        assertThat(pluginOf(real).getId()).isEqualTo(pluginOf(shown).getId());
        PluginExecution copy = pluginOf(real).getExecutions().get(0);
        PluginExecution shownCopy = pluginOf(shown).getExecutions().get(0);
        assertThat(List.of(copy.getPhase(), copy.getGoals(), copy.getConfiguration()))
                .isEqualTo(List.of(shownCopy.getPhase(), shownCopy.getGoals(), shownCopy.getConfiguration()));
    }

    private static Plugin pluginOf(Model model) {
        return model.getBuild().getPlugins().get(0);
    }

    @Test
    void aWrongSnippetIsFound() {
        for (String wrong : List.of(
                "<metrics>cifar10_valid</metrics>",
                "<steps>many</steps>",
                "<settings><elite>3</elite></settings>",
                "<project><modelversion>4.0.0</modelversion></project>",
                "<properties><l2nas.tables>a.csv</l2nas.tables></properties>",
                "<execution><goals><goal>search</goal></goals><configuration><runs>1</runs></configuration></execution>",
                "<execution><goals><goal>find</goal></goals></execution>")) {
            assertThatThrownBy(() -> check(wrong)).as(wrong).isInstanceOf(Throwable.class);
        }
    }
}
