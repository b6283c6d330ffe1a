package io.github.l2nas.engine.own;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceArchitecture;
import io.github.l2nas.api.space.ChoiceNetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** NAS-Bench-Macro (Su et al., CVPR 2021): 8 layers, three blocks to choose from for each. */
public class NasBenchMacro extends ChoiceNetworkSpace {

    private static final List<Integer> FIRST_OF_STAGE = List.of(1, 3, 6);

    public NasBenchMacro() {
        super(
                "nas-bench-macro",
                IntStream.rangeClosed(1, 8)
                        .mapToObj(layer -> Choice.of("layer" + layer, "identity", "mb3_k3", "mb6_k5"))
                        .toList());
    }

    @Override
    protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
        FeatureMap map = input.convolution("stem", 32, 3).batchNorm().relu();
        for (int layer = 1; layer <= 8; layer++) {
            String block = architecture.value("layer" + layer);
            String name = "layer" + layer + "." + block;
            int stride = FIRST_OF_STAGE.contains(layer) ? 2 : 1;
            int channels = stride * map.shape().channels();
            if (!block.equals("identity")) {
                boolean large = block.equals("mb6_k5");
                map = map.invertedResidual(name, channels, large ? 5 : 3, large ? 6 : 3, stride);
            } else if (stride == 2) {
                map = map.convolution(name, channels, 1, 2).batchNorm();
            }
        }
        map = map.convolution("head", 1280, 1).batchNorm().relu();
        return map.globalAverage().linear("classifier", classes);
    }

    @Override
    protected Optional<Skeleton> publishedSkeleton() {
        return Optional.of(Skeleton.of(new Shape(3, 32, 32), 10));
    }
}
