package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import java.util.List;

/**
 * Memory for tensors and kernels that work on them. Used by one thread at a time. Released tensors' memory is used again,
 * so that steps of the same shapes don't make the process grow.
 */
public interface Device extends AutoCloseable {

    /**
     * Says what the tensors and kernels are for that are asked for from now on. To be called before them.
     *
     * @param batch N
     * @param image shape of one image of the batch
     */
    void begin(int batch, Shape image);

    /**
     * Activations of undefined content.
     *
     * @param batch N
     * @param shape of one image
     * @return N x C x H x W
     */
    Tensor activations(int batch, Shape shape);

    /**
     * A parameter or its gradient, of undefined content.
     *
     * @param sizes in PyTorch's order
     * @return a tensor of these sizes
     */
    Tensor parameter(List<Integer> sizes);

    /**
     * Replaces the content.
     *
     * @param tensor what is written
     * @param values not changed by the caller until something is read; row-major: N x C x H x W, or PyTorch's order; as many as the tensor holds
     */
    void write(Tensor tensor, float[] values);

    /**
     * Copies the content.
     *
     * @param tensor what is read
     * @param values row-major, as many as the tensor holds
     */
    void read(Tensor tensor, float[] values);

    /**
     * Gives memory back; the tensor is not used again.
     *
     * @param tensor made by this device, not yet released
     */
    void release(Tensor tensor);

    /**
     * What runs a layer on these shapes; the same for the same layer settings and shapes.
     *
     * @param layer any layer but input, zeros, drop path and dropout; names of weights don't matter
     * @param batch N
     * @param inputs shapes of one image, in the order of the layer's inputs
     * @param output shape of one image
     * @return the kernel
     */
    Kernel kernel(Layer layer, int batch, List<Shape> inputs, Shape output);

    /**
     * Multiplies each image by a number (drop path and its gradient).
     *
     * @param activations N x C x H x W
     * @param factors N
     * @return new activations
     */
    Tensor scaleImages(Tensor activations, float[] factors);

    /**
     * Multiplies number by number (dropout and its gradient).
     *
     * @param activations N x C x H x W
     * @param factors of the same sizes
     * @return new activations
     */
    Tensor multiply(Tensor activations, Tensor factors);

    /** Gives all memory back. */
    @Override
    void close();
}
