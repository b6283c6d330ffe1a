package io.github.l2nas.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpacesTest {

    static List<SearchSpace> all() {
        return SearchSpaces.all();
    }

    private static float[] randomAction(SearchSpace space, SplittableRandom random) {
        float[] action = new float[space.actionShape().size()];
        for (int i = 0; i < action.length; i++) {
            action[i] = (float) random.nextDouble();
        }
        return action;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyArchitectureReadsBackFromItsNotationAndItsChoices(SearchSpace space) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            Architecture architecture = space.discretize(randomAction(space, random));
            assertThat(space.parse(architecture.notation())).isEqualTo(architecture);
            assertThat(space.architecture(architecture.choices())).isEqualTo(architecture);
            assertThat(space.parse(architecture.identity()).identity()).isEqualTo(architecture.identity());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void neighboursAreOtherNetworksAndNeighbourhoodIsMutual(SearchSpace space) {
        Architecture architecture = space.discretize(randomAction(space, new SplittableRandom(2)));
        List<Architecture> neighbours = space.neighbours(architecture);
        assertThat(neighbours)
                .extracting(Architecture::identity)
                .doesNotHaveDuplicates()
                .doesNotContain(architecture.identity());
        if (!space.name().equals("ofa-mbv3")) {
            assertThat(neighbours)
                    .allSatisfy(
                            neighbour -> assertThat(space.neighbours(neighbour)).contains(architecture));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSpaceIsFoundByItsName(SearchSpace space) {
        assertThat(SearchSpaces.named(space.name())).hasSameClassAs(space);
        assertThatThrownBy(() -> SearchSpaces.named("nasbench"))
                .hasMessageContaining("'nasbench'")
                .hasMessageContaining(space.name());
    }

    @ParameterizedTest
    @MethodSource("all")
    void discreteActionsOutOfRangeAreRejected(SearchSpace space) {
        int[] choices =
                space.discretize(randomAction(space, new SplittableRandom(3))).choices();
        choices[0] = 99;
        assertThatThrownBy(() -> space.architecture(choices)).isInstanceOf(IllegalArgumentException.class);
    }
}
