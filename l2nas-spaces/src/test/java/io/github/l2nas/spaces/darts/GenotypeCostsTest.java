package io.github.l2nas.spaces.darts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenotypeCostsTest {

    private static final Darts SPACE = new Darts();
    private static final SearchContext ANY = SearchContext.unconstrained(SPACE, 1);

    private final RandomStream random = ANY.stream("test.genotypes");

    @ParameterizedTest
    @CsvSource({"4, 1", "4, 2", "8, 3", "16, 8", "36, 20"})
    void areThoseOfTheLayerGraph(int channels, int cells) {
        Skeleton skeleton = new Skeleton(channels, cells, 10, new Shape(3, 32, 32));
        CostModel costs = SPACE.costs(skeleton);
        for (int i = 0; i < 60; i++) {
            Architecture genotype = ANY.randomArchitecture(random);
            LayerGraph graph = SPACE.network(genotype, skeleton);
            assertThat(costs.cost(genotype)).as(genotype.notation()).isEqualTo(new Cost(graph.params(), graph.macs()));
        }
    }

    @Test
    void noneIsSmallerThanTheSmallest() {
        CostModel costs = SPACE.costs(new Skeleton(8, 3, 10, new Shape(3, 32, 32)));
        Cost smallest = costs.cost(SPACE.smallest().orElseThrow());
        for (int i = 0; i < 2000; i++) {
            Cost other = costs.cost(ANY.randomArchitecture(random));
            assertThat(other.params()).isGreaterThanOrEqualTo(smallest.params());
            assertThat(other.macs()).isGreaterThanOrEqualTo(smallest.macs());
        }
        for (Architecture neighbour : SPACE.neighbours(SPACE.smallest().orElseThrow())) {
            assertThat(costs.cost(neighbour).params()).isGreaterThanOrEqualTo(smallest.params());
        }
    }
}
