package io.github.l2nas.spaces.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.Skeleton;
import org.junit.jupiter.api.Test;

class CellCostsTest {

    private static final int CELLS = 15_625;
    private static final NasBench201 SPACE = new NasBench201();

    private static NasBench201Architecture cell(int number) {
        int[] choices = new int[6];
        int rest = number;
        for (int row = 0; row < choices.length; row++) {
            choices[row] = rest % 5;
            rest /= 5;
        }
        return SPACE.architecture(choices);
    }

    @Test
    void areThoseOfTheLayerGraphForEveryCell() {
        Skeleton skeleton = new Skeleton(4, 1, 3, new Shape(1, 8, 8));
        requireCountedCosts(skeleton, 1);
    }

    @Test
    void areThoseOfTheLayerGraphOfTheBenchmarksNetwork() {
        requireCountedCosts(NasBench201Network.CIFAR_10.skeleton(), 97);
    }

    private static void requireCountedCosts(Skeleton skeleton, int stride) {
        CostModel costs = SPACE.costs(skeleton);
        for (int number = 0; number < CELLS; number += stride) {
            NasBench201Architecture cell = cell(number);
            LayerGraph graph = SPACE.network(cell, skeleton);
            assertThat(costs.cost(cell))
                    .as(cell.notation())
                    .isEqualTo(new Cost(graph.params(), graph.macs() + skeleton.classes()));
        }
    }

    @Test
    void nameTheirNetwork() {
        assertThat(SPACE.network()).isEqualTo("16 channels, 5 cells, 10 classes, 32 x 32 images of 3 channels");
        assertThat(SPACE.costs(new Skeleton(1, 1, 2, new Shape(1, 8, 4))).network())
                .isEqualTo("1 channel, 1 cell, 2 classes, 8 x 4 images of 1 channel");
    }
}
