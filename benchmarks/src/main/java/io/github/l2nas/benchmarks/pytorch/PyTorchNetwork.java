package io.github.l2nas.benchmarks.pytorch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A weight store and PyTorch's eager execution of layer graphs on it: one native operation a layer, autograd for the
 * backward pass, everything of a pass freed at its end. Graphs that name the same weights share them. Used by one thread.
 */
public final class PyTorchNetwork implements AutoCloseable {

    private static final float AUXILIARY_WEIGHT = 0.4f;

    private final PtNDManager owner;
    private final Parameters parameters;
    private final AveragePools averagePools;
    private final SgdSettings sgd;
    private final MemoryFormat format;
    private ByteBuffer imageBuffer = ByteBuffer.allocateDirect(0);

    /**
     * An empty store, trained as supernets are in the benchmark.
     *
     * @param threads threads of an operation, for the whole process
     * @param format the order of activations in memory
     */
    public PyTorchNetwork(int threads, MemoryFormat format) {
        this(threads, format, SgdSettings.SUPERNET);
    }

    /**
     * An empty store.
     *
     * @param threads threads of an operation, for the whole process
     * @param format the order of activations in memory
     * @param sgd how it is trained
     */
    public PyTorchNetwork(int threads, MemoryFormat format, SgdSettings sgd) {
        owner = LibTorch.open(threads);
        parameters = new Parameters(owner);
        averagePools = new AveragePools(owner);
        this.format = format;
        this.sgd = sgd;
    }

    /**
     * Sets a parameter or a running statistic.
     *
     * @param name the state dict's key
     * @param shape its sizes in PyTorch's order
     * @param values as many as the sizes say, row-major
     */
    public void put(String name, List<Integer> shape, float[] values) {
        parameters.put(
                name, new Shape(shape.stream().mapToLong(Integer::longValue).toArray()), values);
    }

    /**
     * A copy of a parameter or a running statistic.
     *
     * @param name the state dict's key
     * @return its values, row-major
     * @throws IllegalArgumentException where no graph has used the name yet
     */
    public float[] values(String name) {
        return parameters.named(name).toFloatArray();
    }

    /**
     * One step of stochastic gradient descent on the graph's parameters, on the mean cross entropy of the batch plus 0.4
     * times that of the auxiliary head where there is one. Running statistics move.
     *
     * @param graph the network, or the path through a supernet
     * @param images N x C x H x W
     * @param labels N, from 0
     * @param batch N
     * @return the loss before the step
     */
    public double trainStep(LayerGraph graph, float[] images, int[] labels, int batch) {
        try (PtNDManager pass = newPass()) {
            JniUtils.setGradMode(true);
            Leaves leaves = new Leaves(parameters, pass, true);
            PtNDArray mean = logLikelihood(graph, leaves, pass, images, labels, batch);
            JniUtils.backward(mean, scalar(pass, -1), false, false);
            JniUtils.setGradMode(false);
            leaves.step(sgd);
            return -mean.getFloat();
        }
    }

    /**
     * Logits with running statistics, without gradients and auxiliary head.
     *
     * @param graph the network
     * @param images N x C x H x W
     * @param batch N
     * @return N x classes
     */
    public float[] logits(LayerGraph graph, float[] images, int batch) {
        return logits(graph, images, batch, Statistics.RUNNING);
    }

    /**
     * Logits with the statistics of this batch, as supernets are validated; the running ones stay as they are.
     *
     * @param graph the path
     * @param images N x C x H x W
     * @param batch N
     * @return N x classes
     */
    public float[] logitsWithBatchStatistics(LayerGraph graph, float[] images, int batch) {
        return logits(graph, images, batch, Statistics.BATCH);
    }

    @Override
    public void close() {
        owner.close();
    }

    private float[] logits(LayerGraph graph, float[] images, int batch, Statistics statistics) {
        try (PtNDManager pass = newPass()) {
            JniUtils.setGradMode(false);
            Operations operations =
                    new Operations(new Leaves(parameters, pass, false), averagePools, statistics, format);
            ForwardPass forward = new ForwardPass(graph, operations, pass, batch, false);
            forward.run(imageTensor(pass, graph, images, batch));
            return forward.output(graph.output()).toFloatArray();
        }
    }

    private PtNDArray logLikelihood(
            LayerGraph graph, Leaves leaves, PtNDManager pass, float[] images, int[] labels, int batch) {
        Operations operations = new Operations(leaves, averagePools, Statistics.BATCH_AND_TRACK, format);
        ForwardPass forward = new ForwardPass(graph, operations, pass, batch, true);
        forward.run(imageTensor(pass, graph, images, batch));
        PtNDArray classes = labelTensor(pass, labels, batch);
        PtNDArray mean = logLikelihood(forward.output(graph.output()), classes);
        if (graph.auxiliaryOutput().isEmpty()) {
            return mean;
        }
        PtNDArray auxiliary =
                logLikelihood(forward.output(graph.auxiliaryOutput().getAsInt()), classes);
        return JniUtils.add(mean, JniUtils.mul(auxiliary, scalar(pass, AUXILIARY_WEIGHT)));
    }

    /** Mean of the logarithm of the true class' probability: minus the cross entropy. */
    private static PtNDArray logLikelihood(PtNDArray logits, PtNDArray classes) {
        PtNDArray logarithms = JniUtils.logSoftmax(logits, 1, DataType.FLOAT32);
        return JniUtils.mean(JniUtils.gather(logarithms, classes, 1));
    }

    private PtNDManager newPass() {
        return owner.newSubManager(owner.getDevice());
    }

    /** Images in native memory; the next pass writes over them. */
    private PtNDArray imageTensor(PtNDManager pass, LayerGraph graph, float[] images, int batch) {
        io.github.l2nas.api.graph.Shape shape = imageShape(graph);
        if (images.length != batch * shape.size()) {
            throw new IllegalArgumentException(images.length + " numbers are not " + batch + " images of " + shape);
        }
        int bytes = Math.multiplyExact(images.length, Float.BYTES);
        if (imageBuffer.capacity() != bytes) {
            imageBuffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        imageBuffer.asFloatBuffer().put(images);
        return format.images(pass.create(
                imageBuffer, new Shape(batch, shape.channels(), shape.height(), shape.width()), DataType.FLOAT32));
    }

    private static io.github.l2nas.api.graph.Shape imageShape(LayerGraph graph) {
        return graph.nodes().stream()
                .filter(node -> node.layer() instanceof Layer.Input)
                .map(LayerGraph.Node::shape)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the graph has no input"));
    }

    private static PtNDArray labelTensor(PtNDManager pass, int[] labels, int batch) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(batch * Long.BYTES).order(ByteOrder.nativeOrder());
        for (int label : labels) {
            buffer.putLong(label);
        }
        return pass.create(buffer.rewind(), new Shape(batch, 1), DataType.INT64);
    }

    private static PtNDArray scalar(PtNDManager pass, float value) {
        return (PtNDArray) pass.create(value);
    }
}
