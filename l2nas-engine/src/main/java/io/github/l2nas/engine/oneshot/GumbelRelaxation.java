package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.engine.strategy.GumbelTopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * That of GDAS (Dong and Yang 2019, equations 3 to 5): one operation of each row takes part, drawn by the Gumbel-max trick. Its factor
 * is 1; backward it counts as the Gumbel softmax of a temperature that falls linearly with the epochs. Operations that were not drawn
 * are not run, so the loss has no gradient by their factors.
 */
final class GumbelRelaxation implements Relaxation {

    private final double first;
    private final double last;
    private final int epochs;
    private final Function<String, RandomStream> streams;

    /**
     * @param first temperature of the first epoch
     * @param last temperature of the last epoch
     * @param epochs of the training
     * @param streams of the search by name
     */
    GumbelRelaxation(double first, double last, int epochs, Function<String, RandomStream> streams) {
        this.first = first;
        this.last = last;
        this.epochs = epochs;
        this.streams = streams;
    }

    @Override
    public Draw of(ArchitectureWeights weights, int epoch, String stream) {
        ActionShape shape = weights.shape();
        double temperature = epochs == 1 ? last : first - (first - last) * epoch / (epochs - 1);
        RandomStream random = streams.apply(stream);
        double[] noisy = weights.values();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (noisy[i] + GumbelTopK.noise(random)) / temperature;
        }
        double[] factors = new double[noisy.length];
        List<List<Integer>> drawn = new ArrayList<>();
        for (int row = 0; row < shape.rows(); row++) {
            int column = largest(noisy, shape.offset(row), shape.columns(row));
            factors[shape.offset(row) + column] = 1;
            drawn.add(List.of(column));
        }
        double[] softmax = RowSoftmax.of(shape, noisy);
        return new Draw(
                drawn,
                factors,
                gradient -> Arrays.stream(RowSoftmax.backward(shape, softmax, gradient))
                        .map(part -> part / temperature)
                        .toArray());
    }

    private static int largest(double[] values, int from, int count) {
        int largest = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
