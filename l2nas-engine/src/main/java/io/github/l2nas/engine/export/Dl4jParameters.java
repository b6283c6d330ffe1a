package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.params.DepthwiseConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Puts weights of PyTorch's layout into a DL4J network. */
final class Dl4jParameters {

    private final TrainedClassifier classifier;
    private final LayerGraph graph;
    private final ComputationGraph network;

    private Dl4jParameters(TrainedClassifier classifier, ComputationGraph network) {
        this.classifier = classifier;
        this.graph = classifier.graph();
        this.network = network;
    }

    /**
     * Sets every parameter.
     *
     * @param classifier has the numbers
     * @param network of the classifier's configuration, initialised
     */
    static void set(TrainedClassifier classifier, ComputationGraph network) {
        Dl4jParameters parameters = new Dl4jParameters(classifier, network);
        for (int index = 0; index < parameters.graph.nodes().size(); index++) {
            parameters.set(index);
        }
    }

    private void set(int index) {
        Layer layer = graph.nodes().get(index).layer();
        String vertex = VertexNames.of(graph, index);
        if (layer instanceof Layer.Convolution convolution) {
            convolution(vertex, convolution);
        } else if (layer instanceof Layer.BatchNorm norm) {
            batchNorm(vertex, norm, graph.nodes().get(index).shape().channels());
        } else if (layer instanceof Layer.Linear linear) {
            assign(
                    vertex,
                    DefaultParamInitializer.WEIGHT_KEY,
                    tensor(linear.weight()).transpose());
            assign(vertex, DefaultParamInitializer.BIAS_KEY, tensor(linear.bias()));
        }
    }

    private void convolution(String vertex, Layer.Convolution layer) {
        if (layer.groups() == 1) {
            assign(vertex, ConvolutionParamInitializer.WEIGHT_KEY, tensor(layer.weight()));
        } else {
            assign(vertex, DepthwiseConvolutionParamInitializer.WEIGHT_KEY, depthwise(layer));
        }
        layer.bias().ifPresent(bias -> assign(vertex, ConvolutionParamInitializer.BIAS_KEY, tensor(bias)));
    }

    /** Kernel x kernel x channels x outputs of each, from outputs x 1 x kernel x kernel. */
    private INDArray depthwise(Layer.Convolution layer) {
        int outputs = layer.weight().shape().get(0);
        int kernel = layer.weight().shape().get(2);
        float[] spread = KernelDilation.spread(classifier.values(layer.weight()), kernel, layer.dilation());
        int side = KernelDilation.extent(kernel, layer.dilation());
        long[] shape = {layer.groups(), outputs / layer.groups(), side, side};
        return Nd4j.create(spread, shape, 'c').permute(2, 3, 0, 1);
    }

    private void batchNorm(String vertex, Layer.BatchNorm layer, int channels) {
        layer.scale().ifPresent(gamma -> assign(vertex, BatchNormalizationParamInitializer.GAMMA, tensor(gamma)));
        layer.shift().ifPresent(beta -> assign(vertex, BatchNormalizationParamInitializer.BETA, tensor(beta)));
        assign(
                vertex,
                BatchNormalizationParamInitializer.GLOBAL_MEAN,
                tensor(TrainedClassifier.runningMean(layer, channels)));
        assign(
                vertex,
                BatchNormalizationParamInitializer.GLOBAL_VAR,
                tensor(TrainedClassifier.runningVariance(layer, channels)));
    }

    private void assign(String vertex, String key, INDArray values) {
        INDArray parameter = network.getLayer(vertex).getParam(key);
        parameter.assign(values.reshape('c', parameter.shape()));
    }

    private INDArray tensor(Weight weight) {
        long[] shape = weight.shape().stream().mapToLong(Integer::longValue).toArray();
        return Nd4j.create(classifier.values(weight), shape, 'c');
    }
}
