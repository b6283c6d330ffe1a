package io.github.l2nas.engine.tensor;

import java.util.List;

/**
 * Runs one layer forward and backward. Parameters come in the layer's order; batch normalisation takes gamma and beta where
 * the layer has them, and outside training its running mean and running variance after them.
 */
public interface Kernel {

    /** What {@code backward} needs of the forward pass. */
    enum Saved {
        /** The forward pass's inputs. */
        INPUTS,
        /** Its output. */
        OUTPUT,
        /** Neither. */
        NOTHING
    }

    /** What batch normalisation normalises with. */
    enum Statistics {
        /** Mean and biased variance of this batch. */
        BATCH,
        /** The running mean and variance given as parameters. */
        RUNNING
    }

    /**
     * A forward pass.
     *
     * @param output new activations
     * @param saved what else backward needs: batch normalisation's mean and biased variance of the batch (C each),
     *     maximum pooling's positions; the caller releases it
     */
    record Forward(Tensor output, List<Tensor> saved) {}

    /**
     * A forward pass and the gradient that came back to it.
     *
     * @param gradient of the output
     * @param inputs of the forward pass where {@link #savedForBackward()} says so, otherwise empty
     * @param output of the forward pass where {@link #savedForBackward()} says so, otherwise null
     * @param saved as the forward pass made it
     * @param parameters as given to the forward pass
     * @param inputGradients whether gradients of the inputs are wanted
     * @param parameterGradients whether those of the parameters are
     */
    record Backward(
            Tensor gradient,
            List<Tensor> inputs,
            Tensor output,
            List<Tensor> saved,
            List<Tensor> parameters,
            boolean inputGradients,
            boolean parameterGradients) {}

    /**
     * Gradients, all new tensors.
     *
     * @param inputs of each input; convolutions leave it out where not wanted
     * @param parameters of each trainable parameter; a convolution may leave them all out where not wanted
     */
    record Gradients(List<Tensor> inputs, List<Tensor> parameters) {}

    /**
     * What {@code backward} needs of the forward pass, so that everything else can be released.
     *
     * @return inputs, output or nothing
     */
    Saved savedForBackward();

    /**
     * Output from inputs.
     *
     * @param inputs activations
     * @param parameters the layer's parameters
     * @param statistics what batch normalisation normalises with
     * @param training whether backward will be called; otherwise nothing is saved but a batch normalisation's statistics
     * @return the output
     */
    Forward forward(List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training);

    /**
     * Gradients of inputs and parameters from the gradient of the output, after a forward pass with batch statistics. Not
     * for sums, whose gradient is that of each input.
     *
     * @param pass the forward pass and the gradient
     * @return the gradients
     */
    Gradients backward(Backward pass);
}
