package io.github.l2nas.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the descriptor of this very plugin. */
class KnownParametersTest {

    private KnownParameters known;

    @BeforeEach
    void readTheDescriptor() throws Exception {
        try (InputStream in = KnownParameters.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            known = KnownParameters.of(
                    new PluginDescriptorBuilder().build(new InputStreamReader(in, StandardCharsets.UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"space", "table", "datasetFormat", "settings", "evaluatorInputs", "constraints", "detail"})
    void whatAGoalHasIsKnown(String element) {
        assertThatCode(() -> known.requireElement(element)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "format, datasetFormat",
        "classes, datasetClasses",
        "maxParam, maxParams",
        "timebudget, timeBudget",
        "stepps, steps",
        "setings, settings"
    })
    void anotherElementIsToldWithTheNearest(String element, String nearest) {
        assertThatThrownBy(() -> known.requireElement(element))
                .isInstanceOf(ParameterException.class)
                .hasMessage("<" + element + "> is no parameter of this plugin. Did you mean <" + nearest
                        + ">? mvn l2nas:help -Ddetail lists all");
    }

    @ParameterizedTest
    @CsvSource({"l2nas.maxParam, l2nas.maxParams", "l2nas.Table, l2nas.table", "l2nas.setings.noise, l2nas.seed"})
    void anotherPropertyIsToldWithTheNearest(String property, String nearest) {
        assertThatThrownBy(() -> known.requireProperties(List.of("skipTests", property), Set.of()))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("-D" + property + " is no property of this plugin")
                .hasMessageContaining("Did you mean -D" + (nearest.equals("l2nas.seed") ? "l2nas." : nearest));
    }

    @Test
    void propertiesOfOthersAreNotLookedAt() {
        assertThatCode(() -> known.requireProperties(
                        List.of(
                                "maxParam",
                                "l2nas.skip",
                                "l2nas.settings.noise",
                                "l2nas.datasetSettings.label",
                                "l2nas.version"),
                        Set.of("l2nas.version")))
                .doesNotThrowAnyException();
    }

    @Test
    void aPropertyOfThePomThatNothingReadsIsToldWithTheNearest() {
        assertThat(known.warnings(
                        List.of("maxParam", "l2nas.table", "l2nas.maxParam", "l2nas.version", "l2nas.settings.noise"),
                        "l2nas.version"::equals))
                .containsExactly(
                        "<l2nas.maxParam> among the <properties> is no property of this plugin, and nothing in the"
                                + " POM reads it. Did you mean <l2nas.maxParams>?");
    }
}
