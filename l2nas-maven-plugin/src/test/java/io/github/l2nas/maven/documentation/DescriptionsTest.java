package io.github.l2nas.maven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What editors, {@code l2nas:help} and the reference of goals show comes from the descriptor. */
class DescriptionsTest {

    private static final int A_SENTENCE = 15;

    static List<MojoDescriptor> goals() throws IOException, PlexusConfigurationException {
        return Goals.read().all();
    }

    @ParameterizedTest
    @MethodSource("goals")
    void aGoalAndItsParametersAreDescribed(MojoDescriptor goal) {
        requireSentence(goal.getGoal(), goal.getDescription());
        goal.getParameters().stream()
                .filter(parameter -> parameter.isEditable())
                .forEach(parameter -> requireSentence(parameter.getName(), parameter.getDescription()));
    }

    @ParameterizedTest
    @MethodSource("goals")
    void aGoalTellsSinceWhenItIsThere(MojoDescriptor goal) {
        if (!goal.getGoal().equals("help")) {
            assertThat(goal.getSince()).matches("\\d+\\.\\d+\\.\\d+");
        }
    }

    private static void requireSentence(String name, String description) {
        assertThat(description).as(name).isNotNull().hasSizeGreaterThan(A_SENTENCE);
        assertThat(description.strip()).as(name).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("goals")
    void aParameterCanBeSetOnTheCommandLineUnlessItIsAMap(MojoDescriptor goal) {
        assertThat(goal.getParameters())
                .filteredOn(
                        parameter -> parameter.isEditable() && !goal.getGoal().equals("help"))
                .allMatch(parameter -> parameter.getType().equals("java.util.Map")
                        || goal.getMojoConfiguration()
                                .getChild(parameter.getName())
                                .getValue("")
                                .startsWith("${l2nas."));
    }
}
