package io.github.l2nas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceSpaceTest {

    @Test
    void valuesInOrderAreANotation() {
        ChoiceSpace sizes =
                new ChoiceSpace("sizes", List.of(Choice.of("layer1", 8, 16, 24), Choice.of("layer2", 8, 16, 24)));

        assertThat(sizes.parse("8:24")).isEqualTo(sizes.parse("layer1=8,layer2=24"));
        assertThatThrownBy(() -> sizes.parse("8:32"))
                .isInstanceOf(NotationException.class)
                .hasMessageContaining("32");
        assertThatThrownBy(() -> sizes.parse("8:24:8")).isInstanceOf(NotationException.class);
    }

    private static final ChoiceSpace GRAPHS = new ChoiceSpace(
            "graph-networks",
            Choice.of("links", "0-0-0-0", "0-0-0-1", "0-0-1-1"),
            Choice.of("op1", "gat", "gcn"),
            Choice.of("width", 16, 32, 64, 128));

    /** Depth 2 has no third layer; depth 4 has a fourth, and only a wide fourth layer has groups. */
    private static final ChoiceSpace DEEP = new ChoiceSpace(
            "deep",
            Choice.of("depth", 2, 3, 4),
            Choice.of("kernel3", 3, 5).when("depth", 3, 4),
            Choice.of("width4", 16, 32).when("depth", 4),
            Choice.of("groups4", 1, 2, 4).when("width4", 32));

    /** A class as a user writes it. */
    private static final class Own extends ChoiceSpace {
        Own() {
            super("own", Choice.of("width", 16, 32), Choice.of("rate", "0.5", "0.25"));
        }
    }

    @Test
    void anActionHasARowForEachChoiceAsLongAsTheChoiceHasValues() {
        ActionShape shape = GRAPHS.actionShape();
        assertThat(shape.rows()).isEqualTo(3);
        assertThat(shape.size()).isEqualTo(3 + 2 + 4);
        assertThat(GRAPHS.discretize(new float[] {0, 1, 0, 0.2f, 0.1f, 0, 0, 0, 9})
                        .notation())
                .isEqualTo("links=0-0-0-1,op1=gat,width=128");
        assertThat(GRAPHS.size()).isEqualTo(24);
    }

    @Test
    void anArchitectureTellsItsValues() {
        ChoiceArchitecture architecture = GRAPHS.parse("links=0-0-1-1,op1=gcn,width=64");
        assertThat(architecture.value("op1")).isEqualTo("gcn");
        assertThat(architecture.number("width")).isEqualTo(64);
        assertThat(architecture.values())
                .containsExactly(Map.entry("links", "0-0-1-1"), Map.entry("op1", "gcn"), Map.entry("width", "64"));
        assertThat(architecture.choices()).containsExactly(2, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> architecture.value("op2"))
                .withMessage("there is no choice 'op2'; there are [links, op1, width]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> architecture.number("op1"))
                .withMessageContaining("no whole number");
    }

    @Test
    void aSpaceCanBeAClassThatNamesItsChoices() {
        Own space = new Own();
        assertThat(space.parse("width=32,rate=0.25").decimal("rate")).isEqualTo(0.25);
        assertThat(space.capability(ActionLabels.Labelled.class)).isPresent();
    }

    @Test
    void whatDoesNotCountMakesNoOtherArchitecture() {
        Set<String> identities = new HashSet<>();
        Set<Architecture> architectures = new HashSet<>();
        for (int depth = 0; depth < 3; depth++) {
            for (int kernel = 0; kernel < 2; kernel++) {
                for (int width = 0; width < 2; width++) {
                    for (int groups = 0; groups < 3; groups++) {
                        Architecture architecture = DEEP.architecture(new int[] {depth, kernel, width, groups});
                        identities.add(architecture.identity());
                        architectures.add(architecture);
                        assertThat(DEEP.parse(architecture.notation())).isEqualTo(architecture);
                        assertThat(DEEP.architecture(architecture.choices())).isEqualTo(architecture);
                    }
                }
            }
        }
        assertThat(identities)
                .containsExactlyInAnyOrder(
                        "depth=2",
                        "depth=3,kernel3=3",
                        "depth=3,kernel3=5",
                        "depth=4,kernel3=3,width4=16",
                        "depth=4,kernel3=5,width4=16",
                        "depth=4,kernel3=3,width4=32,groups4=1",
                        "depth=4,kernel3=3,width4=32,groups4=2",
                        "depth=4,kernel3=3,width4=32,groups4=4",
                        "depth=4,kernel3=5,width4=32,groups4=1",
                        "depth=4,kernel3=5,width4=32,groups4=2",
                        "depth=4,kernel3=5,width4=32,groups4=4");
        assertThat(architectures).hasSize(11);
        assertThat(DEEP.size()).isEqualTo(11);
    }

    @Test
    void aNetworkCannotDependOnWhatDoesNotCount() {
        ChoiceArchitecture shallow = DEEP.parse("depth=2,kernel3=5");
        assertThat(shallow.notation()).isEqualTo("depth=2");
        assertThat(shallow.counts("kernel3")).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> shallow.number("kernel3"))
                .withMessage("choice 'kernel3' doesn't count in depth=2; ask counts(\"kernel3\") first");
    }

    @Test
    void neighboursDifferInOneChoiceThatCounts() {
        assertThat(DEEP.neighbours(DEEP.parse("depth=2")))
                .extracting(Architecture::notation)
                .containsExactly("depth=3,kernel3=3", "depth=4,kernel3=3,width4=16");
        assertThat(DEEP.neighbours(DEEP.parse("depth=4,kernel3=5,width4=32,groups4=2")))
                .extracting(Architecture::notation)
                .containsExactly(
                        "depth=2",
                        "depth=3,kernel3=5",
                        "depth=4,kernel3=3,width4=32,groups4=2",
                        "depth=4,kernel3=5,width4=16",
                        "depth=4,kernel3=5,width4=32,groups4=1",
                        "depth=4,kernel3=5,width4=32,groups4=4");
        assertThat(GRAPHS.neighbours(GRAPHS.architecture(new int[] {0, 0, 0}))).hasSize(2 + 1 + 3);
    }

    @Test
    void numbersAreFoundHoweverTheyAreWritten() {
        assertThat(DEEP.parse("depth=3.0, kernel3=5e0").notation()).isEqualTo("depth=3,kernel3=5");
        assertThat(DEEP.architecture(List.of("2.0", "", "", "")).notation()).isEqualTo("depth=2");
        assertThat(Choice.of("version", "1.10", "1.2").indexOf("1.1")).isZero();
        assertThat(Choice.of("links", "0-0", "0-1").indexOf("0")).isEqualTo(-1);
    }

    @Test
    void notationsThatAreNoneNameThePosition() {
        assertThatThrownBy(() -> GRAPHS.parse("links=0-0-0-0,op9=gat,width=16"))
                .isInstanceOf(NotationException.class)
                .hasMessage("position 14 of 'links=0-0-0-0,op9=gat,width=16': expected one of the choices"
                        + " [links, op1, width]");
        assertThatThrownBy(() -> GRAPHS.parse("links=0-0-0-0,op1=mlp,width=16"))
                .hasMessageStartingWith("position 18 ")
                .hasMessageEndingWith("expected one of [gat, gcn]");
        assertThatThrownBy(() -> GRAPHS.parse("links=0-0-0-0,op1=gat"))
                .hasMessageContaining("choice 'width' has no value, though it counts");
        assertThatThrownBy(() -> GRAPHS.parse("op1=gat,op1=gat")).hasMessageContaining("choice 'op1' only once");
        for (String text : List.of("", ",", "gat", "op1", "op1=gat,", "=gat", "op1=gat,width")) {
            assertThatThrownBy(() -> GRAPHS.parse(text)).as(text).isInstanceOf(NotationException.class);
        }
    }

    @Test
    void whatIsNoSpaceIsRejected() {
        for (String name : List.of("Width", "1st", "", "a b", "a,b", "a=b", "architecture", "x".repeat(65))) {
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> Choice.of(name, 1, 2))
                    .withMessageContaining("can't be named");
        }
        for (String value : List.of("", "a,b", "a=b", "a b", "a\"b", "a\nb", "x".repeat(101))) {
            assertThatIllegalArgumentException()
                    .as(value)
                    .isThrownBy(() -> Choice.of("x", "a", value))
                    .withMessageContaining("can't have the value");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Choice.of("x", "3", "5", "3.0"))
                .withMessage("choice 'x' has a value twice: '3' and '3.0'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Choice("x", List.of(), Optional.empty()))
                .withMessageContaining("no values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChoiceSpace("s"))
                .withMessageContaining("has no choices");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChoiceSpace("s", Choice.of("x", 1, 2), Choice.of("x", 1, 2)))
                .withMessageContaining("two choices named 'x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChoiceSpace("s", Choice.of("x", 1), Choice.of("y", 2)))
                .withMessageContaining("but one architecture");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChoiceSpace("s", Choice.of("y", 1, 2).when("x", 1), Choice.of("x", 1, 2)))
                .withMessageContaining("no choice before it has that name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChoiceSpace(
                        "s", Choice.of("x", 1, 2), Choice.of("y", 1, 2).when("x", 3)))
                .withMessageContaining("'3' is none of its values [1, 2]");
    }

    @Test
    void aConstantIsPartOfEveryArchitecture() {
        ChoiceSpace space = new ChoiceSpace("s", Choice.of("width", 16), Choice.of("depth", 1, 2));
        assertThat(space.discretize(new float[] {0.3f, 0, 1}).notation()).isEqualTo("width=16,depth=2");
        assertThat(space.neighbours(space.parse("width=16,depth=2"))).hasSize(1);
    }

    @Test
    void aSpaceTooLargeToCountHasTheGreatestNumber() {
        Choice[] choices = new Choice[40];
        for (int i = 0; i < choices.length; i++) {
            choices[i] = Choice.of("c" + i, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
        assertThat(new ChoiceSpace("large", choices).size()).isEqualTo(Long.MAX_VALUE);
    }
}
