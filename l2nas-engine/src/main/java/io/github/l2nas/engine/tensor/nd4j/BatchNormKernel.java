package io.github.l2nas.engine.tensor.nd4j;

import static io.github.l2nas.engine.tensor.nd4j.Nd4jTensor.array;
import static io.github.l2nas.engine.tensor.nd4j.Operations.acrossMaps;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalisation (Ioffe and Szegedy 2015), composed of sums and products: the variance is the mean of squared
 * deviations, not a difference of two large numbers.
 */
final class BatchNormKernel implements Kernel {

    private final Nd4jDevice device;
    private final Layer.BatchNorm layer;
    private final int batch;
    private final Shape shape;

    BatchNormKernel(Nd4jDevice device, Layer.BatchNorm layer, int batch, Shape shape) {
        this.device = device;
        this.layer = layer;
        this.batch = batch;
        this.shape = shape;
    }

    @Override
    public Saved savedForBackward() {
        return Saved.INPUTS;
    }

    @Override
    public Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        INDArray input = array(inputs.get(0));
        if (statistics == Statistics.RUNNING) {
            int first = layer.weights().size();
            Nd4jTensor centred = centred(input, parameters.get(first));
            normalise(centred, parameters.get(first + 1), parameters);
            return new Forward(centred, List.of());
        }
        Nd4jTensor mean = channels();
        Operations.averageChannels(input, mean.array());
        Nd4jTensor centred = centred(input, mean);
        Nd4jTensor variance = variance(centred);
        normalise(centred, variance, parameters);
        return new Forward(centred, List.of(mean, variance));
    }

    private Nd4jTensor channels() {
        return device.parameter(List.of(shape.channels()));
    }

    private Nd4jTensor centred(INDArray input, Tensor mean) {
        Nd4jTensor centred = device.activations(batch, shape);
        Operations.subtract(input, acrossMaps(array(mean)), centred.array());
        return centred;
    }

    private Nd4jTensor variance(Nd4jTensor centred) {
        Nd4jTensor squares = device.activations(batch, shape);
        centred.array().muli(centred.array(), squares.array());
        Nd4jTensor variance = channels();
        Operations.averageChannels(squares.array(), variance.array());
        device.release(squares);
        return variance;
    }

    private void normalise(Nd4jTensor centred, Tensor variance, List<Tensor> parameters) {
        INDArray array = centred.array();
        Nd4jTensor factor = inverseDeviation(variance);
        if (layer.scale().isPresent()) {
            factor.array().muli(array(parameters.get(0)));
        }
        Operations.multiply(array, acrossMaps(factor.array()), array);
        device.release(factor);
        if (layer.shift().isPresent()) {
            Tensor shift = parameters.get(layer.weights().size() - 1);
            Operations.add(array, acrossMaps(array(shift)), array);
        }
    }

    /** 1 / sqrt(variance + eps). */
    private Nd4jTensor inverseDeviation(Tensor variance) {
        Nd4jTensor inverse = channels();
        inverse.array().assign(array(variance)).addi(Layer.BatchNorm.EPSILON);
        Transforms.sqrt(inverse.array(), false);
        inverse.array().rdivi(1);
        return inverse;
    }

    @Override
    public Gradients backward(Backward pass) {
        INDArray gradient = array(pass.gradient());
        Nd4jTensor centred = centred(array(pass.inputs().get(0)), pass.saved().get(0));
        Nd4jTensor inverse = inverseDeviation(pass.saved().get(1));
        Nd4jTensor shiftGradient = channels();
        Operations.sumChannels(gradient, shiftGradient.array());
        Nd4jTensor scaleGradient = scaleGradient(gradient, centred, inverse);

        propagate(pass, centred, inverse, scaleGradient, shiftGradient);
        device.release(inverse);
        return new Gradients(List.of(centred), wanted(scaleGradient, shiftGradient));
    }

    /** Sum of the gradient times the normalised input. */
    private Nd4jTensor scaleGradient(INDArray gradient, Nd4jTensor centred, Nd4jTensor inverse) {
        Nd4jTensor products = device.activations(batch, shape);
        gradient.muli(centred.array(), products.array());
        Nd4jTensor result = channels();
        Operations.sumChannels(products.array(), result.array());
        device.release(products);
        result.array().muli(inverse.array());
        return result;
    }

    /**
     * Turns the centred input into its gradient: gamma inverse (dy - mean(dy) - normalised mean(dy normalised)), where the
     * means are the parameters' gradients over the number of points.
     */
    private void propagate(
            Backward pass, Nd4jTensor centred, Nd4jTensor inverse, Nd4jTensor scaleGradient, Nd4jTensor shiftGradient) {
        double points = (double) batch * shape.height() * shape.width();
        INDArray array = centred.array();
        Nd4jTensor factor = channels();
        factor.array().assign(scaleGradient.array()).muli(inverse.array()).divi(-points);
        Operations.multiply(array, acrossMaps(factor.array()), array);
        array.addi(array(pass.gradient()));
        factor.array().assign(shiftGradient.array()).divi(points);
        Operations.subtract(array, acrossMaps(factor.array()), array);
        factor.array().assign(inverse.array());
        if (layer.scale().isPresent()) {
            factor.array().muli(array(pass.parameters().get(0)));
        }
        Operations.multiply(array, acrossMaps(factor.array()), array);
        device.release(factor);
    }

    private List<Tensor> wanted(Nd4jTensor scaleGradient, Nd4jTensor shiftGradient) {
        List<Tensor> wanted = new ArrayList<>();
        keep(scaleGradient, layer.scale().isPresent(), wanted);
        keep(shiftGradient, layer.shift().isPresent(), wanted);
        return wanted;
    }

    private void keep(Nd4jTensor gradient, boolean present, List<Tensor> wanted) {
        if (present) {
            wanted.add(gradient);
        } else {
            device.release(gradient);
        }
    }
}
