package io.github.l2nas.benchmarks.pytorch;

/**
 * Stochastic gradient descent as in PyTorch's {@code SGD} without Nesterov: g = gradient + decay x weight,
 * velocity = momentum x velocity + g, weight -= rate x velocity.
 *
 * @param rate learning rate
 * @param momentum in [0, 1)
 * @param weightDecay on every parameter
 */
public record SgdSettings(float rate, float momentum, float weightDecay) {

    /** What supernets are trained with in the benchmark. */
    public static final SgdSettings SUPERNET = new SgdSettings(0.025f, 0.9f, 5e-4f);
}
