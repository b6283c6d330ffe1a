package io.github.l2nas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceNetworkSpaceTest {

    private static class Small extends ChoiceNetworkSpace {

        Small() {
            super(
                    "small",
                    Choice.of("width", 4, 8),
                    Choice.of("pool", "yes", "no"),
                    Choice.of("size", 2, 4).when("pool", "yes"));
        }

        @Override
        protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
            FeatureMap map =
                    input.convolution("stem", architecture.number("width"), 3).relu();
            if (architecture.value("pool").equals("yes")) {
                map = map.maxPool(architecture.number("size"), 2);
            }
            return map.globalAverage().linear("classifier", classes);
        }
    }

    private static final class Published extends Small {
        @Override
        protected Optional<Skeleton> publishedSkeleton() {
            return Optional.of(Skeleton.of(new Shape(1, 6, 6), 3));
        }
    }

    private static final class WrongClasses extends Small {
        @Override
        protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
            return input.globalAverage();
        }
    }

    private static final class AsksWhatDoesNotCount extends Small {
        @Override
        protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
            return input.linear("classifier", architecture.number("size"));
        }
    }

    @Test
    void thePathThroughTheSupernetIsTheNetwork() {
        Small space = new Small();
        Architecture architecture = space.parse("width=8,pool=yes,size=4");
        Skeleton skeleton = Skeleton.of(new Shape(3, 9, 7), 5);
        assertThat(space.supernetPath(architecture, skeleton)).isEqualTo(space.network(architecture, skeleton));
        assertThat(space.network(architecture, skeleton).params()).isEqualTo(8 * 27 + 45);
    }

    @Test
    void costsAreCountedForThePublishedImagesAlone() {
        assertThat(new Small().capability(CostModel.class)).isEmpty();
        Published space = new Published();
        CostModel costs = space.capability(CostModel.class).orElseThrow();
        assertThat(costs.cost(space.architecture(List.of("4", "no", "")))).isEqualTo(new Cost(36 + 15, 36 * 36 + 12));
        assertThat(space.capability(NetworkSpace.class)).contains(space);
        assertThat(space.capability(ActionLabels.Labelled.class)).contains(space);
        assertThat(space.usualPreset("l2nas-guided", false)).isEmpty();
    }

    @Test
    void aLargeSpaceIsSearchedWithThePosterior() {
        Choice[] choices = IntStream.range(0, 8)
                .mapToObj(i -> Choice.of("choice" + i, "a", "b", "c", "d"))
                .toArray(Choice[]::new);
        ChoiceSpace large = new ChoiceSpace("large", choices);
        assertThat(large.usualPreset("l2nas-guided", false)).contains("guided-posterior");
        assertThat(large.usualPreset("l2nas-guided", true)).isEmpty();
        assertThat(large.usualPreset("l2nas", false)).isEmpty();
    }

    @Test
    void whatCanNotBeBuiltIsNamedWithItsArchitectureAndImages() {
        Skeleton tiny = Skeleton.of(new Shape(1, 3, 3), 2);
        Small small = new Small();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small.network(small.parse("width=8,pool=yes,size=4"), tiny))
                .withMessage(Small.class.getName()
                        + " can't build the network of width=8,pool=yes,size=4 for 1 x 3 x 3: maxPool(4, 2) can't read"
                        + " 8 x 3 x 3 from layer 'stem': its window of 4 is larger than the map");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WrongClasses().network(small.parse("width=8,pool=no"), tiny))
                .withMessageContaining("its output is 1 x 1 x 1, but there are 2 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AsksWhatDoesNotCount().network(small.parse("width=8,pool=no"), tiny))
                .withMessageContaining("choice 'size' doesn't count in width=8,pool=no");
    }
}
