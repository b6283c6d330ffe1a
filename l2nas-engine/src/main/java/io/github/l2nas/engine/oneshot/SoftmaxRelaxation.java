package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.space.ActionShape;
import java.util.List;
import java.util.stream.IntStream;

/** That of DARTS (Liu et al. 2019, equation 2): all operations take part, each times its probability. */
final class SoftmaxRelaxation implements Relaxation {

    @Override
    public Draw of(ArchitectureWeights weights, int epoch, String stream) {
        ActionShape shape = weights.shape();
        double[] probabilities = weights.probabilities();
        List<List<Integer>> all = IntStream.range(0, shape.rows())
                .mapToObj(row -> IntStream.range(0, shape.columns(row)).boxed().toList())
                .toList();
        return new Draw(all, probabilities, gradient -> RowSoftmax.backward(shape, probabilities, gradient));
    }
}
