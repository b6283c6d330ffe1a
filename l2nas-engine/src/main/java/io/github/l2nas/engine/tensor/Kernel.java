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
     * @param gradientIsSpare whether nobody reads the gradient afterwards
     */
    record Backward(
            Tensor gradient,
            List<Tensor> inputs,
            Tensor output,
            List<Tensor> saved,
            List<Tensor> parameters,
            boolean inputGradients,
            boolean parameterGradients,
            boolean gradientIsSpare) {}

    /**
     * Gradients, all new tensors but for one: where the gradient of the output is spare, a layer of one input may write the
     * gradient of the input in its place and give this tensor back.
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
     * Output from inputs of which nobody reads one afterwards. A layer may write its output in the place of this one and give
     * this tensor back as its output: it reads less memory, and more of it from a cache.
     *
     * @param spare index of the input
     * @param inputs activations
     * @param parameters the layer's parameters
     * @param statistics what batch normalisation normalises with
     * @param training whether backward will be called
     * @return the output, the same numbers as without a spare input
     */
    default Forward forwardOver(
            int spare, List<Tensor> inputs, List<Tensor> parameters, Statistics statistics, boolean training) {
        return forward(inputs, parameters, statistics, training);
    }

    /**
     * Whether {@link #forwardOnto} may be called: it costs less than the layer and then a sum.
     *
     * @param statistics what batch normalisation normalises with
     * @return no where a layer says nothing else
     */
    default boolean addsToOthers(Statistics statistics) {
        return false;
    }

    /**
     * The sum of the output and other activations, where {@link #addsToOthers} says so.
     *
     * @param other activations of the output's shape, which stay as they are
     * @param inputs activations
     * @param parameters the layer's parameters
     * @return the sum, and what {@link #forward} saves
     */
    default Forward forwardOnto(Tensor other, List<Tensor> inputs, List<Tensor> parameters) {
        throw new UnsupportedOperationException("the layer adds to nothing");
    }

    /**
     * Whether {@link #backward} may be called once for the gradients of the inputs and once for those of the parameters, at no
     * more cost.
     *
     * @return no where a layer says nothing else
     */
    default boolean hasSeparateGradients() {
        return false;
    }

    /**
     * Gradients of inputs and parameters from the gradient of the output, after a forward pass with batch statistics. Not
     * for sums, whose gradient is that of each input.
     *
     * @param pass the forward pass and the gradient
     * @return the gradients
     */
    Gradients backward(Backward pass);
}
