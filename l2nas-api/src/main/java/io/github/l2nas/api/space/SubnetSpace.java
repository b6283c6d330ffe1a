package io.github.l2nas.api.space;

/**
 * What a space offers whose networks inherit the weights of a published supernet and are not trained here: they are tested and
 * exported with those weights.
 */
public interface SubnetSpace extends SearchSpace {

    /**
     * The file type under which such supernets are published.
     *
     * @return a Maven type, for example {@code pth}
     */
    String supernetType();

    /**
     * The architecture that is the whole supernet.
     *
     * @return the one with the most layers, channels and weights
     */
    Architecture largest();
}
