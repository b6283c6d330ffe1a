package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;

import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Channel shuffle: the channels as a matrix with a row for each group, transposed. */
final class ShuffleKernel implements Kernel {

    private final Nd4jDevice device;
    private final int groups;
    private final int batch;
    private final Shape shape;

    ShuffleKernel(Nd4jDevice device, int groups, int batch, Shape shape) {
        this.device = device;
        this.groups = groups;
        this.batch = batch;
        this.shape = shape;
    }

    @Override
    public Saved savedForBackward() {
        return Saved.NOTHING;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        return new Forward(transposed(inputs.get(0), groups), List.of());
    }

    @Override
    public Gradients backward(Backward pass) {
        return new Gradients(List.of(transposed(pass.gradient(), shape.channels() / groups)), List.of());
    }

    private Tensor transposed(Tensor tensor, int rows) {
        Nd4jTensor result = device.activations(batch, shape);
        int columns = shape.channels() / rows;
        rows(result.array(), columns).assign(rows(array(tensor), rows).permute(0, 2, 1, 3));
        return result;
    }

    private INDArray rows(INDArray array, int rows) {
        long points = (long) shape.height() * shape.width();
        return array.reshape('c', batch, rows, shape.channels() / rows, points);
    }
}
