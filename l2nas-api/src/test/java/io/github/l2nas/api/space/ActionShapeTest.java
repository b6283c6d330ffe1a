package io.github.l2nas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ActionShapeTest {

    @Test
    void algorithm1TakesTheLargestEntryOfEachRow() {
        ActionShape shape = ActionShape.rowWise(new ActionShape.Matrix(2, 3), new ActionShape.Matrix(1, 2));
        float[] action = {0.1f, 0.9f, 0.2f, 0.5f, 0.5f, 0.4f, -3, -2};
        int[] choices = shape.discretize(action);
        assertThat(choices).containsExactly(1, 0, 1);
        assertThat(shape.oneHot(choices)).containsExactly(0, 1, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void algorithm2KeepsTheTwoBestRowsOfANode() {
        ActionShape shape =
                new ActionShape(List.of(new ActionShape.Matrix(3, 2)), List.of(new ActionShape.Block(0, 3, 2)));
        // The second largest entry, 0.8, lies in the row of the largest and so can't be the second edge.
        assertThat(shape.discretize(new float[] {0.9f, 0.8f, 0.1f, 0.2f, 0.7f, 0.3f}))
                .containsExactly(0, -1, 0);
    }

    @Test
    void discretizeRejectsWhatIsNoAction() {
        ActionShape shape = ActionShape.rowWise(new ActionShape.Matrix(1, 2));
        assertThatThrownBy(() -> shape.discretize(new float[3])).hasMessageContaining("2 entries, got 3");
        assertThatThrownBy(() -> shape.discretize(new float[] {0, Float.NaN})).hasMessageContaining("entry 1");
    }

    @Test
    void neighboursChangeAColumnOrMoveAPick() {
        ActionShape shape =
                new ActionShape(List.of(new ActionShape.Matrix(3, 2)), List.of(new ActionShape.Block(0, 3, 2)));
        assertThat(shape.neighbours(new int[] {0, -1, 1}))
                .containsExactly(
                        new int[] {1, -1, 1}, new int[] {-1, 0, 1}, new int[] {0, -1, 0}, new int[] {0, 1, -1});
    }

    @Test
    void blocksMustCoverTheRows() {
        assertThatThrownBy(() ->
                        new ActionShape(List.of(new ActionShape.Matrix(3, 2)), List.of(new ActionShape.Block(0, 2, 2))))
                .hasMessageContaining("cover 2 of 3 rows");
    }
}
