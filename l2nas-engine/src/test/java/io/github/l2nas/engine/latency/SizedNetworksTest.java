package io.github.l2nas.engine.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.result.SkeletonJson;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import org.junit.jupiter.api.Test;

class SizedNetworksTest {

    static ObjectNode network(int channels, int cells, int classes, Shape image) {
        return SkeletonJson.of(new Skeleton(channels, cells, classes, image), true);
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        for (String name : new String[] {"nas-bench-201", "darts"}) {
            ObjectNode json = network(4, 3, 7, new Shape(3, 32, 16));
            assertThat(SizedNetworks.of(SearchSpaces.of(Part.named(name)), json).json())
                    .isEqualTo(json);
        }
        ObjectNode subnets = SkeletonJson.of(new Skeleton(1, 1, 1000, new Shape(3, 160, 160)), false)
                .put("width", 1.2);
        SizedNetworks read = SizedNetworks.of(SearchSpaces.of(Part.named("ofa-mbv3")), subnets);
        assertThat(read.json()).isEqualTo(subnets);
        assertThat(SizedNetworks.image(read.graph(OfaArchitecture.SMALLEST))).isEqualTo(new Shape(3, 160, 160));
    }

    @Test
    void aSizeThatIsNoneIsNamed() {
        ObjectNode json = network(4, 3, 7, new Shape(3, 32, 16)).put("cells", 0);

        assertThatThrownBy(() -> SizedNetworks.of(SearchSpaces.of(Part.named("nas-bench-201")), json))
                .hasMessage("'network' has no positive whole number 'cells'");
        assertThatThrownBy(() -> SizedNetworks.of(SearchSpaces.of(Part.named("darts")), ResultJson.object()))
                .hasMessage("'network' has no positive whole number 'channels'");
    }
}
