package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network in evaluation mode as a configuration of DL4J's own layers, one vertex for each node and a softmax. */
final class Dl4jConfiguration {

    /** DL4J: running = decay x running + (1 - decay) x batch; momentum 0.1 of PyTorch. */
    private static final double DECAY = 0.9;

    private final LayerGraph graph;
    private final int[] readers;

    /** Nodes whose C x 1 x 1 numbers DL4J takes as vectors, as linear layers give them; all others are maps. */
    private final boolean[] vectors;

    private final Set<String> conversions = new HashSet<>();
    private final ComputationGraphConfiguration.GraphBuilder builder;

    private Dl4jConfiguration(LayerGraph graph) {
        this.graph = graph;
        this.readers = new int[graph.nodes().size()];
        graph.nodes().forEach(node -> node.inputs().forEach(input -> readers[input]++));
        this.vectors = new boolean[readers.length];
        this.builder = new NeuralNetConfiguration.Builder()
                .seed(0) // its default is the time
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.ZERO)
                .convolutionMode(ConvolutionMode.Truncate)
                .graphBuilder();
    }

    /**
     * The configuration of a network.
     *
     * @param graph reduced to inference
     * @return its configuration, the softmax of the logits as its only output
     * @throws IllegalArgumentException where DL4J has no layer for one of the graph's
     */
    static ComputationGraphConfiguration of(LayerGraph graph) {
        Dl4jConfiguration configuration = new Dl4jConfiguration(graph);
        for (int index = 0; index < graph.nodes().size(); index++) {
            configuration.add(index);
        }
        return configuration.finish();
    }

    private void add(int index) {
        LayerGraph.Node node = graph.nodes().get(index);
        String name = VertexNames.of(graph, index);
        Layer layer = node.layer();
        vectors[index] = givesVector(index);
        boolean takesVectors = vectors[index] && !(layer instanceof Layer.GlobalAveragePool);
        String[] inputs = node.inputs().stream()
                .map(input -> layer instanceof Layer.Linear ? VertexNames.of(graph, input) : as(takesVectors, input))
                .toArray(String[]::new);
        if (layer instanceof Layer.Input input) {
            builder.addInputs(name).setInputTypes(inputType(input.shape()));
        } else if (layer instanceof Layer.Add) {
            builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
        } else if (layer instanceof Layer.Concat) {
            builder.addVertex(name, new MergeVertex(), inputs);
        } else if (layer instanceof Layer.ChannelScale) {
            String repeated = name + "-gate";
            Shape map = node.shape();
            builder.addLayer(
                    repeated,
                    new Upsampling2D.Builder()
                            .size(new int[] {map.height(), map.width()})
                            .build(),
                    inputs[1]);
            builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Product), inputs[0], repeated);
        } else if (layer instanceof Layer.Zeros) {
            builder.addVertex(name, new ScaleVertex(0), inputs);
        } else if (layer instanceof Layer.Activation activation && !InferenceGraph.isRelu(layer)) {
            HardActivations.add(builder, activation.function(), name, inputs[0]);
        } else {
            if (InferenceGraph.isRelu(layer)) {
                inputs[0] = copied(node.inputs().get(0));
            }
            builder.addLayer(name, layer(index), inputs);
        }
    }

    private boolean givesVector(int index) {
        LayerGraph.Node node = graph.nodes().get(index);
        Layer layer = node.layer();
        if (layer instanceof Layer.GlobalAveragePool) {
            return isReadAsVector(index);
        }
        return layer instanceof Layer.Linear
                || (InferenceGraph.keepsKind(layer) && node.inputs().stream().anyMatch(input -> vectors[input]));
    }

    /** The vertex of a node for a reader that takes vectors, or maps. For linear layers DL4J finds one itself. */
    private String as(boolean vector, int index) {
        String name = VertexNames.of(graph, index);
        if (vectors[index] == vector) {
            return name;
        }
        int channels = graph.nodes().get(index).shape().channels();
        InputPreProcessor change = vector
                ? new CnnToFeedForwardPreProcessor(1, 1, channels)
                : new FeedForwardToCnnPreProcessor(1, 1, channels);
        String changed = name + (vector ? "-vector" : "-map");
        if (conversions.add(changed)) {
            builder.addVertex(changed, new PreprocessorVertex(change), name);
        }
        return changed;
    }

    /** DL4J's activation layer overwrites its input outside training, which nobody else may then read. */
    private String copied(int index) {
        String name = VertexNames.of(graph, index);
        if (readers[index] == 1) {
            return name;
        }
        String copy = name + "-copy";
        builder.addVertex(copy, new ScaleVertex(1), name);
        return copy;
    }

    private static InputType inputType(Shape shape) {
        return InputType.convolutional(shape.height(), shape.width(), shape.channels());
    }

    private org.deeplearning4j.nn.conf.layers.Layer layer(int index) {
        LayerGraph.Node node = graph.nodes().get(index);
        Layer layer = node.layer();
        Shape in = graph.nodes().get(node.inputs().get(0)).shape();
        if (layer instanceof Layer.Convolution convolution) {
            return convolution(convolution, in.channels());
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return batchNorm(norm, in.channels());
        }
        if (layer instanceof Layer.Pool pool) {
            return pool(pool);
        }
        if (layer instanceof Layer.Activation activation && activation.function() == Layer.Activation.Function.RELU) {
            return new ActivationLayer(Activation.RELU);
        }
        if (layer instanceof Layer.GlobalAveragePool) {
            return new GlobalPoolingLayer.Builder(PoolingType.AVG)
                    .collapseDimensions(isReadAsVector(index))
                    .build();
        }
        if (layer instanceof Layer.Crop) {
            return new Cropping2D.Builder(1, 0, 1, 0).build();
        }
        if (layer instanceof Layer.Linear linear) {
            return new DenseLayer.Builder()
                    .nIn(in.size())
                    .nOut(linear.weight().shape().get(0))
                    .activation(Activation.IDENTITY)
                    .build();
        }
        throw new IllegalArgumentException("the export has no DL4J layer for " + layer);
    }

    /** Whether linear layers alone read a node's C x 1 x 1 maps. */
    private boolean isReadAsVector(int index) {
        return graph.nodes().stream()
                .filter(node -> node.inputs().contains(index))
                .allMatch(node -> node.layer() instanceof Layer.Linear);
    }

    private static org.deeplearning4j.nn.conf.layers.Layer convolution(Layer.Convolution layer, int in) {
        List<Integer> sizes = layer.weight().shape();
        int out = sizes.get(0);
        if (layer.groups() == 1) {
            return geometry(new ConvolutionLayer.Builder(), layer)
                    .nIn(in)
                    .nOut(out)
                    .build();
        }
        if (layer.groups() == in) {
            return geometry(new DepthwiseConvolution2D.Builder().depthMultiplier(out / in), layer)
                    .nIn(in)
                    .nOut(out)
                    .build();
        }
        throw new IllegalArgumentException("DL4J has no convolution in " + layer.groups() + " groups of " + in
                + " channels: " + layer.weight().name());
    }

    private static <T extends ConvolutionLayer.BaseConvBuilder<T>> T geometry(T builder, Layer.Convolution layer) {
        int kernel = layer.weight().shape().get(2);
        int dilation = layer.dilation();
        if (layer.groups() > 1) {
            kernel = KernelDilation.extent(kernel, dilation);
            dilation = 1;
        }
        return builder.kernelSize(kernel, kernel)
                .stride(layer.stride(), layer.stride())
                .padding(layer.padding(), layer.padding())
                .dilation(dilation, dilation)
                .hasBias(layer.bias().isPresent())
                .activation(Activation.IDENTITY);
    }

    private static BatchNormalization batchNorm(Layer.BatchNorm layer, int channels) {
        return new BatchNormalization.Builder()
                .nIn(channels)
                .nOut(channels)
                .eps(Layer.BatchNorm.EPSILON)
                .decay(DECAY)
                .lockGammaBeta(layer.scale().isEmpty())
                .useLogStd(false)
                .build();
    }

    private static SubsamplingLayer pool(Layer.Pool layer) {
        SubsamplingLayer.Builder pool = new SubsamplingLayer.Builder(
                layer.kind() == Layer.Pool.Kind.MAX ? PoolingType.MAX : PoolingType.AVG,
                new int[] {layer.kernel(), layer.kernel()},
                new int[] {layer.stride(), layer.stride()},
                new int[] {layer.padding(), layer.padding()});
        return pool.avgPoolIncludePadInDivisor(false).build();
    }

    private ComputationGraphConfiguration finish() {
        LossLayer softmax = new LossLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .build();
        int classes = graph.nodes().get(graph.output()).shape().channels();
        softmax.setNIn(classes);
        softmax.setNOut(classes);
        return builder.addLayer(VertexNames.PROBABILITIES, softmax, as(true, graph.output()))
                .setOutputs(VertexNames.PROBABILITIES)
                .build();
    }
}
